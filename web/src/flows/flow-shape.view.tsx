import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import type { components } from '../api/schema.gen.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { TextLink } from '../ui/link-button.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { shareText } from '../ui/share.js';
import { FlowSplit } from './flow-split.view.js';
import { lookAlikesQuery, type SeenFlow } from './flows.queries.js';
import { MergeDialog } from './merge-dialog.view.js';
import classes from './flows.module.css';

type Suggestion = components['schemas']['FlowSuggestion'];

/** Whether two flows are one problem, or one flow two. */
export function FlowShape({ seen }: { seen: SeenFlow }) {
  const { flow } = seen;
  const { role } = useMe();
  const [other, setOther] = useState<Suggestion | null>(null);
  const alike = useQuery(lookAlikesQuery(useApi(), flow));
  const inUse = flow.status === 'published';
  return (
    <Stack>
      <Section title={flowsTexts.alike}>
        <QueryState query={alike}>
          {(items) =>
            items.length === 0 ? (
              <Text size="sm">{flowsTexts.noneAlike}</Text>
            ) : (
              <ul className={classes.list}>
                {items.map((item) => (
                  <li key={item.flow_id} className={classes.row}>
                    <Group justify="space-between">
                      <div>
                        <TextLink to="/flows/$flowId" params={{ flowId: item.flow_id }} fw={600}>
                          {item.title}
                        </TextLink>
                        <Text size="sm" c="dimmed">
                          {flowsTexts.chance(shareText(item.probability))}
                        </Text>
                      </div>
                      {inUse && hasRole(role, 'engineer') && (
                        <Button
                          variant="default"
                          size="compact-sm"
                          aria-label={flowsTexts.mergeOf(item.title)}
                          onClick={() => {
                            setOther(item);
                          }}
                        >
                          {flowsTexts.merge}
                        </Button>
                      )}
                    </Group>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryState>
      </Section>
      {inUse && <FlowSplit key={flow.version} seen={seen} />}
      {other && (
        <MergeDialog
          flow={flow}
          other={other}
          onClose={() => {
            setOther(null);
          }}
        />
      )}
    </Stack>
  );
}
