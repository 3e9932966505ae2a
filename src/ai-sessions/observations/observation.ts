export const OBSERVATION_DECISIONS = [
  'none',
  'new_flow',
  'enhancement',
  'branch_addition',
  'auto_reinforced',
] as const;
/** What the flywheel took a session for; `none` where there was nothing to learn. */
export type ObservationDecision = (typeof OBSERVATION_DECISIONS)[number];

/** Where a step of a session stands in a flow. */
export interface ObservedStep {
  /** Index into the session's steps, from 0. */
  step: number;
  node_id: string | null;
  move: 'synchronous' | 'log_only' | 'new';
  /** Likelihood that step and node mean the same, 0 to 1. */
  score: number;
}

/** What the flywheel concluded from a session. */
export interface Observation {
  sessionId: string;
  decision: ObservationDecision;
  /** One sentence for people. */
  reason: string | null;
  proposalId: string | null;
  /** The published flow that the session was aligned with, if any. */
  flowId: string | null;
  flowVersion: number | null;
  alignment: ObservedStep[];
  /** 0 to 1: how much of the session and its flow agree. */
  fitness: number;
  explanation: Record<string, unknown> | null;
}
