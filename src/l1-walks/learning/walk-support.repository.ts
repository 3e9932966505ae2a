import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';

/** What a walk passed in one version of a flow. */
export interface Passage {
  flowId: string;
  flowVersion: number;
  nodeIds: readonly string[];
  edgeIds: readonly string[];
}

/** The proposals whose publication first brought any of the nodes and edges passed; a reverted one brought nothing. */
const RECORD = `
  INSERT INTO l1_walk_support (account_id, walk_id, proposal_id)
  SELECT DISTINCT $1::uuid, $2::uuid, p.id
    FROM (
      SELECT e.kind, e.id, min(v.version) AS version
        FROM tree_versions v
       CROSS JOIN LATERAL (
         SELECT 'node' AS kind, n ->> 'id' AS id FROM jsonb_array_elements(v.flow_data -> 'nodes') AS n
          UNION ALL
         SELECT 'edge', n ->> 'id' FROM jsonb_array_elements(v.flow_data -> 'edges') AS n) AS e
       WHERE v.account_id = $1 AND v.tree_id = $3 AND v.version <= $4
         AND CASE e.kind WHEN 'node' THEN e.id = ANY ($5::text[]) ELSE e.id = ANY ($6::text[]) END
       GROUP BY e.kind, e.id) AS brought
    JOIN tree_versions v ON v.account_id = $1 AND v.tree_id = $3 AND v.version = brought.version
    JOIN flow_proposals p ON p.account_id = $1 AND p.id = v.proposal_id AND p.status IN ('approved', 'modified')
  ON CONFLICT (account_id, walk_id, proposal_id) DO NOTHING
  RETURNING proposal_id`;

/** Which published proposals a walk speaks for. */
@Injectable()
export class WalkSupportRepository {
  /** @returns the proposals */
  async record(tx: AccountTx, walkId: string, passage: Passage): Promise<string[]> {
    const { flowId, flowVersion, nodeIds, edgeIds } = passage;
    const rows = await tx.prepared<{ proposal_id: string }>(RECORD, [
      tx.accountId,
      walkId,
      flowId,
      flowVersion,
      nodeIds,
      edgeIds,
    ]);
    return rows.map(({ proposal_id }) => proposal_id);
  }

  /** What the walk speaks for; nothing where it left its flow or was not resolved. In one order, so that whoever locks them one after another waits for nobody who does the same. */
  async proposalsOf(tx: AccountTx, walkId: string): Promise<string[]> {
    const rows = await tx.query<{ proposal_id: string }>(
      'SELECT proposal_id FROM l1_walk_support WHERE account_id = $1 AND walk_id = $2 ORDER BY proposal_id',
      [tx.accountId, walkId],
    );
    return rows.map(({ proposal_id }) => proposal_id);
  }
}
