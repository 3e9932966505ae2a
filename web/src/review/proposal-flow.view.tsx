import { Group, SegmentedControl } from '@mantine/core';
import { FlowDrawing } from '../graph/flow-drawing.js';
import type { OutlineLine } from '../graph/outline.js';
import { KeyBadge } from '../keys/key-badge.js';
import { texts } from '../texts/texts.js';
import { ProposalOutline } from './proposal-outline.view.js';
import { KEYS } from './review.keys.js';
import type { Proposal } from './review.queries.js';
import { Section } from './section.view.js';

/** Left out: in lines. */
export type FlowView = 'drawing' | undefined;

const VIEWS = ['outline', 'drawing'] as const;

/** The proposed flow with what changes, in lines or drawn. */
export function ProposalFlow({
  proposal,
  lines,
  selected,
  scrollTo,
  view,
  onSelect,
  onView,
}: {
  proposal: Proposal;
  lines: readonly OutlineLine[];
  selected: OutlineLine | undefined;
  scrollTo: boolean;
  view: FlowView;
  onSelect: (line: OutlineLine) => void;
  onView: (view: FlowView) => void;
}) {
  return (
    <Section
      title={proposal.proposed_diff === null ? texts.review.changesOfNew : texts.review.changes}
      aside={<ViewChoice view={view} onChoose={onView} />}
    >
      {view === 'drawing' ? (
        <FlowDrawing
          document={proposal.proposed_flow_data}
          diff={proposal.proposed_diff}
          selected={selected?.node.id}
          onSelect={(nodeId) => {
            const line = lines.find(({ node }) => node.id === nodeId);
            if (line) onSelect(line);
          }}
        />
      ) : (
        <ProposalOutline {...{ lines, selected, scrollTo, onSelect }} />
      )}
    </Section>
  );
}

function ViewChoice({ view, onChoose }: { view: FlowView; onChoose: (view: FlowView) => void }) {
  return (
    <Group gap="xs">
      <KeyBadge keys={KEYS.view} />
      <SegmentedControl
        size="xs"
        aria-label={texts.review.viewAs}
        data={VIEWS.map((value) => ({ value, label: texts.review.views[value] }))}
        value={view ?? 'outline'}
        onChange={(chosen) => {
          onChoose(chosen === 'drawing' ? 'drawing' : undefined);
        }}
      />
    </Group>
  );
}
