import { Injectable } from '@nestjs/common';
import type { NodeKind } from '../flows/document/flow-document.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { walkSucceeded } from '../flows/walk-success.js';

/** Which walks and sessions of a flow count. */
export interface AnalyticsFilter {
  flowId: string;
  /** They began at this time or later. */
  since: Date | null;
  /** They began before this time. */
  until: Date | null;
  teamId: string | null;
}

export interface FiguresRow {
  /** Null for all of them. */
  version: number | null;
  walks: number;
  active: number;
  resolved: number;
  escalated: number;
  abandoned: number;
  reopened: number;
  confirmed: number;
  deviated: number;
  /** Resolved and not reopened. */
  succeeded: number;
  reinforced_sessions: number;
  /** Of finished walks, from beginning to end. */
  median_seconds: number | null;
}

export interface NodeRow {
  node_id: string;
  walks: number;
  arrivals: number;
  finished: number;
  succeeded: number;
  ended: number;
  ended_well: number;
  deviations: number;
  median_seconds: number | null;
}

export interface AnswerRow {
  node_id: string;
  edge_id: string | null;
  condition: string | null;
  to_node_id: string;
  count: number;
  walks: number;
  finished: number;
  succeeded: number;
}

export interface VersionRow {
  version: number;
  published_at: Date;
  published_by_name: string;
  proposal_id: string | null;
  change_summary: string | null;
}

export interface NodeText {
  id: string;
  kind: NodeKind;
  text: string;
}

const SUCCEEDED = walkSucceeded();

/** $1 the account, $2 the flow, $3 and $4 the period or null, $5 the team or null. */
const WALKS = `
  SELECT id, flow_version, status, reopened_at, outcome_confirmed, deviation_count, entry_node_id, current_node_id,
         walked_path, created_at, finished_at, ${SUCCEEDED} AS succeeded
    FROM l1_walk_sessions
   WHERE account_id = $1 AND flow_id = $2
     AND ($3::timestamptz IS NULL OR created_at >= $3) AND ($4::timestamptz IS NULL OR created_at < $4)
     AND ($5::uuid IS NULL OR team_id = $5)`;

/** A session that was made of a walk is that walk, and does not count beside it. */
const REINFORCED = `
  SELECT coalesce(o.flow_version, 0) AS flow_version
    FROM session_observations o
   WHERE o.account_id = $1 AND o.flow_id = $2 AND o.decision = 'auto_reinforced'
     AND ($3::timestamptz IS NULL OR o.created_at >= $3) AND ($4::timestamptz IS NULL OR o.created_at < $4)
     AND ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM ai_sessions s
                                       WHERE s.account_id = $1 AND s.id = o.session_id AND s.team_id = $5))
     AND NOT EXISTS (SELECT 1 FROM l1_walk_sessions w WHERE w.account_id = $1 AND w.session_id = o.session_id)`;

export const FIGURES = `
  WITH walks AS (${WALKS}), uses AS (
    SELECT flow_version, status, reopened_at, outcome_confirmed, deviation_count, succeeded,
           extract(epoch FROM finished_at - created_at)::float8 AS seconds FROM walks
     UNION ALL
    SELECT flow_version, NULL, NULL, NULL, NULL, NULL, NULL FROM (${REINFORCED}) AS reinforced)
  SELECT flow_version AS version, count(status)::int AS walks,
         (count(*) FILTER (WHERE status = 'active'))::int AS active,
         (count(*) FILTER (WHERE status = 'resolved'))::int AS resolved,
         (count(*) FILTER (WHERE status = 'escalated'))::int AS escalated,
         (count(*) FILTER (WHERE status = 'abandoned'))::int AS abandoned,
         count(reopened_at)::int AS reopened,
         (count(*) FILTER (WHERE outcome_confirmed))::int AS confirmed,
         (count(*) FILTER (WHERE deviation_count > 0))::int AS deviated,
         (count(*) FILTER (WHERE succeeded))::int AS succeeded,
         (count(*) FILTER (WHERE status IS NULL))::int AS reinforced_sessions,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median_seconds
    FROM uses
   GROUP BY GROUPING SETS ((), (flow_version))
   ORDER BY flow_version NULLS FIRST`;

/** $6 the version or null. */
const ENTRIES = `
  walks AS MATERIALIZED (
    SELECT * FROM (${WALKS}) AS all_walks WHERE $6::int IS NULL OR flow_version = $6
  ), entries AS MATERIALIZED (
    SELECT w.id, w.status <> 'active' AS finished, w.succeeded, e.*
      FROM walks w
     CROSS JOIN LATERAL jsonb_to_recordset(w.walked_path)
        AS e (seq int, kind text, node_id text, edge_id text, condition text, to_node_id text, undoes int,
              seconds float8)
  )`;

