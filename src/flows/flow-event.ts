export const FLOW_EVENTS = [
  'archived',
  'restored',
  'merged',
  'split',
  'split_off',
  'rejoined',
  'session_moved_away',
  'session_moved_here',
  'rolled_back',
  'reverted',
  'marked_critical',
  'unmarked_critical',
  'care_changed',
  'needs_verification',
  'downgraded',
  'verified',
] as const;
/** Those that made the version that they stand at; the others made none. */
export const VERSION_MAKING_EVENTS = ['rolled_back', 'reverted', 'split', 'rejoined'] as const;
/**
 * What was done to a flow other than by publishing a proposal. `split` gave a part of it to a flow of its own, whose trail
 * begins with `split_off`; `rejoined` took it back. `session_moved_away` and `session_moved_here` are the two sides of one session.
 */
export type FlowEventName = (typeof FLOW_EVENTS)[number];

/** One line of a flow's own trail, but for who and when, which follow from the transaction. */
export interface NewFlowEvent {
  flowId: string;
  event: FlowEventName;
  /** The current version once it was done. */
  version: number;
  notes?: string | null;
  details?: Record<string, unknown>;
}

/** Why a flow is archived or restored: what a person says of it, and what the trail is told besides. */
export type FlowEventCause = Pick<NewFlowEvent, 'notes' | 'details'>;
