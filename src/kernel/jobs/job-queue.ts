import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../database/account-tx.js';

export interface EnqueueOptions {
  /** While a job with the same key of this account still waits, it is replaced instead of doubled. */
  key?: string;
  /** Smaller runs first; 0 when left out. */
  priority?: number;
  /** Not before this time; at once when left out. */
  runAt?: Date;
}

/** Puts jobs into the queue by SQL in the caller's transaction: they exist if and only if it commits. */
@Injectable()
export class JobQueue {
  async enqueue(tx: AccountTx, task: string, payload: object, options: EnqueueOptions = {}): Promise<void> {
    await tx.prepared('SELECT enqueue_job($1, $2, $3, $4, $5)', [
      task,
      JSON.stringify(payload),
      options.key ?? null,
      options.priority ?? 0,
      options.runAt ?? null,
    ]);
  }

  /** Many jobs of one task in one statement. */
  async enqueueMany(tx: AccountTx, task: string, payloads: object[], priority = 0): Promise<void> {
    if (payloads.length === 0) return;
    await tx.query('SELECT enqueue_jobs($1, $2, $3)', [task, JSON.stringify(payloads), priority]);
  }
}
