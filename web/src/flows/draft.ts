import type { components } from '../api/schema.gen.js';
import type { FlowDocument } from '../graph/outline.js';

/** What is told of a flow or a change beside its steps. */
export interface DraftWords {
  title: string;
  description: string;
  domain: string;
  /** What happened, of which it was learned. */
  happened: string;
}

/** A flow before anything is drawn: one question that is still to be asked. */
export const BLANK_FLOW: FlowDocument = {
  schema_version: 1,
  entries: ['start'],
  nodes: [{ id: 'start', kind: 'question', text: '' }],
  edges: [],
};

/**
 * The proposal to make of what somebody drew; what they left empty is left out.
 * @param changed the flow that it changes, at the version that they saw; null for a new one
 */
export function draftOf(
  flow: FlowDocument,
  { title, description, domain, happened }: DraftWords,
  changed: { id: string; version: number } | null,
): components['schemas']['NewDraft'] {
  const session = { title: title.trim(), resolution_summary: happened.trim() };
  return {
    title: title.trim(),
    ...(description.trim() !== '' && { description: description.trim() }),
    ...(domain.trim() !== '' && { problem_domain: domain.trim() }),
    ...(happened.trim() !== '' && { session }),
    ...(changed === null
      ? { proposal_type: 'new_flow' as const }
      : { proposal_type: 'enhancement' as const, target_flow_id: changed.id, base_version: changed.version }),
    proposed_flow_data: flow,
  };
}
