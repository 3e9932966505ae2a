import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { JobQueue } from '../../kernel/jobs/job-queue.js';

/** One attempt of one delivery. The database's trigger queues the first one by the same name and key. */
export const DELIVER_WEBHOOK = 'deliver_webhook';

/** An attempt that waits already is replaced by this one. */
export async function queueAttempt(queue: JobQueue, tx: AccountTx, id: string, runAt?: Date): Promise<void> {
  await queue.enqueue(tx, DELIVER_WEBHOOK, { delivery_id: id }, { key: `webhook:${id}`, runAt });
}
