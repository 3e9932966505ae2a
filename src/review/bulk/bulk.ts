import type { Reason } from '../../proposals/decision-reason.js';
import type { ProposalFilter } from '../../proposals/list/proposal-list.js';
import { PROPOSAL_SOURCES, REVIEWABLE_TYPES } from '../../proposals/proposal.js';
import { hasRole, ROLES, type Actor, type Role } from '../../kernel/http/actor.js';

export const BULK_ACTIONS = ['approve', 'reject', 'dismiss', 'reopen', 'revert'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];
/** Those that publish, and so take the token of their dry run. */
export type PublishingAction = Extract<BulkAction, 'approve' | 'revert'>;

/** Proposals that one request may name or match. */
export const MAX_BULK = 500;
/** Up to here the answer waits for all of them; above, a job does the work. */
export const MAX_AT_ONCE = 50;

export const BULK_REVIEW = 'bulk_review';

/** What is to be done with each of them. */
export interface BulkCommand {
  action: BulkAction;
  dryRun: boolean;
  notes: string | null;
  acceptRegressions: boolean;
  /** What was seen of them: by id, what `If-Match` would hold. */
  seen: Readonly<Record<string, string>>;
  /** Why they are rejected or dismissed. */
  reason: Reason | null;
}

/** Whether a filter has something that not every proposal has: what lets all through is no choice. */
export function namesSomething({
  proposal_type,
  source,
  min_confidence,
  q,
  ...others
}: ProposalFilter): boolean {
  const isSome = (chosen: readonly unknown[] | undefined, all: readonly unknown[]): boolean =>
    chosen !== undefined && new Set(chosen).size < all.length;
  return (
    Object.values(others).some((value: unknown) => value !== undefined) ||
    isSome(proposal_type, REVIEWABLE_TYPES) ||
    isSome(source, PROPOSAL_SOURCES) ||
    (min_confidence ?? 0) > 0 ||
    (q ?? '').trim() !== ''
  );
}

export interface PublishingCommand extends BulkCommand {
  action: PublishingAction;
}

export function isPublishing(command: BulkCommand): command is PublishingCommand {
  return command.action === 'approve' || command.action === 'revert';
}

/** A proposal as a decision on many was to be about it. */
export interface SelectedRevision {
  id: string;
  revision: number;
}

export interface SelectionDifferences {
  /** What the selection has now and had not. */
  added: string[];
  removed: string[];
  /** What is at another revision now. */
  changed: string[];
}

/** Null where it is about the same proposals as they were, in the same order. */
export function differencesOf(
  then: readonly SelectedRevision[],
  now: readonly SelectedRevision[],
): SelectionDifferences | null {
  const before = new Map(then.map(({ id, revision }) => [id, revision]));
  const after = new Map(now.map(({ id, revision }) => [id, revision]));
  const ids = (list: readonly SelectedRevision[]) => list.map(({ id }) => id);
  const differences = {
    added: ids(now).filter((id) => !before.has(id)),
    removed: ids(then).filter((id) => !after.has(id)),
    changed: ids(now).filter((id) => before.has(id) && before.get(id) !== after.get(id)),
  };
  const same = Object.values(differences).every(({ length }) => length === 0);
  return same && ids(then).join() === ids(now).join() ? null : differences;
}

/** What became of one proposal, or would have. */
export interface BulkOutcome {
  id: string;
  succeeded: boolean;
  /** After the decision; null where it was refused. */
  status: string | null;
  publishedFlowId: string | null;
  publishedVersion: number | null;
  /** The code and the detail of the refusal; null where there was none. */
  code: string | null;
  detail: string | null;
}

/** What decisions came to, counted. A first approval of two publishes nothing yet. */
export interface BulkCounts {
  new_flows: number;
  new_versions: number;
  first_approvals: number;
}

export function countsOf(action: BulkAction, outcomes: readonly BulkOutcome[]): BulkCounts {
  const done = outcomes.filter(({ succeeded }) => succeeded);
  return {
    new_flows: done.filter(({ publishedVersion }) => publishedVersion === 1).length,
    new_versions: done.filter(({ publishedVersion }) => (publishedVersion ?? 1) > 1).length,
    first_approvals: action === 'approve' ? done.filter(({ status }) => status === 'pending').length : 0,
  };
}

/** What the job is told; as JSON. A job that waits since before revisions were kept has `ids` alone. */
export interface BulkTask {
  job_id: string;
  selection?: SelectedRevision[];
  ids?: string[];
  command: BulkCommand;
  actor: Pick<Actor, 'userId' | 'role' | 'displayName' | 'credential'>;
}

export interface PresentUser {
  active: boolean;
  role: Role;
  display_name: string;
}

/**
 * Who acts when the job runs: the one who asked for it, with no more rights than then and than now.
 * @returns null when that is nobody who may decide
 */
export function actorNow(
  accountId: string,
  asked: BulkTask['actor'],
  user: PresentUser | null,
): Actor | null {
  if (!user?.active) return null;
  const role = ROLES.indexOf(asked.role) < ROLES.indexOf(user.role) ? asked.role : user.role;
  const actor = { ...asked, accountId, role, displayName: user.display_name };
  return hasRole(actor, 'reviewer') ? actor : null;
}
