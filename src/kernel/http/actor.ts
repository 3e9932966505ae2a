/** Roles in ascending order of what they may do; each includes the ones before it. */
export const ROLES = ['viewer', 'engineer', 'reviewer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts, and in which account. Made from a credential by the guard, or by `systemActor` for a job. */
export interface Actor {
  readonly accountId: string;
  /** The user who acts; null when the program itself does. */
  readonly userId: string | null;
  readonly role: Role;
  readonly displayName: string;
  /** A stable, non-secret name of the credential, for rate limits and logs. */
  readonly credential: string;
}

export function hasRole(actor: Actor, required: Role): boolean {
  return ROLES.indexOf(actor.role) >= ROLES.indexOf(required);
}

/** The program acting by itself inside one account, as in a background job. */
export function systemActor(accountId: string): Actor {
  return { accountId, userId: null, role: 'admin', displayName: 'ResolutionFlow', credential: 'system' };
}
