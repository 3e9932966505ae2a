import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, toPage, toTimePosition } from '../../kernel/http/paging.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { type DeliveryDetailDto, DeliveryDto, type DeliveryPageDto } from './deliveries.response.dto.js';
import { queueAttempt } from './delivery-task.js';
import { TEST_TYPE } from './delivery.js';
import { deliveryNotFound, webhookInactive } from '../webhooks.errors.js';
import { WebhooksRepository } from '../webhooks.repository.js';
import type { DeliveryListQuery } from '../webhooks.request.dto.js';
import { WebhooksService } from '../webhooks.service.js';

/** What was sent to webhooks, and what is sent by hand. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly webhooks: WebhooksService,
    private readonly endpoints: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly queue: JobQueue,
  ) {}

  /** @throws DomainError 404 */
  list(
    actor: Actor,
    webhookId: string,
    { status, limit = DEFAULT_PAGE_LIMIT, cursor }: DeliveryListQuery,
  ): Promise<DeliveryPageDto> {
    const after = cursor === undefined ? null : toTimePosition(cursor);
    return this.transactions.read(actor, async (tx) => {
      const rows = await this.deliveries.list(tx, webhookId, status ?? null, after, limit + 1);
      if (rows.length === 0) await this.webhooks.getRow(tx, webhookId);
      return toPage(rows, limit, ({ created_at_key, ...row }) => [
        DeliveryDto.from(row),
        [created_at_key, row.id],
      ]);
    });
  }

  /** @throws DomainError 404 */
  get(actor: Actor, webhookId: string, id: string): Promise<DeliveryDetailDto> {
    return this.transactions.read(actor, (tx) => this.read(tx, webhookId, id));
  }

  /**
   * Queues a message that stands for nothing, for one attempt.
   * @throws DomainError 404
   */
  test(actor: Actor, webhookId: string): Promise<DeliveryDetailDto> {
    return this.transactions.run(actor, async (tx) => {
      await this.webhooks.getRow(tx, webhookId);
      const body = JSON.stringify({
        type: TEST_TYPE,
        timestamp: new Date().toISOString(),
        data: { webhook_id: webhookId, actor_name: actor.displayName },
      });
      const id = await this.deliveries.insert(tx, webhookId, TEST_TYPE, body);
      await queueAttempt(this.queue, tx, id);
      return this.read(tx, webhookId, id);
    });
  }

  /**
   * Sends a message again under its id, whatever became of it, at once even where the endpoint is paused.
   * @throws DomainError 404, 409 `webhook_inactive`
   */
  redeliver(actor: Actor, webhookId: string, id: string): Promise<DeliveryDetailDto> {
    return this.transactions.run(actor, async (tx) => {
      const { active } = await this.webhooks.getRow(tx, webhookId);
      const { type } = await this.read(tx, webhookId, id);
      if (!active && type !== TEST_TYPE) throw webhookInactive();
      await this.deliveries.reopen(tx, webhookId, id);
      await this.endpoints.pause(tx, webhookId, 0);
      await queueAttempt(this.queue, tx, id);
      return this.read(tx, webhookId, id);
    });
  }

  private async read(tx: AccountTx, webhookId: string, id: string): Promise<DeliveryDetailDto> {
    const row = await this.deliveries.find(tx, webhookId, id);
    if (!row) throw deliveryNotFound();
    return {
      ...DeliveryDto.from(row),
      body: row.body,
      attempt_log: await this.deliveries.listAttempts(tx, id),
    };
  }
}
