import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountChores } from '../kernel/jobs/account-chores.js';
import { JobQueue } from '../kernel/jobs/job-queue.js';
import { DeliveriesRepository } from './deliveries/deliveries.repository.js';
import { queueAttempt } from './deliveries/delivery-task.js';

export const KEPT_DAYS = 30;
const OVERDUE_MINUTES = 60;
/** What is left is queued an hour later. */
const AT_ONCE = 5_000;

/** Clears old deliveries away, and queues again what has lost its job. */
@Injectable()
export class WebhookUpkeep implements OnModuleInit {
  constructor(
    private readonly chores: AccountChores,
    private readonly deliveries: DeliveriesRepository,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.chores.register(async (tx) => {
      await this.deliveries.clear(tx, KEPT_DAYS);
    });
    this.chores.register(async (tx) => {
      for (const id of await this.deliveries.listOverdue(tx, OVERDUE_MINUTES, AT_ONCE)) {
        await queueAttempt(this.queue, tx, id);
      }
    });
  }
}
