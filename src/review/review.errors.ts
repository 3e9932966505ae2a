import { conflict, forbidden, invalid, type DomainError } from '../kernel/errors/domain-error.js';
import type { DuplicateOf } from '../proposals/decision-reason.js';
import type { Proposal } from '../proposals/proposal.entity.js';
import type { Regression } from '../proposals/session-replay.js';
import type { PlannedConflict } from './publishing/publication-plan.js';

const SHOWN_REGRESSIONS = 20;

export const regressionOnTheWire = (regression: Regression) => ({
  session_id: regression.sessionId,
  title: regression.title,
  fitness_before: regression.fitnessBefore,
  fitness_after: regression.fitnessAfter,
});

/** Somebody was faster; it says who. */
export const alreadyDecided = (proposal: Proposal, deciderName: string | null): DomainError => {
  const { id, status, reviewedBy, reviewedAt } = proposal;
  return conflict('already_decided', `The proposal was ${status} by ${deciderName ?? 'somebody'}`, {
    proposal_id: id,
    proposal_status: status,
    decided_by: reviewedBy,
    decided_by_name: deciderName,
    decided_at: reviewedAt?.toISOString() ?? null,
  });
};

export const notReviewable = ({ id, status }: Proposal): DomainError =>
  conflict('not_reviewable', 'The session agreed with the flow; there is nothing to decide', {
    proposal_id: id,
    proposal_status: status,
  });

export const notDismissed = ({ id, status }: Proposal): DomainError =>
  conflict('not_dismissed', `The proposal is ${status}; only a dismissed one can be reopened`, {
    proposal_id: id,
    proposal_status: status,
  });

/** The flow that a proposal would change no longer exists. */
export const targetGone = ({ id }: Proposal): DomainError =>
  conflict('flow_archived', 'The flow that the proposal would change is gone', { proposal_id: id });

export const notAPerson = (): DomainError => forbidden('Only a person can decide on a proposal');

export const reasonDoesNotFit = (decision: string): DomainError =>
  invalid([{ pointer: '/reason_code', detail: `is no reason to ${decision} a proposal` }]);

export const whatIsDuplicated = (missing: boolean): DomainError =>
  invalid([
    {
      pointer: '/duplicate_of',
      detail: missing
        ? 'must name the flow or proposal that says the same'
        : 'goes with the reason duplicate alone',
    },
  ]);

export const duplicateOfItself = (): DomainError =>
  invalid([{ pointer: '/duplicate_of/id', detail: 'is the proposal itself' }]);

export const noSuchDuplicate = ({ kind }: DuplicateOf): DomainError =>
  invalid([{ pointer: '/duplicate_of/id', detail: `is no ${kind} of the account` }]);

export const noBaseVersion = (): DomainError =>
  invalid([{ pointer: '/base_version', detail: 'must be left out: the proposal is of a new flow' }]);

export const labelsOfEdited = (): DomainError =>
  invalid([{ pointer: '/labels', detail: 'must be left out: flow_data has the labels to publish' }]);

/** The second of two publishes exactly what the first approved. */
export const labelsOfSecond = (): DomainError =>
  invalid([
    {
      pointer: '/labels',
      detail: 'must be left out or as in the first approval, which is published as it is',
    },
  ]);

/** Others changed the same places of the flow; `modify` takes the resolution. */
export const mergeConflict = ({ current, baseVersion, conflicts }: PlannedConflict): DomainError =>
  conflict(
    'merge_conflict',
    'What was published since contradicts the proposal; modify takes the resolution',
    {
      flow_id: current.flowId,
      base_version: baseVersion,
      current_version: current.version,
      conflicts,
    },
  );

/** It would take the way of known sessions away. */
export const wouldRegress = (flowId: string, regressions: readonly Regression[]): DomainError =>
  conflict('would_regress', 'Known sessions would fit worse; accept_regressions publishes it all the same', {
    flow_id: flowId,
    regression_count: regressions.length,
    regressions: regressions.slice(0, SHOWN_REGRESSIONS).map(regressionOnTheWire),
  });

/**
 * Whether a loss is accepted.
 * @throws DomainError 422 where it is accepted without a word
 */
export function acceptsRegressions(
  accepted: boolean | undefined,
  notes: string | null,
  pointer: string,
): boolean {
  if (accepted && !notes?.trim()) throw noReasonForRegressions(pointer);
  return accepted ?? false;
}

const noReasonForRegressions = (pointer = '/reviewer_notes'): DomainError =>
  invalid([{ pointer, detail: 'must say why known sessions may fit worse' }]);
