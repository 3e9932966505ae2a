import type { Decision, ProposalStatus } from '../proposal.js';

export const PROPOSAL_EVENTS = [
  'created',
  'grown',
  'joined',
  'edited',
  'refreshed',
  'reinforced',
  'reassessed',
  'merged',
  'claimed',
  'released',
  'transferred',
  'first_approved',
  'approval_lapsed',
  'approved',
  'modified',
  'rejected',
  'dismissed',
  'reopened',
  'reverted',
  'session_moved',
] as const;
/** What happened to a proposal. */
export type ProposalEventName = (typeof PROPOSAL_EVENTS)[number];

export const EVENT_OF_DECISION = {
  approve: 'approved',
  modify: 'modified',
  reject: 'rejected',
  dismiss: 'dismissed',
  reopen: 'reopened',
} as const satisfies Record<Decision, ProposalEventName>;

/** One line of the audit trail, but for who and when, which follow from the transaction. */
export interface NewProposalEvent {
  proposalId: string;
  event: ProposalEventName;
  /** Null when it was made by this event. */
  from: ProposalStatus | null;
  to: ProposalStatus;
  notes?: string | null;
  details?: Record<string, unknown>;
}
