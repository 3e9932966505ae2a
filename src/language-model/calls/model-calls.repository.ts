import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { ModelCallEntity } from './model-call.entity.js';
import type { ModelCallEnd, NewModelCall } from './model-call.js';

/**
 * Holds the most that a call may cost, where what is spent and held leaves anything: what its size allows, or as much as the
 * dearest call of the month, since a service may count otherwise. Until one has cost something, there is one at a time. One
 * statement, so that of two at once the second sees what the first holds.
 */
const HOLD = `
  INSERT INTO model_months AS m (account_id, month, spent, held)
  SELECT $1, date_trunc('month', now() AT TIME ZONE 'UTC')::date, 0, $2::numeric WHERE $3::numeric > 0
  ON CONFLICT (account_id, month) DO UPDATE SET held = m.held + GREATEST(EXCLUDED.held, m.most)
   WHERE m.spent + m.held < $3::numeric AND (m.held = 0 OR m.most > 0)
  RETURNING month::text, GREATEST($2::numeric, most)::text AS held`;

const SPENT = `
  SELECT spent < $2::numeric AS is_left FROM model_months
   WHERE account_id = $1 AND month = date_trunc('month', now() AT TIME ZONE 'UTC')::date`;

const BEGIN = `
  INSERT INTO model_calls (id, account_id, session_id, task, model, request, held, month)
  VALUES ($2, $1, $3, $4, $5, $6, $7, $8)`;

/** Whoever ends a call first settles it. */
const settle = (which: string): string => `
  WITH ended AS (
    UPDATE model_calls SET status = CASE WHEN $3::text IS NULL THEN 'answered' ELSE 'failed' END, fault = $3,
           cost = COALESCE($4::numeric, held), input_tokens = $5, output_tokens = $6, duration_ms = $7
     WHERE account_id = $1 AND status = 'running' AND ${which}
    RETURNING month, held, cost),
  sums AS (SELECT month, sum(held) AS held, sum(cost) AS cost, max(cost) AS most FROM ended GROUP BY month)
  UPDATE model_months m SET spent = m.spent + sums.cost, held = m.held - sums.held,
         most = GREATEST(m.most, sums.most)
    FROM sums WHERE m.account_id = $1 AND m.month = sums.month`;

const END = settle('id = $2');
const LOSE = settle('created_at < $2');

@Injectable()
export class ModelCallsRepository {
  /** @returns whether it was begun; `held` where what is left of the budget is held by calls under way, `spent` where none is */
  async begin(tx: AccountTx, call: NewModelCall, budget: number): Promise<'begun' | 'held' | 'spent'> {
    const [month] = await tx.prepared<{ month: string; held: string }>(HOLD, [
      tx.accountId,
      call.held,
      budget,
    ]);
    if (!month) {
      const [state] = await tx.prepared<{ is_left: boolean }>(SPENT, [tx.accountId, budget]);
      return state?.is_left ? 'held' : 'spent';
    }
    const { id, sessionId, task, model, request } = call;
    await tx.prepared(BEGIN, [
      ...[tx.accountId, id, sessionId, task, model, request],
      ...[month.held, month.month],
    ]);
    return 'begun';
  }

  /** Ends a call and settles its budget, once. */
  async end(tx: AccountTx, id: string, { fault, usage, cost, durationMs }: ModelCallEnd): Promise<void> {
    const counts = [usage?.input ?? null, usage?.output ?? null];
    await tx.prepared(END, [tx.accountId, id, fault, cost, ...counts, Math.round(durationMs)]);
  }

  /** Ends calls whose process ended before they did, at the most that they may have cost. */
  async lose(tx: AccountTx, before: Date): Promise<void> {
    await tx.query(LOSE, [tx.accountId, before, 'lost', null, null, null, null]);
  }

  /** Clears what was sent, and later the calls. */
  async clear(
    tx: AccountTx,
    { requestDays, callDays }: Record<'requestDays' | 'callDays', number>,
  ): Promise<void> {
    await tx.query(
      `UPDATE model_calls SET request = NULL
        WHERE account_id = $1 AND request IS NOT NULL AND created_at < now() - make_interval(days => $2)`,
      [tx.accountId, requestDays],
    );
    await tx.query(
      'DELETE FROM model_calls WHERE account_id = $1 AND created_at < now() - make_interval(days => $2)',
      [tx.accountId, callDays],
    );
  }

  /** What a call sent; null where it is gone, undefined where there is no such call. */
  async findRequest(tx: AccountTx, id: string): Promise<string | null | undefined> {
    const calls = tx.repository(ModelCallEntity);
    return (await calls.findOneBy({ accountId: tx.accountId, id }))?.request;
  }
}
