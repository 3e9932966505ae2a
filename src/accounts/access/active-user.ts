import type { Actor, Role } from '../../kernel/http/actor.js';

/** A user who may act, as he is found before his account is known. */
export interface ActiveUser {
  id: string;
  account_id: string;
  role: Role;
  display_name: string;
}

/** @param credential its name, see `Actor.credential` */
export function actorOf(user: ActiveUser, credential: string, role: Role = user.role): Actor {
  const { id: userId, account_id: accountId, display_name: displayName } = user;
  return { accountId, userId, role, displayName, credential };
}
