import type { Actor } from '../http/actor.js';
import type { AccountTx } from './account-tx.js';

/**
 * An actor whose use cases become parts of a transaction that is open, where several must be committed together: a
 * request and its idempotency key, a decision among many and the note of its outcome.
 */
export interface Participant extends Actor {
  readonly tx: AccountTx;
}

/** The transaction's actor, as a participant of it. Its use cases follow one another. */
export const participantOf = (tx: AccountTx): Participant => ({ ...tx.actor, tx });

export const isParticipant = (actor: Actor): actor is Participant => 'tx' in actor;
