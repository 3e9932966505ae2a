import { Button, Group, Stack, Text } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { LinkButton } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import classes from './walk.module.css';
import type { WalkSummary } from './walk.queries.js';

/** Walks that somebody is in the middle of, to go on with. */
export function OpenWalks({
  walks,
  onBeginBeside,
}: {
  walks: readonly WalkSummary[];
  /** Left out where there is nothing to begin. */
  onBeginBeside?: () => void;
}) {
  return (
    <Stack gap="sm">
      {walks.map((walk) => (
        <Group key={walk.id} justify="space-between">
          <div>
            <Text className={classes.text}>{walk.problem ?? walk.flow_title}</Text>
            <Text size="sm" c="dimmed">
              {walk.linked_ticket_id !== null &&
                `${texts.walk.ticketOf(walk.linked_ticket_kind ?? 'psa', walk.linked_ticket_id)} · `}
              {`${texts.walk.walkOf(walk.technician_name)} · `}
              <Moment at={walk.created_at} />
            </Text>
          </div>
          <LinkButton to="/walk/$walkId" params={{ walkId: walk.id }} size="sm" variant="default">
            {texts.walk.goOn}
          </LinkButton>
        </Group>
      ))}
      {onBeginBeside && (
        <Group>
          <Button variant="subtle" onClick={onBeginBeside}>
            {texts.walk.beginBeside}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
