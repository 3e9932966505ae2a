import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { v7 } from 'uuid';
import type { EventType } from '../events/event-type.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { CLOCK } from '../kernel/database/clock.js';
import type { DisabledReason } from './deliveries/delivery.js';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.js';
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

const SOUND = { failures: 0, failingSince: null, pausedUntil: null };

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
    return tx.repository(WebhookEndpointEntity).countBy({ accountId: tx.accountId });
  }

  async insert(
    tx: AccountTx,
    { url, description, event_types, active }: Required<WebhookChanges>,
    secret: Buffer,
  ): Promise<string> {
    const id = v7();
    await tx.repository(WebhookEndpointEntity).insert({
      ...{ id, accountId: tx.accountId, url, description, eventTypes: event_types, active, secret },
      createdBy: tx.actor.userId,
    });
    return id;
  }

  /** Switching one on forgets what went wrong before. False when there is none. */
  async update(tx: AccountTx, id: string, changes: WebhookChanges): Promise<boolean> {
    const { event_types: eventTypes, ...others } = changes;
    const again = changes.active ? { ...SOUND, disabledAt: null, disabledReason: null } : {};
    const { affected } = await tx
      .repository(WebhookEndpointEntity)
      .update({ accountId: tx.accountId, id }, { ...others, eventTypes, ...again, updatedAt: CLOCK });
    return affected === 1;
  }

  async delete(tx: AccountTx, id: string): Promise<boolean> {
    const result = await tx.repository(WebhookEndpointEntity).delete({ accountId: tx.accountId, id });
    return result.affected === 1;
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
    await tx
      .repository(WebhookEndpointEntity)
      .update({ accountId: tx.accountId, id, failures: MoreThan(0) }, SOUND);
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
  async disable(tx: AccountTx, id: string, disabledReason: DisabledReason): Promise<void> {
    await tx
      .repository(WebhookEndpointEntity)
      .update(
        { accountId: tx.accountId, id, active: true },
        { active: false, disabledAt: CLOCK, disabledReason, updatedAt: CLOCK },
      );
  }
}
