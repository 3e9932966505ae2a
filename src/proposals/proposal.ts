import type { SessionOrigin, TicketKind } from '../ai-sessions/session.js';
import type { FlowDiff } from '../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import { StateMachine } from '../kernel/state-machine.js';
import type { Confidence } from './calibration/confidence.js';
import type { Reason } from './decision-reason.js';

export const PROPOSAL_TYPES = ['new_flow', 'enhancement', 'branch_addition', 'auto_reinforced'] as const;
export type ProposalType = (typeof PROPOSAL_TYPES)[number];

/** The types that somebody reviews; the remaining one only keeps track. */
export const REVIEWABLE_TYPES = ['new_flow', 'branch_addition', 'enhancement'] as const;
export type ReviewableType = (typeof REVIEWABLE_TYPES)[number];

export const PROPOSAL_STATUSES = [
  'pending',
  'approved',
  'modified',
  'rejected',
  'dismissed',
  'auto_reinforced',
] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** From a resolved session, from one with an L1 technician in real time, from imported knowledge, by a person. */
export const PROPOSAL_SOURCES = ['ai_promoted', 'ai_realtime_l1', 'kb_accelerator', 'manual_draft'] as const;
export type ProposalSource = (typeof PROPOSAL_SOURCES)[number];

export const DECISIONS = ['approve', 'modify', 'reject', 'dismiss', 'reopen'] as const;
/** What a reviewer does with a proposal. */
export type Decision = (typeof DECISIONS)[number];

/** `reinforce` is the program's own: nothing is left to add to the flow. */
export const PROPOSAL_LIFECYCLE = new StateMachine<ProposalStatus, Decision | 'reinforce' | 'revert'>({
  pending: {
    approve: 'approved',
    modify: 'modified',
    reject: 'rejected',
    dismiss: 'dismissed',
    reinforce: 'auto_reinforced',
  },
  dismissed: { reopen: 'pending' },
  approved: { revert: 'pending' },
  modified: { revert: 'pending' },
  rejected: {},
  auto_reinforced: {},
});

/** What a new proposal starts from: its one session, the document and where it belongs. */
export interface NewProposal extends Confidence {
  proposalType: ProposalType;
  source: ProposalSource;
  sourceSessionId: string;
  teamId: string | null;
  problemDomain: string | null;
  title: string;
  description: string | null;
  /** The flow to change, or the one that is reinforced, and its version; null for a new flow. */
  targetFlowId: string | null;
  baseVersion: number | null;
  document: FlowDocument;
  diff: FlowDiff | null;
  /** 0 to 1 */
  fitness: number;
  /** Whether the session's resolution was confirmed. */
  validatedByOutcome: boolean;
  linkedTicketId: string | null;
  linkedTicketKind: TicketKind | null;
  /** Who wrote it; null for the program. */
  draftedBy: string | null;
  /** A second flow that the document takes in, ids and all. */
  absorbs?: AbsorbedFlow | null;
}

/** One that only records what was walked waits for nobody. */
export function statusOfNew({ proposalType }: Pick<NewProposal, 'proposalType'>): ProposalStatus {
  return proposalType === 'auto_reinforced' ? 'auto_reinforced' : 'pending';
}

export interface AbsorbedFlow {
  flowId: string;
  version: number;
}

/**
 * What a pending proposal becomes when another version of its document takes the place of the present one. Its confidence
 * is left as it is when left out.
 */
export interface Replacement extends Partial<Confidence> {
  /** Another title than the one that the program gave it before; one that somebody else gave it stays. */
  title?: { from: string; to: string };
  /** Another flow to change than before, since that one was merged into it; the same when left out. */
  targetFlowId?: string;
  /** The version taken in of the flow that it absorbs; as before when left out. */
  absorbsVersion?: number;
  proposalType: ReviewableType;
  baseVersion: number | null;
  document: FlowDocument;
  diff: FlowDiff | null;
  /** 0 to 1; left as it is when left out. */
  fitness?: number;
}

/** What a pending proposal becomes when one more session joins it. */
export interface Growth extends Omit<Replacement, keyof Confidence>, Confidence {
  sessionId: string;
  fitness: number;
  /** Whether this session's resolution was confirmed; once true of one, it stays true of the proposal. */
  validatedByOutcome: boolean;
}

/** How far a proposal is to be trusted. */
export interface Assessment extends Confidence {
  /** Whether the resolution of any of its sessions was confirmed. */
  validatedByOutcome: boolean;
}

export interface RecordedDecision {
  decision: Decision;
  notes: string | null;
  /** What was published; null where nothing was. */
  publication: PublishedVersion | null;
  /** Whether it publishes what a first person approved. */
  seconds?: boolean;
  /** Why it was decided against. */
  reason?: Reason | null;
  /** What else the audit trail is told. */
  details?: Record<string, unknown>;
}

/** What a decision published. */
export interface PublishedVersion {
  flowId: string;
  version: number;
  /** What else the audit trail is told of it, as it stands there. */
  details?: Record<string, unknown>;
}

const SOURCE_OF_ORIGIN = {
  ai_assist: 'ai_promoted',
  l1_realtime: 'ai_realtime_l1',
  kb_import: 'kb_accelerator',
  manual: 'manual_draft',
} as const satisfies Record<SessionOrigin, ProposalSource>;

/** How a proposal came to be, from the origin of the session that it was made from. */
export function sourceOfOrigin(origin: SessionOrigin): ProposalSource {
  return SOURCE_OF_ORIGIN[origin];
}

/** Whether it is for a reviewer to decide, now or once it was reopened. */
export function isReviewable(proposal: { proposalType: ProposalType; status: ProposalStatus }): boolean {
  return proposal.proposalType !== 'auto_reinforced' && proposal.status !== 'auto_reinforced';
}

/** Whether it was decided against and keeps its sessions: they are not those of the proposal that it was merged into. */
export function isSetAside({
  status,
  mergedInto,
}: {
  status: ProposalStatus;
  mergedInto: string | null;
}): boolean {
  return (status === 'rejected' || status === 'dismissed') && mergedInto === null;
}

/**
 * Whether a change of `base` is one new branch and nothing else: it leaves at one known node, once, goes on over new
 * nodes only, and comes to an end that the flow did not have.
 */
export function isSingleBranch(base: FlowDocument, { entries, nodes, edges }: FlowDiff): boolean {
  const touched = [nodes.removed, nodes.changed, edges.removed, edges.changed].some(
    (list) => list.length > 0,
  );
  if (touched || entries.order !== null || nodes.added.length === 0) return false;
  const known = new Set(base.nodes.map((node) => node.id));
  if (edges.added.some((edge) => known.has(edge.to))) return false;
  return edges.added.filter((edge) => known.has(edge.from)).length === 1;
}
