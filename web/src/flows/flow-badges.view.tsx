import { Badge, Group } from '@mantine/core';
import { flowsTexts } from '../texts/flows-texts.js';
import type { Flow } from './flows.queries.js';

/** What one should know of a flow before trusting it. */
export function FlowBadges({ flow }: { flow: Omit<Flow, 'flow_data'> }) {
  const said = [
    ...(flow.status === 'archived' ? [flowsTexts.archived] : []),
    ...(flow.critical ? [flowsTexts.critical] : []),
    ...(flow.needs_verification_since === null ? [] : [flowsTexts.needsVerification]),
    ...(flow.downgraded_at === null ? [] : [flowsTexts.downgraded]),
    ...(flow.open_flags === 0 ? [] : [flowsTexts.openFlags(flow.open_flags)]),
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
