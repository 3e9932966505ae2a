import { Badge, Group } from '@mantine/core';
import { texts } from '../texts/texts.js';
import type { FlowSummary } from './flows.queries.js';

/** What one should know of a flow before trusting it. */
export function FlowBadges({ flow }: { flow: FlowSummary }) {
  const said = [
    ...(flow.status === 'archived' ? [texts.flows.archived] : []),
    ...(flow.critical ? [texts.flows.critical] : []),
    ...(flow.needs_verification_since === null ? [] : [texts.flows.needsVerification]),
    ...(flow.downgraded_at === null ? [] : [texts.flows.downgraded]),
    ...(flow.open_flags === 0 ? [] : [texts.flows.openFlags(flow.open_flags)]),
  ];
  return (
    <Group gap={4}>
      {said.map((words) => (
        <Badge key={words} variant="default" tt="none">
          {words}
        </Badge>
      ))}
    </Group>
  );
}
