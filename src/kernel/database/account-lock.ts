import type { AccountTx } from './account-tx.js';

/**
 * Waits until no other transaction of the account holds the lock of that name, and holds it until this one ends.
 * Other accounts go on side by side.
 */
export async function lockAccount(tx: AccountTx, name: string): Promise<void> {
  await tx.prepared('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${name}:${tx.accountId}`]);
}
