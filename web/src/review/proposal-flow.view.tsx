import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../api/desk-context.js';
import { FlowDrawing } from '../graph/flow-drawing.js';
import { FlowOutline } from '../graph/flow-outline.view.js';
import type { OutlineLine } from '../graph/outline.js';
import { ViewChoice, type FlowView } from '../graph/view-choice.js';
import { KeyBadge } from '../keys/key-badge.js';
import { texts } from '../texts/texts.js';
import { Section } from '../ui/section.js';
import { KEYS } from './review.keys.js';
import { alignmentQuery, type Proposal } from './review.queries.js';

/** The proposed flow with what changes, in lines or drawn. */
export function ProposalFlow({
  proposal,
  lines,
  selected,
  scrollTo,
  view,
  sessionId,
  onSelect,
  onNode,
  onView,
}: {
  proposal: Proposal;
  lines: readonly OutlineLine[];
  selected: OutlineLine | undefined;
  scrollTo: boolean;
  view: FlowView;
  /** The session that is shown beside it. */
  sessionId: string | undefined;
  onSelect: (line: OutlineLine) => void;
  onNode: (nodeId: string) => void;
  onView: (view: FlowView) => void;
}) {
  return (
    <Section
      title={proposal.proposed_diff === null ? texts.review.changesOfNew : texts.review.changes}
      aside={
        <Group gap="xs">
          <KeyBadge keys={KEYS.view} />
          <ViewChoice view={view} onChoose={onView} />
        </Group>
      }
    >
      {view === 'drawing' ? (
        <DrawnFlow {...{ proposal, selected, sessionId, onNode }} />
      ) : (
        <FlowOutline {...{ lines, selected, scrollTo, onSelect }} />
      )}
    </Section>
  );
}

/** The steps that the session beside it went through are pointed out. */
function DrawnFlow({
  proposal,
  selected,
  sessionId,
  onNode,
}: {
  proposal: Proposal;
  selected: OutlineLine | undefined;
  sessionId: string | undefined;
  onNode: (nodeId: string) => void;
}) {
  const alignment = useQuery({
    ...alignmentQuery(useApi(), sessionId ?? ''),
    enabled: sessionId !== undefined,
  });
  const walked = useMemo(
    () => new Set(alignment.data?.steps.flatMap(({ node_id: nodeId }) => nodeId ?? [])),
    [alignment.data],
  );
  return (
    <>
      <FlowDrawing
        document={proposal.proposed_flow_data}
        diff={proposal.proposed_diff}
        selected={selected?.node.id}
        onSelect={onNode}
        pointedOut={walked}
      />
      {walked.size > 0 && (
        <Text size="sm" mt="xs">
          {texts.review.pointedOut}
        </Text>
      )}
    </>
  );
}
