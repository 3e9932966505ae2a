import type { AccountTx } from './account-tx.js';

/**
 * Lets PostgreSQL keep the plans of the statements that follow in the transaction, whatever their values: of one that is
 * given an array it would make a new plan each time. For statements that walk by keys from what they are given.
 */
export async function keepPlans(tx: AccountTx): Promise<void> {
  await tx.prepared("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)", []);
}
