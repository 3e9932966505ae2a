import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { texts } from '../texts/texts.js';
import classes from './walk.module.css';
import type { Walk } from './walk.queries.js';

/** Whose problem it is, and which flow is walked. */
export function WalkHeader({ walk }: { walk: Walk }) {
  const problem = walk.problem ?? walk.flow_title;
  return (
    <Stack gap={4}>
      <title>{`${texts.walk.title(problem)} · ResolutionFlow`}</title>
      <Title order={1} size="h3" className={classes.text}>
        {problem}
      </Title>
      <Group gap="xs">
        {walk.linked_ticket_id !== null && (
          <Badge variant="outline" tt="none">
            {texts.walk.ticketOf(walk.linked_ticket_kind ?? 'psa', walk.linked_ticket_id)}
          </Badge>
        )}
        <Text size="sm" c="dimmed">
          {texts.walk.flowVersion(walk.flow_title, walk.flow_version)}
        </Text>
        {walk.newer_version !== null && (
          <Text size="sm" c="dimmed">
            {texts.walk.newerVersion(walk.newer_version)}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
