import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { CLOCK } from '../../kernel/database/clock.js';
import type { Observation } from './observation.js';
import type { SessionWords } from '../session-words.js';
import { SessionObservationEntity } from './session-observation.entity.js';

/** A flow, with the nodes that only it has of the two. */
export interface FlowNodes {
  flowId: string;
  nodeIds: readonly string[];
}

/** How the sessions of a flow part when its nodes do: by the nodes that only one of the two has. */
export interface Parting {
  flowId: string;
  /** Ids of the nodes that only the flow has that stays. */
  stays: readonly string[];
  /** Ids of the nodes that only the flow has that goes. */
  goes: readonly string[];
}

/** The way of one session: the nodes at which its steps stand, in their order. */
export interface Passage {
  sessionId: string;
  nodeIds: string[];
}

const OF_FLOW = `o.account_id = $1 AND (o.flow_id = $2 OR (o.flow_id IS NULL AND o.proposal_id IN (
  SELECT id FROM flow_proposals WHERE account_id = $1 AND published_flow_id = $2)))`;

/** Whether more of an observation's steps stand at nodes that go than at nodes that stay. */
const GOES = `(
  SELECT count(*) FILTER (WHERE a ->> 'node_id' = ANY ($4::text[]))
       > count(*) FILTER (WHERE a ->> 'node_id' = ANY ($3::text[]))
    FROM jsonb_array_elements(o.alignment) a)`;

const words = (condition: string): string => `
  SELECT s.title, s.transcript -> 0 ->> 'content' AS opening,
         ARRAY(SELECT step ->> 'text' FROM jsonb_array_elements(s.steps) AS step) AS steps
    FROM (SELECT o.session_id, o.created_at FROM session_observations o
           WHERE o.account_id = $1 AND (${condition})
           ORDER BY o.created_at DESC, o.session_id DESC LIMIT $3) latest
    JOIN ai_sessions s ON s.account_id = $1 AND s.id = latest.session_id
   ORDER BY latest.created_at, latest.session_id`;

/** What the flywheel concluded from sessions: once for each, changed only when a flow takes its place or a person moves the session. */
@Injectable()
export class ObservationsRepository {
  async find(tx: AccountTx, sessionId: string): Promise<SessionObservationEntity | null> {
    return tx.repository(SessionObservationEntity).findOneBy({ accountId: tx.accountId, sessionId });
  }

  /** @returns false, and nothing is written, where the session has one already */
  async insert(tx: AccountTx, observation: Observation): Promise<boolean> {
    const rows = await tx.prepared(
      `INSERT INTO session_observations (account_id, session_id, decision, reason, proposal_id, flow_id,
          flow_version, alignment, fitness, explanation)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (account_id, session_id) DO NOTHING RETURNING session_id`,
      [
        tx.accountId,
        observation.sessionId,
        observation.decision,
        observation.reason,
        observation.proposalId,
        observation.flowId,
        observation.flowVersion,
        JSON.stringify(observation.alignment),
        observation.fitness,
        observation.explanation && JSON.stringify(observation.explanation),
      ],
    );
    return rows.length > 0;
  }

  /** Another conclusion takes the place of what a session has; when it was observed first stays. */
  async replace(tx: AccountTx, { sessionId, ...concluded }: Observation): Promise<void> {
    // TypeORM's type of an update does not take in any JSON.
    const changes: object = { ...concluded, movedAt: CLOCK };
    await tx.repository(SessionObservationEntity).update({ accountId: tx.accountId, sessionId }, changes);
  }

  /** The nodes at which the steps of each session of a proposal stand, in their order. */
  async passagesOfProposal(tx: AccountTx, proposalId: string): Promise<Passage[]> {
    return tx.query<Passage>(
      `SELECT o.session_id AS "sessionId",
              ARRAY(SELECT a ->> 'node_id' FROM jsonb_array_elements(o.alignment) WITH ORDINALITY AS each (a, n)
                     WHERE a ->> 'node_id' IS NOT NULL ORDER BY n) AS "nodeIds"
         FROM session_observations o WHERE o.account_id = $1 AND o.proposal_id = $2`,
      [tx.accountId, proposalId],
    );
  }

