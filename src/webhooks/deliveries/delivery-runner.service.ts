import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import { JobRegistry } from '../../kernel/jobs/job-registry.js';
import { Metrics } from '../../kernel/metrics/metrics.js';
import { DeliveriesRepository, type Sending } from './deliveries.repository.js';
import { DELIVER_WEBHOOK, queueAttempt } from './delivery-task.js';
import { TEST_TYPE, type Attempt } from './delivery.js';
import { isDead, pauseSeconds, retrySeconds } from '../endpoint-health.js';
import { messageId, signedHeaders } from './signature.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhooksRepository } from '../webhooks.repository.js';

const GONE = 410;

/**
 * Sends what is queued, with no transaction open meanwhile. Each attempt is a job of its own: when the next one is due
 * is ours to say, since the queue itself would give up within minutes. A process that dies between sending and writing
 * that down leaves the job, so a receiver may get a message twice, under the same id.
 */
@Injectable()
export class DeliveryRunner implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly deliveries: DeliveriesRepository,
    private readonly webhooks: WebhooksRepository,
    private readonly sender: WebhookSender,
    private readonly queue: JobQueue,
    private readonly registry: JobRegistry,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.registry.register(
      DELIVER_WEBHOOK,
      (payload, { actor }) => this.deliver(actor, String(payload['delivery_id'])),
      'outbound',
    );
  }

  private async deliver(actor: Actor, id: string): Promise<void> {
    const sending = await this.transactions.run(actor, (tx) => this.prepare(tx, id));
    if (!sending) return;
    const secrets = [sending.secret, sending.previous_secret].filter((secret) => secret !== null);
    const attempt = await this.sender.send({
      url: sending.url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'ResolutionFlow',
        ...signedHeaders(messageId(id), new Date(), sending.body, secrets),
      },
      body: sending.body,
    });
    this.metrics.deliveries.inc({ outcome: attempt.error === null ? 'taken' : 'failed' });
    await this.transactions.run(actor, (tx) => this.conclude(tx, sending, attempt));
  }

  /** What to send now, if anything. A test goes to an endpoint that is switched off or paused, too. */
  private async prepare(tx: AccountTx, id: string): Promise<Sending | null> {
    const sending = await this.deliveries.findPending(tx, id);
    if (!sending || sending.type === TEST_TYPE) return sending;
    if (!sending.active) {
      await this.deliveries.finish(tx, id, 'failed', 'inactive');
      return null;
    }
    if (sending.paused_until) {
      await this.tryAgain(tx, id, sending.paused_until);
      return null;
    }
    return sending;
  }

  private async conclude(tx: AccountTx, sending: Sending, attempt: Attempt): Promise<void> {
    const { id, type, endpoint_id: endpointId } = sending;
    if (!(await this.deliveries.record(tx, id, attempt))) return;
    if (attempt.error === null) await this.deliveries.finish(tx, id, 'delivered');
    else await this.retry(tx, sending, attempt);
    // A test says nothing about the others.
    if (type === TEST_TYPE) return;
    if (attempt.error === null) await this.webhooks.succeeded(tx, endpointId);
    else await this.blame(tx, endpointId, attempt);
  }

  private async retry(tx: AccountTx, { id, type, retries }: Sending, attempt: Attempt): Promise<void> {
    const isLast = type === TEST_TYPE || attempt.responseCode === GONE;
    const seconds = isLast ? null : retrySeconds(retries + 1, attempt.retryAfter, Math.random());
    if (seconds === null) await this.deliveries.finish(tx, id, 'failed');
    else await this.tryAgain(tx, id, new Date(Date.now() + seconds * 1_000));
  }

  private async tryAgain(tx: AccountTx, id: string, at: Date): Promise<void> {
    await this.deliveries.postpone(tx, id, at);
    await queueAttempt(this.queue, tx, id, at);
  }

  private async blame(
    tx: AccountTx,
    endpointId: string,
    { startedAt, responseCode }: Attempt,
  ): Promise<void> {
    const health = await this.webhooks.failed(tx, endpointId, startedAt);
    if (!health) return;
    const { failures, failing_since } = health;
    if (responseCode === GONE) await this.webhooks.disable(tx, endpointId, 'gone');
    else if (isDead(failures, failing_since, new Date())) {
      await this.webhooks.disable(tx, endpointId, 'failing');
    } else if (pauseSeconds(failures) > 0) {
      await this.webhooks.pause(tx, endpointId, pauseSeconds(failures));
    }
  }
}
