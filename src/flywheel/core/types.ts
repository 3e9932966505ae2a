import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { UnsureLabel } from '../../proposals/proposal-explanation.js';

export type StepKind = 'question' | 'action' | 'info';

/** One thing that was asked, done or explained, and what came of it (the answer, the effect). */
export interface SessionStep {
  kind: StepKind;
  text: string;
  result: string | null;
}

export type SessionOutcome = 'resolved' | 'escalated' | 'abandoned' | 'unknown';

export interface SessionInput {
  id: string;
  title: string;
  /** The user's own account of the problem, where it says more than the title (the first message). */
  opening?: string | null;
  problemDomain: string | null;
  outcome: SessionOutcome;
  outcomeConfirmed: boolean;
  /** Whether it has no steps since what was said is in a language that is not read. */
  isUnread?: boolean;
  steps: readonly SessionStep[];
}

/** How an earlier session worded a node, what was answered, and to which node it went on. */
export interface Wording {
  text: string;
  result: string | null;
  nextNodeId: string | null;
}

/** What earlier sessions said at each node, by node id; a node that none passed may be absent. */
export type NodeMemory = ReadonlyMap<string, readonly Wording[]>;

export type ChangeType = 'new_flow' | 'branch_addition' | 'enhancement';

/** A published flow, or a pending proposal (of a new flow, or of a change to a flow). */
export interface Candidate {
  kind: 'flow' | 'proposal';
  id: string;
  /** The flow itself, or the flow that the proposal would change; null for the proposal of a new flow. */
  targetFlowId: string | null;
  /** The flow's current version, or the version that the proposal was made from; null for a new flow. */
  version: number | null;
  /** Null for a flow. */
  proposalType: ChangeType | null;
  title: string;
  /** Ids of the flows that a person keeps apart from this one. */
  apartFrom?: readonly string[];
  /** How earlier sessions of it put the problem: their titles or openings. May be cut to the latest few dozen. */
  problems: readonly string[];
  problemDomain: string | null;
  document: FlowDocument;
  memory: NodeMemory;
  /** What the index thought of it; shown in the explanation, not decided by. */
  retrievalScore: number;
}

/** In how many of the account's flows and pending proposals a term occurs. */
export interface TermStatistics {
  readonly documents: number;
  /** A term that is not there occurs in none. */
  readonly frequencies: ReadonlyMap<string, number>;
}

/** A flow, or the pending proposal of a new flow, that turned out to be a part of another. */
export interface Absorbed {
  kind: 'flow' | 'proposal';
  id: string;
  version: number | null;
}

/**
 * - synchronous: the step stands at a node of the flow;
 * - log_only: the step repeats or explains, and adds nothing (node_id is the node repeated, or null);
 * - new: the step became a node of its own.
 */
export type Move = 'synchronous' | 'log_only' | 'new';

export interface StepAlignment {
  /** Index into the session's steps. */
  step: number;
  node_id: string | null;
  move: Move;
  /** Likelihood that the step means what the node means, 0 to 1. */
  score: number;
}

export type DecisionType = 'none' | 'auto_reinforced' | ChangeType;
export type NoneReason = 'not_resolved' | 'too_thin' | 'unread_language';

export interface CandidateScore {
  kind: 'flow' | 'proposal';
  id: string;
  title: string;
  /** Log odds that the session belongs to it; above zero it does. */
  score: number;
  /** Likelihood 0 to 1: the same as `score`. */
  likelihood: number;
  retrieval_score: number;
  /** The share of the session's questions and actions that found a node. */
  matched_share: number;
}

/** Why it was decided so, for people. Stored and shown as it is. */
export interface Explanation {
  summary: string;
  candidates: CandidateScore[];
  new_steps: number[];
  skipped_nodes: string[];
  new_edges: { from: string; to: string; label: string | null }[];
  /** Ids of edges whose yes or no was put right by the answers that led along them. */
  relabelled_edges: string[];
  /** New edges whose label is not what an answer clearly said. */
  unsure_labels: UnsureLabel[];
}

export interface Decision {
  type: DecisionType;
  /** Set when the type is `none`. */
  noneReason: NoneReason | null;
  /** One sentence for people. */
  reason: string;
  /** The pending proposal that the session joins, if any; `type` is then what that proposal becomes. */
  joinsProposalId: string | null;
  /** The flow that it reinforces or changes, and the version it was compared with; null for a new flow. */
  targetFlowId: string | null;
  baseVersion: number | null;
  /**
   * A second flow or proposal whose nodes and edges `document` takes in, ids and all, because the session leads from
   * the one into the other: it ends when the decision takes effect. Only with `absorb` of the options.
   */
  absorbs: Absorbed | null;
  /** The whole resulting document: of the flow (auto_reinforced: unchanged) or of the proposal; null for `none`. */
  document: FlowDocument | null;
  /** Whether `document` differs from the candidate's (true for a new flow). */
  changed: boolean;
  alignment: StepAlignment[];
  /** 0 to 1: how much of the session and of its way through the flow agree. */
  fitness: number;
  explanation: Explanation;
}
