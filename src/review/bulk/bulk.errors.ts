import { conflict, DomainError, invalid } from '../../kernel/errors/domain-error.js';
import type { SelectionDifferences } from './bulk.js';

export const idsOrFilter = (): DomainError =>
  invalid([{ pointer: '', detail: 'must have either ids or filter' }]);

export const filterNamesNothing = (): DomainError =>
  invalid([
    {
      pointer: '/filter',
      detail: 'must name something that not every proposal has; ids name them one by one',
    },
  ]);

export const filterTooWide = (most: number): DomainError =>
  invalid([{ pointer: '/filter', detail: `matches more than ${most} proposals; narrow it` }]);

export const revertTakesIds = (): DomainError =>
  invalid([{ pointer: '/filter', detail: 'is not for reverting: name the proposals in ids' }]);

export const tokenNotTaken = (): DomainError =>
  invalid([
    { pointer: '/token', detail: 'goes with what publishes, approve and revert, and not with a dry run' },
  ]);

/** Nothing is published in bulk that was not shown before. */
export const dryRunRequired = (): DomainError =>
  new DomainError({
    status: 428,
    code: 'dry_run_required',
    title: 'Try it first',
    detail: 'Send it with "dry_run": true, and then again with the token that the answer has',
  });

const WHY = {
  unknown: 'No dry run of yours gave this token',
  used: 'The dry run was used already',
  expired: 'The dry run is too long ago',
  other_decision: 'The dry run was of another action, or accepted regressions otherwise',
  changed: 'The selection has changed since the dry run',
} as const;

const SHOWN_IDS = 20;

/** The dry run no longer shows what would happen. */
export const dryRunLapsed = (reason: keyof typeof WHY, differences?: SelectionDifferences): DomainError =>
  conflict('dry_run_lapsed', `${WHY[reason]}; do it again`, {
    reason,
    ...(differences && {
      added: differences.added.slice(0, SHOWN_IDS),
      removed: differences.removed.slice(0, SHOWN_IDS),
      changed: differences.changed.slice(0, SHOWN_IDS),
    }),
  });
