import { Injectable } from '@nestjs/common';
import { Relearning } from '../ai-sessions/observations/relearning.service.js';
import { KNOWLEDGE_LOCK } from '../flywheel/observe/observe-session.service.js';
import { lockAccount } from '../kernel/database/account-lock.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { WordIndex } from '../search/word-index.service.js';
import { NAMED_PEOPLE } from './named-people.js';
import { HAS_WORDS, WITHOUT_WORDS } from './retention.repository.js';

/** In place of the name of whoever was erased. The triggers of the trails let no other name be put there. */
export const ERASED_NAME = 'Erased person';

/** Erases up to `limit` traces of an erased user; how many it were. */
export type EraseTrace = (tx: AccountTx, userId: string, limit: number) => Promise<number>;

const NAMES = NAMED_PEOPLE.map(
  ({ table, id, name, key }) => `
  UPDATE ${table} SET ${name} = '${ERASED_NAME}' WHERE account_id = $1 AND (${key}) IN (
    SELECT ${key} FROM ${table} WHERE account_id = $1 AND ${id} = $2 AND ${name} <> '${ERASED_NAME}' LIMIT $3)
  RETURNING 1`,
);

/** As events tell of actors and technicians; the same in `data` of messages to webhooks. */
const told = (data: string): string => `(${data} || CASE WHEN ${data} ->> 'actor_id' = $2::text
    THEN '{"actor_name": "${ERASED_NAME}"}'::jsonb ELSE '{}' END || CASE WHEN ${data} ->> 'technician_id' = $2::text
    THEN '{"technician_name": "${ERASED_NAME}"}'::jsonb ELSE '{}' END)`;
const tells = (data: string): string => `(
  ${data} ->> 'actor_id' = $2::text AND ${data} ->> 'actor_name' <> '${ERASED_NAME}'
  OR ${data} ->> 'technician_id' = $2::text AND ${data} ->> 'technician_name' <> '${ERASED_NAME}')`;

const TOLD = [
  `UPDATE account_events SET data = ${told('data::jsonb')}::json WHERE account_id = $1 AND id IN (
     SELECT id FROM account_events WHERE account_id = $1 AND ${tells('data')} LIMIT $3) RETURNING 1`,
  `UPDATE webhook_deliveries SET body = jsonb_set(body::jsonb, '{data}', ${told(`(body::jsonb -> 'data')`)})::text
    WHERE account_id = $1 AND id IN (
     SELECT id FROM webhook_deliveries
      WHERE account_id = $1 AND strpos(body, $2::text) > 0 AND ${tells(`(body::jsonb -> 'data')`)} LIMIT $3) RETURNING 1`,
];

const FLAGGED = `
  UPDATE flow_flags SET words = NULL WHERE account_id = $1 AND id IN (
    SELECT id FROM flow_flags WHERE account_id = $1 AND raised_by = $2 AND words IS NOT NULL LIMIT $3) RETURNING 1`;

const SAID = `
  WITH said AS (
    UPDATE ai_sessions SET transcript = '[]', updated_at = now() WHERE account_id = $1 AND id IN (
      SELECT id FROM ai_sessions WHERE account_id = $1 AND user_id = $2 AND message_count > 0
         AND flywheel_status <> 'pending' LIMIT $3) RETURNING id
  ), asked AS (
    UPDATE model_calls m SET request = NULL FROM said
     WHERE m.account_id = $1 AND m.session_id = said.id AND m.request IS NOT NULL
  )
  SELECT o.flow_id, o.proposal_id FROM said
    LEFT JOIN session_observations o ON o.account_id = $1 AND o.session_id = said.id`;

const WALKED = `
  UPDATE l1_walk_sessions w SET ${WITHOUT_WORDS} FROM trees t
   WHERE w.account_id = $1 AND t.account_id = $1 AND t.id = w.flow_id AND w.id IN (
     SELECT w.id FROM l1_walk_sessions w WHERE w.account_id = $1 AND w.technician_id = $2 AND ${HAS_WORDS} LIMIT $3)
  RETURNING w.id, w.flow_id, t.title`;

/** What an account holds of a person, beside what they did: their name, their address, their words. */
@Injectable()
export class ErasureRepository {
  /** Each of them, again and again until it finds less than it may. */
  readonly traces: readonly EraseTrace[] = [
    ...[FLAGGED, ...NAMES, ...TOLD].map(
      (sql): EraseTrace =>
        async (tx, userId, limit) =>
          (await tx.query(sql, [tx.accountId, userId, limit])).length,
    ),
    (tx, userId, limit) => this.eraseSaid(tx, userId, limit),
    (tx, userId, limit) => this.eraseWalked(tx, userId, limit),
  ];

  constructor(
    private readonly words: WordIndex,
    private readonly relearning: Relearning,
  ) {}

  /** Waits for whoever is erasing the user at this moment. */
  async isErased(tx: AccountTx, userId: string): Promise<boolean> {
    const [row] = await tx.query<{ erased: boolean }>(
      'SELECT erased_at IS NOT NULL AS erased FROM users WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE',
      [tx.accountId, userId],
    );
    return row?.erased ?? false;
  }

  /** The person of a deactivated user, and everything that let them in. */
  async eraseUser(tx: AccountTx, userId: string): Promise<void> {
    const of = [tx.accountId, userId];
    await tx.query(
      `UPDATE users SET email = id || '@erased.invalid', display_name = '${ERASED_NAME}', erased_at = now(),
              updated_at = now()
        WHERE account_id = $1 AND id = $2`,
      of,
    );
    await tx.query('DELETE FROM user_identities WHERE account_id = $1 AND user_id = $2', of);
    await tx.query('DELETE FROM browser_sessions WHERE account_id = $1 AND user_id = $2', of);
    await tx.query('DELETE FROM sign_in_links WHERE account_id = $1 AND user_id = $2', of);
    await tx.query(
      `UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()), name = '${ERASED_NAME}'
        WHERE account_id = $1 AND user_id = $2`,
      of,
    );
  }

  private async eraseSaid(tx: AccountTx, userId: string, limit: number): Promise<number> {
    await lockAccount(tx, KNOWLEDGE_LOCK);
    const said = await tx.query<{ flow_id: string | null; proposal_id: string | null }>(SAID, [
      tx.accountId,
      userId,
      limit,
    ]);
    await this.unlearn(
      tx,
      said.map(({ flow_id: id }) => id),
      said.map(({ proposal_id: id }) => id),
    );
    return said.length;
  }

  private async eraseWalked(tx: AccountTx, userId: string, limit: number): Promise<number> {
    await lockAccount(tx, KNOWLEDGE_LOCK);
    const walks = await tx.query<{ id: string; flow_id: string; title: string }>(WALKED, [
      tx.accountId,
      userId,
      limit,
    ]);
    for (const { id, title } of walks) await this.words.put(tx, 'walk', id, [title]);
    await this.unlearn(
      tx,
      walks.map(({ flow_id: id }) => id),
      [],
    );
    return walks.length;
  }

  /** From then on flows and proposals are found by the words of those sessions that still say something. */
  private async unlearn(
    tx: AccountTx,
    flowIds: readonly (string | null)[],
    proposalIds: readonly (string | null)[],
  ): Promise<void> {
    const known = (ids: readonly (string | null)[]): string[] =>
      [...new Set(ids)].filter((id) => id !== null).sort();
    for (const id of known(flowIds)) await this.relearning.ofFlowAnew(tx, id);
    for (const id of known(proposalIds)) await this.relearning.ofProposalAnew(tx, id);
  }
}
