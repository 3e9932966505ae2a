import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { EventType, StoredEvent, StreamBounds } from './event-type.js';

/** The largest bigint. */
const MOST = '9223372036854775807';

interface EventRow {
  position: string;
  type: EventType;
  data: Record<string, unknown>;
  created_at: Date;
}

interface BoundsRow {
  last_position: string;
  cleared_through: string;
}

/** An account's events, which the database's triggers write. */
@Injectable()
export class AccountEventsRepository {
  /** Has writers wake whoever listens, for so many seconds from now. */
  async watch(tx: AccountTx, seconds: number): Promise<void> {
    await tx.query(
      `INSERT INTO event_streams AS s (account_id, watched_until)
       VALUES ($1, clock_timestamp() + make_interval(secs => $2))
       ON CONFLICT (account_id) DO UPDATE
         SET watched_until = greatest(s.watched_until, EXCLUDED.watched_until)`,
      [tx.accountId, seconds],
    );
  }

  async findBounds(tx: AccountTx): Promise<StreamBounds> {
    const rows = await tx.query<BoundsRow>(
      'SELECT last_position, cleared_through FROM event_streams WHERE account_id = $1',
      [tx.accountId],
    );
    return toBounds(rows);
  }

  /**
   * As `findBounds`; nobody else gives out positions or clears events away until the transaction ends. It is a
   * statement of its own, so that the next one sees what was done while this one waited.
   */
  async lockBounds(tx: AccountTx): Promise<StreamBounds> {
    const rows = await tx.query<BoundsRow>(
      'SELECT last_position, cleared_through FROM event_streams WHERE account_id = $1 FOR UPDATE',
      [tx.accountId],
    );
    return toBounds(rows);
  }

  /**
   * Gives the next positions to events that have none, oldest first; the bounds must be locked. An event gets one only
   * once it is committed, so whoever has read up to a position misses none below it.
   * @returns how many it were
   */
  async number(tx: AccountTx, lastPosition: number, atMost: number): Promise<number> {
    const [row] = await tx.query<{ numbered: number }>(
      `WITH waiting AS (
         SELECT e.id, row_number() OVER (ORDER BY e.id) AS place FROM account_events e
          WHERE e.account_id = $1 AND e.position IS NULL ORDER BY e.id LIMIT $3
       ), placed AS (
         UPDATE account_events e SET position = $2::bigint + w.place FROM waiting w
          WHERE e.account_id = $1 AND e.id = w.id RETURNING 1
       ), advanced AS (
         UPDATE event_streams SET last_position = $2::bigint + (SELECT count(*) FROM placed)
          WHERE account_id = $1 AND EXISTS (SELECT FROM placed)
       )
       SELECT count(*)::int AS numbered FROM placed`,
      [tx.accountId, lastPosition, atMost],
    );
    return row?.numbered ?? 0;
  }

  /** Those after a position, in order. */
  async listAfter(tx: AccountTx, position: number, limit: number): Promise<StoredEvent[]> {
    const rows = await tx.query<EventRow>(
      `SELECT position, type, data, created_at FROM account_events
        WHERE account_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
      [tx.accountId, position, limit],
    );
    return rows.map(({ position: place, type, data, created_at }) => ({
      position: Number(place),
      type,
      data,
      createdAt: created_at,
    }));
  }

  /** The first event younger than so many days, or that after the `limit` oldest; null when there is none. */
  async findFirstKept(tx: AccountTx, days: number, limit: number | null): Promise<string | null> {
    const [row] = await tx.query<{ id: string | null }>(
      `SELECT least(
         (SELECT id FROM account_events
           WHERE account_id = $1 AND created_at >= now() - make_interval(days => $2) ORDER BY id LIMIT 1),
         (SELECT id FROM account_events WHERE account_id = $1 AND $3::int IS NOT NULL
           ORDER BY id OFFSET $3::int LIMIT 1)) AS id`,
      [tx.accountId, days, limit],
    );
    return row?.id ?? null;
  }

  /**
   * Deletes what was written before an event, or everything, and notes how far. Events that nobody had read yet count
   * as one position more, so that who had read everything learns of it too. The bounds must be locked.
   * @returns how many it were
   */
  async clearBefore(tx: AccountTx, id: string | null): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `WITH gone AS (
         DELETE FROM account_events WHERE account_id = $1 AND id < $2::bigint RETURNING position
       ), counted AS (
         SELECT max(position) AS highest, bool_or(position IS NULL) AS unread, count(*) AS n FROM gone
       ), noted AS (
       UPDATE event_streams s
          SET last_position = s.last_position + c.unread::int,
              cleared_through = CASE WHEN c.unread THEN s.last_position + 1
                                     ELSE greatest(s.cleared_through, c.highest) END
         FROM counted c WHERE s.account_id = $1 AND c.n > 0
       )
       SELECT n::int FROM counted`,
      [tx.accountId, id ?? MOST],
    );
    return row?.n ?? 0;
  }
}

function toBounds([row]: BoundsRow[]): StreamBounds {
  return {
    lastPosition: Number(row?.last_position ?? 0),
    clearedThrough: Number(row?.cleared_through ?? 0),
  };
}
