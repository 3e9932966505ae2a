import type { components } from '../api/schema.gen.js';
import { texts } from '../texts/texts.js';
import type { NamedLabel, Proposal, ProposalStatus } from './review.queries.js';

type Schemas = components['schemas'];
export type RejectReason = Schemas['RejectReason'];
export type DismissReason = Schemas['DismissReason'];
export type Reason = RejectReason | DismissReason;
export type DuplicateOf = Schemas['DuplicateOf'];

export type Decision =
  | { verb: 'approve'; body: Schemas['Approval'] }
  | { verb: 'modify'; body: Schemas['Modification'] }
  | { verb: 'reject'; body: Schemas['Rejection'] }
  | { verb: 'dismiss'; body: Schemas['Dismissal'] };

/** A decision that somebody made on what they saw; repeated, it stays the same one. */
export interface Intent {
  /** Its Idempotency-Key. */
  key: string;
  proposalId: string;
  /** Of what was seen. */
  etag: string;
  decision: Decision;
}

/** By their digits, from 1. */
export const REJECT_REASONS: readonly RejectReason[] = [
  ...([
    'incorrect',
    'unsafe',
    'duplicate',
    'too_specific',
    'incomplete',
    'not_reproducible',
    'other',
  ] as const),
];
export const DISMISS_REASONS: readonly DismissReason[] = [
  ...(['not_now', 'low_value', 'out_of_scope', 'needs_owner', 'other'] as const),
];

export function approvalOf({
  notes,
  names,
  acceptRegressions,
}: {
  notes: string;
  names: readonly NamedLabel[];
  acceptRegressions: boolean;
}): Decision {
  return {
    verb: 'approve',
    body: {
      ...notesOf(notes),
      ...(names.length > 0 ? { labels: [...names] } : {}),
      ...(acceptRegressions ? { accept_regressions: true } : {}),
    },
  };
}

/** @param baseVersion the version of the flow that was edited; null for a new flow */
export function modificationOf(
  flow: Schemas['FlowDocument'],
  baseVersion: number | null,
  { notes, acceptRegressions }: { notes: string; acceptRegressions: boolean },
): Decision {
  return {
    verb: 'modify',
    body: {
      ...notesOf(notes),
      ...(acceptRegressions ? { accept_regressions: true } : {}),
      ...(baseVersion === null ? {} : { base_version: baseVersion }),
      flow_data: flow,
    },
  };
}

export function refusalOf(
  verb: 'reject' | 'dismiss',
  reason: Reason,
  notes: string,
  duplicateOf?: DuplicateOf,
): Decision {
  const duplicate = duplicateOf ? { duplicate_of: duplicateOf } : {};
  return verb === 'reject'
    ? { verb, body: { ...notesOf(notes), reason_code: reason as RejectReason, ...duplicate } }
    : { verb, body: { ...notesOf(notes), reason_code: reason as DismissReason } };
}

function notesOf(notes: string): { reviewer_notes?: string } {
  return notes.trim() === '' ? {} : { reviewer_notes: notes.trim() };
}

/**
 * The intent to send: the one of which nobody knows whether it was taken, where the same is wanted again, so that the
 * server does it once.
 * @param undelivered what was sent last and not answered
 */
export function intentFor(
  undelivered: Intent | null,
  wanted: Omit<Intent, 'key'>,
  newKey: () => string,
): Intent {
  if (undelivered !== null) {
    const { key, ...sent } = undelivered;
    if (JSON.stringify(sent) === JSON.stringify(orderedAs(wanted))) return { key, ...sent };
  }
  return { key: newKey(), ...orderedAs(wanted) };
}

const orderedAs = ({ proposalId, etag, decision }: Omit<Intent, 'key'>): Omit<Intent, 'key'> => ({
  ...{ proposalId, etag, decision },
});

/** The names that somebody gave; what was left empty stays as it stands. */
export function namesOf(
  unsure: Proposal['unsure_labels'],
  typed: Readonly<Record<string, string>>,
): NamedLabel[] {
  return unsure.flatMap(({ edge_id }) => {
    const label = typed[edge_id]?.trim() ?? '';
    return label === '' ? [] : [{ edge_id, label }];
  });
}

/** How a decision is taken back; null where there is none. */
export function undoOf(status: ProposalStatus): 'reopen' | 'revert' | null {
  if (status === 'rejected' || status === 'dismissed') return 'reopen';
  return status === 'approved' || status === 'modified' ? 'revert' : null;
}

/** What became of a proposal, as it is said aloud. */
export function outcomeText(proposal: Pick<Proposal, 'status' | 'published_version'>): string {
  switch (proposal.status) {
    case 'approved':
    case 'modified':
      return texts.review.approved(proposal.published_version);
    case 'rejected':
      return texts.review.rejected;
    case 'dismissed':
      return texts.review.parked;
    case 'pending':
      return texts.review.firstApproved;
    case 'auto_reinforced':
      return texts.review.statuses.auto_reinforced;
  }
}

/** The one after or before in a list, which has an end; the first where none is selected. */
export function neighbour<T>(list: readonly T[], selected: (item: T) => boolean, by: 1 | -1): T | undefined {
  const at = list.findIndex(selected);
  return at === -1 ? list[0] : (list[at + by] ?? list[at]);
}

/** Milliseconds before its end at which a claim is spoken of. */
const CLAIM_NEAR_END_MS = 5 * 60_000;

export function isNearEnd(expiresAt: string, now: number): boolean {
  const left = Date.parse(expiresAt) - now;
  return left > 0 && left < CLAIM_NEAR_END_MS;
}
