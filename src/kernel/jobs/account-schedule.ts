import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../database/system-database.js';
import { Transactions } from '../database/transactions.js';
import { systemActor } from '../http/actor.js';
import { JobQueue } from './job-queue.js';
import { JobRegistry } from './job-registry.js';

/** Whatever people wait for goes first. */
const PRIORITY = 10;

/**
 * Work for every account at fixed times. Nobody sees the accounts' rows in one query, so at its time the task is queued
 * as a job of each account, where it is tried again by itself when it fails, and keeps no other account waiting.
 */
@Injectable()
export class AccountSchedule {
  constructor(
    private readonly registry: JobRegistry,
    private readonly system: SystemDatabase,
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Call it in `onModuleInit`.
   * @param task registered in the registry; doing it twice must come to the same as doing it once
   * @param match the five fields of a crontab, in UTC
   */
  add(task: string, match: string): void {
    this.registry.schedule({ task: `${task}_of_accounts`, match, handler: () => this.queueAll(task) });
  }

  /** A job that still waits from the time before is not doubled. */
  async queueAll(task: string): Promise<void> {
    const accounts = await this.system.tx.query<{ id: string }>('SELECT id FROM accounts');
    for (const { id } of accounts)
      await this.transactions.run(systemActor(id), (tx) =>
        this.queue.enqueue(tx, task, {}, { key: task, priority: PRIORITY }),
      );
  }
}
