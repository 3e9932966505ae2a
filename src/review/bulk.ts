import type { Reason } from '../proposals/decision-reason.js';
import { hasRole, ROLES, type Actor, type Role } from '../kernel/http/actor.js';

export const BULK_ACTIONS = ['approve', 'reject', 'dismiss', 'reopen'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

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

/** What the job is told; as JSON. */
export interface BulkTask {
  job_id: string;
  ids: string[];
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