const NOT_UNDONE = `NOT EXISTS (SELECT 1 FROM entries b WHERE b.id = e.id AND b.kind = 'back' AND b.undoes = e.seq)`;

export const NODES = `
  WITH ${ENTRIES}, arrivals AS (
    SELECT id, entry_node_id AS node_id, status <> 'active' AS finished, succeeded FROM walks
     UNION ALL
    SELECT id, to_node_id, finished, succeeded FROM entries WHERE to_node_id IS NOT NULL
  ), visits AS (
    SELECT node_id, id, finished, succeeded, count(*)::int AS arrivals FROM arrivals
     GROUP BY node_id, id, finished, succeeded
  ), times AS (
    SELECT node_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median_seconds
      FROM (SELECT node_id, id, sum(seconds) AS seconds FROM entries GROUP BY node_id, id) AS each
     GROUP BY node_id
  ), ends AS (
    SELECT current_node_id AS node_id, count(*)::int AS ended, (count(*) FILTER (WHERE succeeded))::int AS ended_well
      FROM walks WHERE status <> 'active' GROUP BY current_node_id
  ), left_by AS (
    SELECT e.node_id, count(*)::int AS deviations FROM entries e
     WHERE e.kind = 'deviation' AND ${NOT_UNDONE} GROUP BY e.node_id
  )
  SELECT v.node_id, v.walks, v.arrivals, v.finished, v.succeeded, coalesce(ends.ended, 0) AS ended,
         coalesce(ends.ended_well, 0) AS ended_well, coalesce(left_by.deviations, 0) AS deviations,
         times.median_seconds
    FROM (SELECT node_id, count(*)::int AS walks, sum(arrivals)::int AS arrivals,
                 (count(*) FILTER (WHERE finished))::int AS finished,
                 (count(*) FILTER (WHERE succeeded))::int AS succeeded
            FROM visits GROUP BY node_id) AS v
    LEFT JOIN ends USING (node_id)
    LEFT JOIN left_by USING (node_id)
    LEFT JOIN times USING (node_id)
   ORDER BY v.walks DESC, v.node_id`;

export const ANSWERS = `
  WITH ${ENTRIES}
  SELECT e.node_id, e.edge_id, e.condition, e.to_node_id, count(*)::int AS count,
         count(DISTINCT e.id)::int AS walks,
         (count(DISTINCT e.id) FILTER (WHERE e.finished))::int AS finished,
         (count(DISTINCT e.id) FILTER (WHERE e.succeeded))::int AS succeeded
    FROM entries e
   WHERE e.kind IN ('answer', 'step') AND e.to_node_id IS NOT NULL AND ${NOT_UNDONE}
   GROUP BY e.node_id, e.edge_id, e.condition, e.to_node_id
   ORDER BY e.node_id, count DESC, e.condition, e.to_node_id`;

const VERSIONS = `
  SELECT version, published_at, published_by_name, proposal_id, change_summary FROM tree_versions
   WHERE account_id = $1 AND tree_id = $2 ORDER BY version`;

/** What nodes that a version no longer has said last. */
const GONE = `
  SELECT DISTINCT ON (node.id) node.id, node.kind, node.text
    FROM tree_versions v
   CROSS JOIN LATERAL jsonb_to_recordset(v.flow_data -> 'nodes') AS node (id text, kind text, text text)
   WHERE v.account_id = $1 AND v.tree_id = $2 AND node.id = ANY ($3::text[])
   ORDER BY node.id, v.version DESC`;

/** What came of a flow's walks and reuses, aggregated where they are. */
@Injectable()
export class FlowAnalyticsView {
  /** All together, then by version. */
  async figures(tx: AccountTx, filter: AnalyticsFilter): Promise<FiguresRow[]> {
    return tx.query<FiguresRow>(FIGURES, parametersOf(tx, filter));
  }

  async nodes(tx: AccountTx, filter: AnalyticsFilter, version: number | null): Promise<NodeRow[]> {
    return tx.query<NodeRow>(NODES, [...parametersOf(tx, filter), version]);
  }

  /** How often each way was taken, without what was taken back. */
  async answers(tx: AccountTx, filter: AnalyticsFilter, version: number | null): Promise<AnswerRow[]> {
    return tx.query<AnswerRow>(ANSWERS, [...parametersOf(tx, filter), version]);
  }

  async versions(tx: AccountTx, flowId: string): Promise<VersionRow[]> {
    return tx.query<VersionRow>(VERSIONS, [tx.accountId, flowId]);
  }

  async lastTexts(tx: AccountTx, flowId: string, nodeIds: readonly string[]): Promise<NodeText[]> {
    return nodeIds.length === 0 ? [] : tx.query<NodeText>(GONE, [tx.accountId, flowId, nodeIds]);
  }
}

function parametersOf(tx: AccountTx, { flowId, since, until, teamId }: AnalyticsFilter): unknown[] {
  return [tx.accountId, flowId, since, until, teamId];
}
