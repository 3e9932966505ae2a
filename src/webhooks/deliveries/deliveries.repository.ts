import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { CLOCK } from '../../kernel/database/clock.js';
import type { TimePosition } from '../../kernel/http/paging.js';
import type { DeliveryAttemptDto, DeliveryDto } from './deliveries.response.dto.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import type { Attempt, AttemptError, DeliveryStatus, DeliveryType } from './delivery.js';

/** All that is answered but what follows from its id. */
export type DeliveryRow = Omit<DeliveryDto, 'message_id'>;

/** All that an attempt needs. */
export interface Sending {
  id: string;
  type: DeliveryType;
  body: string;
  retries: number;
  endpoint_id: string;
  url: string;
  secret: Buffer;
  previous_secret: Buffer | null;
  active: boolean;
  /** Null when it is not paused. */
  paused_until: Date | null;
}

const COLUMNS = `d.id, d.type, d.status, d.attempts, d.next_attempt_at, d.last_attempt_at, d.last_response_code,
  d.last_duration_ms, d.last_error, d.created_at, d.finished_at`;

/** What endpoints were sent. The database's trigger queues what happens; tests are queued here. */
@Injectable()
export class DeliveriesRepository {
  async find(
    tx: AccountTx,
    endpointId: string,
    id: string,
  ): Promise<(DeliveryRow & { body: string }) | null> {
    const [row] = await tx.query<DeliveryRow & { body: string }>(
      `SELECT ${COLUMNS}, d.body FROM webhook_deliveries d
        WHERE d.account_id = $1 AND d.endpoint_id = $2 AND d.id = $3`,
      [tx.accountId, endpointId, id],
    );
    return row ?? null;
  }

  /** Up to `limit` deliveries of an endpoint, the newest first, with `created_at` to the microsecond, which a Date does not hold. */
  async list(
    tx: AccountTx,
    endpointId: string,
    status: DeliveryStatus | null,
    after: TimePosition | null,
    limit: number,
  ): Promise<(DeliveryRow & { created_at_key: string })[]> {
    return tx.query(
      `SELECT ${COLUMNS}, d.created_at::text AS created_at_key FROM webhook_deliveries d
        WHERE d.account_id = $1 AND d.endpoint_id = $2 AND ($3::text IS NULL OR d.status = $3)
          AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
        ORDER BY d.created_at DESC, d.id DESC LIMIT $6`,
      [tx.accountId, endpointId, status, after?.timeKey ?? null, after?.id ?? null, limit],
    );
  }

  async listAttempts(tx: AccountTx, id: string): Promise<DeliveryAttemptDto[]> {
    return tx.query(
      `SELECT number, started_at, duration_ms, response_code, response_excerpt, error FROM webhook_attempts
        WHERE account_id = $1 AND delivery_id = $2 ORDER BY number`,
      [tx.accountId, id],
    );
  }

  async insert(tx: AccountTx, endpointId: string, type: DeliveryType, body: string): Promise<string> {
    const id = v7();
    await tx
      .repository(WebhookDeliveryEntity)
      .insert({ id, accountId: tx.accountId, endpointId, type, body });
    return id;
  }

  /** What to send; null when it was delivered, given up or deleted. */
  async findPending(tx: AccountTx, id: string): Promise<Sending | null> {
    const [row] = await tx.query<Sending>(
      `SELECT d.id, d.type, d.body, d.retries, d.endpoint_id, e.url, e.secret, e.active,
              CASE WHEN e.previous_secret_until > now() THEN e.previous_secret END AS previous_secret,
              CASE WHEN e.paused_until > now() THEN e.paused_until END AS paused_until
         FROM webhook_deliveries d
         JOIN webhook_endpoints e ON e.account_id = d.account_id AND e.id = d.endpoint_id
        WHERE d.account_id = $1 AND d.id = $2 AND d.status = 'pending'`,
      [tx.accountId, id],
    );
    return row ?? null;
  }

  /** Writes an attempt down. False, with nothing written, when the delivery has ended meanwhile. */
  async record(tx: AccountTx, id: string, attempt: Attempt): Promise<boolean> {
    const { startedAt, durationMs, responseCode, responseExcerpt, error } = attempt;
    const rows = await tx.query(
      `WITH counted AS (
         UPDATE webhook_deliveries
            SET attempts = attempts + 1, retries = retries + 1, last_attempt_at = $3, last_duration_ms = $4,
                last_response_code = $5, last_error = $7
          WHERE account_id = $1 AND id = $2 AND status = 'pending' RETURNING attempts
       )
       INSERT INTO webhook_attempts
         (account_id, delivery_id, number, started_at, duration_ms, response_code, response_excerpt, error)
       SELECT $1, $2, attempts, $3, $4, $5, $6, $7 FROM counted RETURNING number`,
      [tx.accountId, id, startedAt, durationMs, responseCode, responseExcerpt, error],
    );
    return rows.length > 0;
  }

  /** Ends a pending delivery; a reason given takes the place of the last attempt's. */
  async finish(
    tx: AccountTx,
    id: string,
    status: 'delivered' | 'failed',
    reason?: AttemptError,
  ): Promise<void> {
    await tx
      .repository(WebhookDeliveryEntity)
      .update(
        { accountId: tx.accountId, id, status: 'pending' },
        { status, nextAttemptAt: null, finishedAt: CLOCK, lastError: reason },
      );
  }

  async postpone(tx: AccountTx, id: string, until: Date): Promise<void> {
    await tx
      .repository(WebhookDeliveryEntity)
      .update({ accountId: tx.accountId, id, status: 'pending' }, { nextAttemptAt: until });
  }

  /** Begins anew, whatever became of it. False when the endpoint has no such delivery. */
  async reopen(tx: AccountTx, endpointId: string, id: string): Promise<boolean> {
    const { affected } = await tx
      .repository(WebhookDeliveryEntity)
      .update(
        { accountId: tx.accountId, endpointId, id },
        { status: 'pending', retries: 0, nextAttemptAt: CLOCK, finishedAt: null },
      );
    return affected === 1;
  }

  /** Deletes what ended more than so many days ago, or so many of it; how many it were. */
  async clear(tx: AccountTx, days: number, limit: number | null = null): Promise<number> {
    const rows = await tx.query(
      `DELETE FROM webhook_deliveries WHERE account_id = $1 AND id IN (
         SELECT id FROM webhook_deliveries
          WHERE account_id = $1 AND finished_at < now() - make_interval(days => $2) LIMIT $3)
       RETURNING 1`,
      [tx.accountId, days, limit],
    );
    return rows.length;
  }

  /** Up to `limit` of those whose attempt has been due for so many minutes, the oldest first: their job was lost. */
  async listOverdue(tx: AccountTx, minutes: number, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM webhook_deliveries
        WHERE account_id = $1 AND status = 'pending' AND next_attempt_at < now() - make_interval(mins => $2)
        ORDER BY next_attempt_at LIMIT $3`,
      [tx.accountId, minutes, limit],
    );
    return rows.map(({ id }) => id);
  }
}
