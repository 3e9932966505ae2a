import {
  DISMISS_REASONS,
  REJECT_REASONS,
  UNSAID_REASON,
  type DuplicateOf,
  type Reason,
  type ReasonCode,
} from '../../proposals/decision-reason.js';
import { reasonDoesNotFit, whatIsDuplicated } from '../review.errors.js';

/** What a request says of why. */
export interface SaidReason {
  reason_code?: ReasonCode | null;
  duplicate_of?: DuplicateOf | null;
}

const REASONS: Partial<Record<string, readonly ReasonCode[]>> = {
  reject: REJECT_REASONS,
  dismiss: DISMISS_REASONS,
};

/**
 * Why somebody decides so; null for decisions that take no reason. Who names none of those there are has another.
 * @throws DomainError 422 for a reason of another decision, and where `duplicate` and what it duplicates do not go together
 */
export function toReason(decision: string, { reason_code, duplicate_of }: SaidReason): Reason | null {
  const known = REASONS[decision];
  const code = reason_code ?? null;
  const duplicateOf = duplicate_of ? { ...duplicate_of, id: duplicate_of.id.toLowerCase() } : null;
  if (code !== null && !known?.includes(code)) throw reasonDoesNotFit(decision);
  if ((code === 'duplicate') !== (duplicateOf !== null)) throw whatIsDuplicated(code === 'duplicate');
  return known ? { code: code ?? UNSAID_REASON, duplicateOf } : null;
}
