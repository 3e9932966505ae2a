import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { NewFlow, NextVersion } from '../../flows/flow.js';
import type { Proposal } from '../../proposals/proposal.entity.js';

/** What the reviewer changed; what is left out is as the proposal has it. */
export interface FlowEdits {
  document?: FlowDocument;
  title?: string;
  description?: string | null;
  /** The version of the target flow that the document was edited against. */
  baseVersion?: number;
}

export type Publication =
  | { kind: 'new'; flow: NewFlow }
  | { kind: 'next'; next: NextVersion }
  /** It would change a flow that no longer exists. */
  | { kind: 'target_gone' };

/**
 * What publishing a proposal makes: a flow of its own, or the target's next version. A new flow whose approval was
 * undone is taken up again, by the next version of the flow that it had made.
 */
export function publicationOf(proposal: Proposal, edits: FlowEdits): Publication {
  const published = {
    document: edits.document ?? proposal.proposedFlowData,
    proposalId: proposal.id,
    changeSummary: changeSummary(proposal, edits.document !== undefined),
  };
  if (proposal.proposalType === 'new_flow') {
    const { title, description, problemDomain, teamId } = proposal;
    const names = { title: edits.title ?? title, description: edited(edits.description, description) };
    const { revertedFlowId, revertedVersion } = proposal;
    if (revertedFlowId === null || revertedVersion === null)
      return { kind: 'new', flow: { ...published, ...names, problemDomain, teamId } };
    const expected = edits.baseVersion ?? revertedVersion;
    return {
      kind: 'next',
      next: { ...published, ...names, flowId: revertedFlowId, expectedVersion: expected },
    };
  }
  const { targetFlowId: flowId, baseVersion } = proposal;
  if (flowId === null || baseVersion === null) return { kind: 'target_gone' };
  const { title, description } = edits;
  const expectedVersion = edits.baseVersion ?? baseVersion;
  return { kind: 'next', next: { ...published, flowId, expectedVersion, title, description } };
}

function edited<T>(edit: T | undefined, original: T): T {
  return edit === undefined ? original : edit;
}

const WHAT = {
  new_flow: 'New flow',
  branch_addition: 'New branch',
  enhancement: 'Enhancement',
  auto_reinforced: 'No change',
} as const satisfies Record<Proposal['proposalType'], string>;

function changeSummary({ proposalType, title }: Proposal, wasEdited: boolean): string {
  const what = `${WHAT[proposalType]}: `;
  // The flywheel's own titles begin so.
  const named = title.startsWith(what) ? title : what + title;
  return wasEdited ? `${named} (edited in review)` : named;
}
