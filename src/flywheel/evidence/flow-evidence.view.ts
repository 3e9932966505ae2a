import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { TimePosition } from '../../kernel/http/paging.js';

/** A node, or the way from one node straight to another. */
export interface Passage {
  flowId: string;
  nodeId: string;
  /** Null for the node alone. */
  nextNodeId: string | null;
}

export interface WordingRow {
  text: string;
  result: string | null;
  count: number;
}

export interface EvidenceTotals {
  sessions: number;
  confirmed: number;
  steps: number;
  /** The most frequent ones first. */
  wordings: WordingRow[];
  wordings_total: number;
}

export interface EvidenceStepRow {
  step: number;
  text: string;
  result: string | null;
  move: string;
  score: number;
}

export interface EvidenceSessionRow {
  session_id: string;
  title: string;
  outcome: string | null;
  outcome_confirmed: boolean;
  observed_at: Date;
  /** `observed_at` to the microsecond, which a Date does not hold. */
  observed_at_key: string;
  steps: EvidenceStepRow[];
}

/** How many wordings are shown. */
export const SHOWN_WORDINGS = 50;

/**
 * Every passage of the flow's sessions: those that walked it, and those behind the proposals that were published as it.
 * $1 the account, $2 the flow, $3 the node, $4 the node after it or null.
 */
const EVIDENCE = `
  WITH observed AS (
    SELECT session_id, alignment, created_at FROM session_observations WHERE account_id = $1 AND flow_id = $2
     UNION ALL
    SELECT o.session_id, o.alignment, o.created_at
      FROM flow_proposals p
      JOIN session_observations o ON o.account_id = $1 AND o.proposal_id = p.id AND o.flow_id IS NULL
     WHERE p.account_id = $1 AND p.published_flow_id = $2
  ), passed AS (
    SELECT o.session_id, o.created_at, a.step, a.node_id, a.move, a.score,
           lead(a.node_id) OVER (PARTITION BY o.session_id ORDER BY a.step) AS next_node_id
      FROM observed o
     CROSS JOIN LATERAL jsonb_to_recordset(o.alignment) AS a (step integer, node_id text, move text, score float8)
     WHERE a.node_id IS NOT NULL
  ), evidence AS MATERIALIZED (
    SELECT e.session_id, e.created_at, e.step, e.move, e.score, s.title, s.outcome, s.outcome_confirmed,
           s.steps -> e.step ->> 'text' AS text, s.steps -> e.step ->> 'result' AS result
      FROM passed e
      JOIN ai_sessions s ON s.account_id = $1 AND s.id = e.session_id
     WHERE e.node_id = $3 AND ($4::text IS NULL OR e.next_node_id = $4)
  )`;

const TOTALS = `${EVIDENCE}
  SELECT count(DISTINCT session_id)::int AS sessions,
         (count(DISTINCT session_id) FILTER (WHERE outcome_confirmed))::int AS confirmed,
         count(*)::int AS steps,
         (SELECT count(*)::int FROM (SELECT DISTINCT text, result FROM evidence) w) AS wordings_total,
         (SELECT coalesce(json_agg(w ORDER BY w.count DESC, w.text, w.result), '[]'::json)
            FROM (SELECT text, result, count(*)::int AS count FROM evidence GROUP BY text, result
                   ORDER BY count DESC, text, result LIMIT ${SHOWN_WORDINGS}) w) AS wordings
    FROM evidence`;

const SESSIONS = `${EVIDENCE}
  SELECT session_id, title, outcome, outcome_confirmed, created_at AS observed_at,
         created_at::text AS observed_at_key,
         json_agg(json_build_object('step', step, 'text', text, 'result', result, 'move', move, 'score', score)
                  ORDER BY step) AS steps
    FROM evidence
   WHERE $5::timestamptz IS NULL OR (created_at, session_id) < ($5::timestamptz, $6::uuid)
   GROUP BY session_id, title, outcome, outcome_confirmed, created_at
   ORDER BY created_at DESC, session_id DESC LIMIT $7`;

/** What speaks for a node or an edge: the sessions that passed it, and in which words. */
@Injectable()
export class FlowEvidenceView {
  async totals(tx: AccountTx, passage: Passage): Promise<EvidenceTotals> {
    const [row] = await tx.query<EvidenceTotals>(TOTALS, parametersOf(tx, passage));
    if (!row) throw new Error('an aggregate over all rows gives one row');
    return row;
  }

  /** Up to `limit` sessions after the position, those observed last first. */
  async sessions(
    tx: AccountTx,
    passage: Passage,
    after: TimePosition | null,
    limit: number,
  ): Promise<EvidenceSessionRow[]> {
    const position = [after?.timeKey ?? null, after?.id ?? null];
    return tx.query<EvidenceSessionRow>(SESSIONS, [...parametersOf(tx, passage), ...position, limit]);
  }
}

function parametersOf(tx: AccountTx, { flowId, nodeId, nextNodeId }: Passage): unknown[] {
  return [tx.accountId, flowId, nodeId, nextNodeId];
}
