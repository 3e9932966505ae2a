import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { EventType } from '../events/event-type.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { DisabledReason } from './deliveries/delivery.js';
import type { WebhookDto } from './webhooks.response.dto.js';

/** What somebody can set; what is left out stays. */
export interface WebhookChanges {
  url?: string;
  description?: string | null;
  event_types?: EventType[] | null;
  active?: boolean;
}

/** How it went with an endpoint lately. */
export interface EndpointHealth {
  failures: number;
  failing_since: Date;
}

const COLUMNS = `id, url, description, event_types, active, failing_since, disabled_at, disabled_reason, created_at,
  updated_at, CASE WHEN previous_secret_until > now() THEN previous_secret_until END AS previous_secret_until`;

/** Endpoints. Their secrets are read by `DeliveriesRepository.findPending` alone. */
@Injectable()
export class WebhooksRepository {
  async find(tx: AccountTx, id: string): Promise<WebhookDto | null> {
    const [row] = await tx.query<WebhookDto>(
      `SELECT ${COLUMNS} FROM webhook_endpoints WHERE account_id = $1 AND id = $2`,
      [tx.accountId, id],
    );
    return row ?? null;
  }

  /** The newest first, from `before` on; ids grow with time. */
  async list(tx: AccountTx, before: string | null, limit: number): Promise<WebhookDto[]> {
    return tx.query<WebhookDto>(
      `SELECT ${COLUMNS} FROM webhook_endpoints
        WHERE account_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [tx.accountId, before, limit],
    );
  }

  async count(tx: AccountTx): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM webhook_endpoints WHERE account_id = $1',
      [tx.accountId],
    );
    return row?.n ?? 0;
  }

  async insert(
    tx: AccountTx,
    { url, description, event_types, active }: Required<WebhookChanges>,
    secret: Buffer,
  ): Promise<string> {
    const id = v7();
    await tx.query(
      `INSERT INTO webhook_endpoints (id, account_id, url, description, event_types, active, secret, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, tx.accountId, url, description, event_types, active, secret, tx.actor.userId],
    );
    return id;
  }

  /** Switching one on forgets what went wrong before. False when there is none. */
  async update(tx: AccountTx, id: string, changes: WebhookChanges): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE webhook_endpoints
          SET url = COALESCE($3, url),
              description = CASE WHEN $4 THEN $5 ELSE description END,
              event_types = CASE WHEN $6 THEN $7::varchar(40)[] ELSE event_types END,
              active = COALESCE($8, active),
              failures = CASE WHEN $8 THEN 0 ELSE failures END,
              failing_since = CASE WHEN $8 THEN NULL ELSE failing_since END,
              paused_until = CASE WHEN $8 THEN NULL ELSE paused_until END,
              disabled_at = CASE WHEN $8 THEN NULL ELSE disabled_at END,
              disabled_reason = CASE WHEN $8 THEN NULL ELSE disabled_reason END,
              updated_at = clock_timestamp()
        WHERE account_id = $1 AND id = $2 RETURNING id`,
      [
        tx.accountId,
        id,
        changes.url ?? null,
        changes.description !== undefined,
        changes.description ?? null,
        changes.event_types !== undefined,
        changes.event_types ?? null,
        changes.active ?? null,
      ],
    );
    return rows.length > 0;
  }

  async delete(tx: AccountTx, id: string): Promise<boolean> {
    const rows = await tx.query(
      'DELETE FROM webhook_endpoints WHERE account_id = $1 AND id = $2 RETURNING id',
      [tx.accountId, id],
    );
    return rows.length > 0;
  }

  /** Takes another secret; the one before signs as well for so many hours. False when there is no such endpoint. */
  async rotate(tx: AccountTx, id: string, secret: Buffer, overlapHours: number): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE webhook_endpoints
          SET previous_secret = CASE WHEN $4 > 0 THEN secret END,
              previous_secret_until = CASE WHEN $4 > 0 THEN clock_timestamp() + make_interval(hours => $4) END,
              secret = $3, updated_at = clock_timestamp()
        WHERE account_id = $1 AND id = $2 RETURNING id`,
      [tx.accountId, id, secret, overlapHours],
    );
    return rows.length > 0;
  }

  async succeeded(tx: AccountTx, id: string): Promise<void> {
    await tx.query(
      `UPDATE webhook_endpoints SET failures = 0, failing_since = NULL, paused_until = NULL
        WHERE account_id = $1 AND id = $2 AND failures > 0`,
      [tx.accountId, id],
    );
  }

  /** Counts a failure; null when the endpoint is gone or switched off. */
  async failed(tx: AccountTx, id: string, at: Date): Promise<EndpointHealth | null> {
    const [row] = await tx.query<EndpointHealth>(
      `UPDATE webhook_endpoints SET failures = failures + 1, failing_since = COALESCE(failing_since, $3)
        WHERE account_id = $1 AND id = $2 AND active RETURNING failures, failing_since`,
      [tx.accountId, id, at],
    );
    return row ?? null;
  }

  /** Keeps all its deliveries waiting for so many seconds; 0 ends that. */
  async pause(tx: AccountTx, id: string, seconds: number): Promise<void> {
    await tx.query(
      `UPDATE webhook_endpoints
          SET paused_until = CASE WHEN $3 > 0 THEN clock_timestamp() + make_interval(secs => $3) END
        WHERE account_id = $1 AND id = $2`,
      [tx.accountId, id, seconds],
    );
  }

  /** Switches one off for good, which the database tells the account. */
  async disable(tx: AccountTx, id: string, reason: DisabledReason): Promise<void> {
    await tx.query(
      `UPDATE webhook_endpoints
          SET active = false, disabled_at = clock_timestamp(), disabled_reason = $3, updated_at = clock_timestamp()
        WHERE account_id = $1 AND id = $2 AND active`,
      [tx.accountId, id, reason],
    );
  }
}