  /** Those of the nodes at which a step of a session of the flow stands. */
  async passedNodes(tx: AccountTx, flowId: string, nodeIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT a ->> 'node_id' AS id
         FROM session_observations o CROSS JOIN LATERAL jsonb_array_elements(o.alignment) AS a
        WHERE ${OF_FLOW} AND a ->> 'node_id' = ANY ($3::text[])`,
      [tx.accountId, flowId, nodeIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Sessions of a flow, and those behind the proposals that were published as it, go over to another flow, where its nodes keep their ids. */
  async moveToFlow(tx: AccountTx, from: string, to: string, version: number): Promise<void> {
    await tx.query(`UPDATE session_observations o SET flow_id = $3, flow_version = $4 WHERE ${OF_FLOW}`, [
      tx.accountId,
      from,
      to,
      version,
    ]);
  }

  /** Undoes `moveToFlow`: sessions of a flow that passed nodes of another one, and none that it still has, go over to that one. */
  async separate(tx: AccountTx, from: FlowNodes, to: FlowNodes & { version: number }): Promise<void> {
    await tx.query(
      `UPDATE session_observations o SET flow_id = $4, flow_version = $6
        WHERE o.account_id = $1 AND o.flow_id = $2
          AND EXISTS (SELECT 1 FROM jsonb_array_elements(o.alignment) a WHERE a ->> 'node_id' = ANY ($5::text[]))
          AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(o.alignment) a WHERE a ->> 'node_id' = ANY ($3::text[]))`,
      [tx.accountId, from.flowId, from.nodeIds, to.flowId, to.nodeIds, to.version],
    );
  }

  /** How many sessions of a flow there are, and which of them would go over; of those the newest, up to `limit`. */
  async parting(
    tx: AccountTx,
    { flowId, stays, goes }: Parting,
    limit: number,
  ): Promise<{ sessions: number; going: number; goingIds: string[] }> {
    const [row] = await tx.query<{ sessions: number; going: number; goingIds: string[] }>(
      `SELECT count(*)::int AS sessions, count(*) FILTER (WHERE goes)::int AS going,
              coalesce((array_agg(session_id ORDER BY created_at DESC) FILTER (WHERE goes))[:$5], '{}') AS "goingIds"
         FROM (SELECT o.session_id, o.created_at, ${GOES} AS goes FROM session_observations o WHERE ${OF_FLOW}) each`,
      [tx.accountId, flowId, stays, goes, limit],
    );
    return row ?? { sessions: 0, going: 0, goingIds: [] };
  }

  /** Sessions of a flow most of whose own nodes went over follow them; returns how many. */
  async follow(
    tx: AccountTx,
    { flowId, stays, goes }: Parting,
    to: { flowId: string; version: number },
  ): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `WITH moved AS (
         UPDATE session_observations o SET flow_id = $5, flow_version = $6 WHERE ${OF_FLOW} AND ${GOES} RETURNING 1)
       SELECT count(*)::int AS count FROM moved`,
      [tx.accountId, flowId, stays, goes, to.flowId, to.version],
    );
    return row?.count ?? 0;
  }

  /** How up to `limit` sessions of a flow put the problem and their steps, the oldest first. */
  async wordsOfFlow(tx: AccountTx, flowId: string, limit: number): Promise<SessionWords[]> {
    return tx.query<SessionWords>(
      words(`o.flow_id = $2 OR (o.flow_id IS NULL AND o.proposal_id IN (
        SELECT id FROM flow_proposals WHERE account_id = $1 AND published_flow_id = $2))`),
      [tx.accountId, flowId, limit],
    );
  }

  /** As `wordsOfFlow`, of the sessions behind a proposal. */
  async wordsOfProposal(tx: AccountTx, proposalId: string, limit: number): Promise<SessionWords[]> {
    return tx.query<SessionWords>(words('o.proposal_id = $2'), [tx.accountId, proposalId, limit]);
  }

  async moveToProposal(tx: AccountTx, from: string, to: string): Promise<void> {
    await tx
      .repository(SessionObservationEntity)
      .update({ accountId: tx.accountId, proposalId: from }, { proposalId: to });
  }

  /** The sessions of a proposal stand in this version of the flow, since it holds what the proposal wanted. */
  async assignFlow(tx: AccountTx, proposalId: string, flowId: string, version: number): Promise<void> {
    await tx
      .repository(SessionObservationEntity)
      .update({ accountId: tx.accountId, proposalId }, { flowId, flowVersion: version });
  }
}
