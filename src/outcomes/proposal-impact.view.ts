import { Injectable } from '@nestjs/common';
import type { NodeKind } from '../flows/document/flow-document.js';
import type { VerificationReason } from '../flows/verification-reason.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { walkSucceeded } from '../flows/walk-success.js';

export interface AddedNodeRow {
  id: string;
  kind: NodeKind;
  text: string;
  /** Whether the current version has it. */
  in_current: boolean;
}

/** What a proposal published last, and how the flow stands. */
export interface PublicationRow {
  flow_id: string;
  flow_title: string;
  version: number;
  published_at: Date;
  current_version: number;
  archived: boolean;
  verified_at: Date;
  needs_verification_since: Date | null;
  verification_reasons: { code: VerificationReason }[];
  downgraded_at: Date | null;
  reverted_at: Date | null;
  /** The version that took it back; null where none had to be made. */
  reverted_version: number | null;
  added_nodes: AddedNodeRow[];
}

export interface NodeUseRow {
  /** Null for all of them together. */
  node_id: string | null;
  walks: number;
  finished: number;
  succeeded: number;
  sessions: number;
}

/** The latest version that came from the proposal. What the version before had is not what it added. */
const PUBLICATION = `
  SELECT v.tree_id AS flow_id, t.title AS flow_title, v.version, v.published_at, t.current_version,
         t.status = 'archived' AS archived, t.verified_at, t.needs_verification_since, t.verification_reasons,
         t.downgraded_at, undone.at AS reverted_at, undone.version AS reverted_version,
         coalesce((
           SELECT json_agg(json_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'in_current', EXISTS (
                    SELECT 1 FROM jsonb_to_recordset(now_current.flow_data -> 'nodes') AS c (id text)
                     WHERE c.id = n.id)) ORDER BY n.place)
             FROM ROWS FROM (jsonb_to_recordset(v.flow_data -> 'nodes') AS (id text, kind text, text text))
                  WITH ORDINALITY AS n (id, kind, text, place)
            WHERE NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(before.flow_data -> 'nodes') AS b (id text)
                               WHERE b.id = n.id)), '[]'::json) AS added_nodes
    FROM tree_versions v
    JOIN trees t ON t.account_id = $1 AND t.id = v.tree_id
    JOIN tree_versions now_current
      ON now_current.account_id = $1 AND now_current.tree_id = t.id AND now_current.version = t.current_version
    LEFT JOIN tree_versions before
      ON before.account_id = $1 AND before.tree_id = t.id AND before.version = v.version - 1
    LEFT JOIN LATERAL (
      SELECT e.created_at AS at, (e.details ->> 'version')::int AS version FROM proposal_events e
       WHERE e.account_id = $1 AND e.proposal_id = $2 AND e.event = 'reverted' AND e.created_at >= v.published_at
       ORDER BY e.created_at LIMIT 1) AS undone ON true
   WHERE v.account_id = $1 AND v.proposal_id = $2
   ORDER BY v.published_at DESC, v.version DESC LIMIT 1`;

/**
 * Who came by the nodes $5 of the flow $2 on the versions from $3 up to but without $4 (null: all since). A session
 * that was made of a walk is that walk.
 */
const NODE_USE = `
  WITH walks AS MATERIALIZED (
    SELECT id, entry_node_id, walked_path, status <> 'active' AS finished,
           ${walkSucceeded()} AS succeeded
      FROM l1_walk_sessions
     WHERE account_id = $1 AND flow_id = $2 AND flow_version >= $3 AND ($4::int IS NULL OR flow_version < $4)
  ), came AS (
    SELECT id, finished, succeeded, entry_node_id AS node_id, NULL::uuid AS session_id FROM walks
     UNION
    SELECT w.id, w.finished, w.succeeded, e.to_node_id, NULL
      FROM walks w CROSS JOIN LATERAL jsonb_to_recordset(w.walked_path) AS e (to_node_id text)
     UNION
    SELECT NULL, NULL, NULL, a.node_id, o.session_id
      FROM session_observations o
     CROSS JOIN LATERAL jsonb_to_recordset(o.alignment) AS a (node_id text)
     WHERE o.account_id = $1 AND o.flow_id = $2 AND o.decision = 'auto_reinforced'
       AND o.flow_version >= $3 AND ($4::int IS NULL OR o.flow_version < $4)
       AND NOT EXISTS (SELECT 1 FROM l1_walk_sessions w WHERE w.account_id = $1 AND w.session_id = o.session_id)
  )
  SELECT node_id, count(DISTINCT id)::int AS walks,
         (count(DISTINCT id) FILTER (WHERE finished))::int AS finished,
         (count(DISTINCT id) FILTER (WHERE succeeded))::int AS succeeded,
         count(DISTINCT session_id)::int AS sessions
    FROM came
   WHERE node_id = ANY ($5::text[])
   GROUP BY GROUPING SETS ((), (node_id))`;

/** What a proposal's publication led to. */
@Injectable()
export class ProposalImpactView {
  /** Null where the proposal never published anything. */
  async publication(tx: AccountTx, proposalId: string): Promise<PublicationRow | null> {
    const [row] = await tx.query<PublicationRow>(PUBLICATION, [tx.accountId, proposalId]);
    return row ?? null;
  }

  /** All nodes together, and each that somebody came by. */
  async nodeUse(
    tx: AccountTx,
    { flow_id, version, reverted_version, added_nodes }: PublicationRow,
  ): Promise<NodeUseRow[]> {
    const nodeIds = added_nodes.map(({ id }) => id);
    return tx.query<NodeUseRow>(NODE_USE, [tx.accountId, flow_id, version, reverted_version, nodeIds]);
  }
}
