import type { MatchingNode, WordMatch } from './matching-node.js';
import type { Ranking, TrackRecord } from './ranking.js';

/** A problem for which a flow is wanted. */
export interface Problem {
  /** In the caller's words. */
  text: string;
  /** Flows of this domain go before others that fit as well. */
  problemDomain?: string | null;
  /** Flows of this team go before others that fit as well. */
  teamId?: string | null;
  /** Flows that did not help with this ticket go after others that fit as well. */
  ticket?: { id: string; kind: string | null } | null;
}

export const TICKET_WALKS = ['active', 'resolved', 'escalated', 'abandoned', 'reopened'] as const;
/** What a walk for a ticket came to; `reopened` where it was resolved, and that did not hold. */
export type TicketWalk = (typeof TICKET_WALKS)[number];

/** A published flow that may help with a problem. */
export interface FlowSuggestion extends TrackRecord {
  flowId: string;
  title: string;
  description: string | null;
  problemDomain: string | null;
  teamId: string | null;
  /** The current one. */
  version: number;
  /** Null where only the title or earlier sessions have the problem's words. */
  match: MatchingNode | null;
  /** The node at which a walk begins, so that it comes by the matching one. */
  entryNodeId: string | null;
  words: WordMatch;
  ranking: Ranking;
  /** How probable it is that the flow is about the problem, 0 to 1. */
  probability: number;
  sameDomain: boolean;
  sameTeam: boolean;
  /** It needs verification for long. */
  downgraded: boolean;
  /** The latest walk of it for the ticket, if any. */
  ticketWalk: TicketWalk | null;
}
