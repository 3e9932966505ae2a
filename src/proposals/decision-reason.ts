export const REJECT_REASONS = [
  'incorrect',
  'unsafe',
  'duplicate',
  'too_specific',
  'incomplete',
  'not_reproducible',
  'other',
] as const;
/** Why a proposal was rejected. */
export type RejectReason = (typeof REJECT_REASONS)[number];

export const DISMISS_REASONS = ['not_now', 'low_value', 'out_of_scope', 'needs_owner', 'other'] as const;
/** Why a proposal was dismissed. */
export type DismissReason = (typeof DISMISS_REASONS)[number];

/** Why a proposal was decided against. */
export type ReasonCode = RejectReason | DismissReason;
export const REASON_CODES: readonly ReasonCode[] = [...new Set([...REJECT_REASONS, ...DISMISS_REASONS])];

/** What whoever names no reason has said. */
export const UNSAID_REASON = 'other' satisfies RejectReason & DismissReason;

export const DUPLICATE_KINDS = ['flow', 'proposal'] as const;

/** What a proposal says again. */
export interface DuplicateOf {
  kind: (typeof DUPLICATE_KINDS)[number];
  id: string;
}

/** Why a proposal was decided against, as it is stored. */
export interface StoredReason {
  reasonCode: ReasonCode | null;
  duplicateOfFlowId: string | null;
  duplicateOfProposalId: string | null;
}

/** Why somebody decides against a proposal. */
export interface Reason {
  code: ReasonCode;
  /** Given exactly when the code is `duplicate`. */
  duplicateOf: DuplicateOf | null;
}

export function toStoredReason(reason: Reason | null): StoredReason {
  const { kind, id = null } = reason?.duplicateOf ?? {};
  return {
    reasonCode: reason?.code ?? null,
    duplicateOfFlowId: kind === 'flow' ? id : null,
    duplicateOfProposalId: kind === 'proposal' ? id : null,
  };
}

/** The reason as the audit trail tells it. */
export function reasonDetails(reason: Reason | null): Record<string, unknown> {
  if (reason === null) return {};
  const { code: reason_code, duplicateOf: duplicate_of } = reason;
  return duplicate_of === null ? { reason_code } : { reason_code, duplicate_of };
}
