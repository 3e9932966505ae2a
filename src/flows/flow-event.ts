export const FLOW_EVENTS = [
  'archived',
  'restored',
  'merged',
  'rolled_back',
  'reverted',
  'marked_critical',
  'unmarked_critical',
  'care_changed',
  'needs_verification',
  'downgraded',
  'verified',
] as const;
/**
 * What was done to a flow other than by publishing a proposal. `rolled_back` and `reverted` made the version that they
 * stand at; the others made none.
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
