import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { PathEntry } from '../walking/walked-path.js';

export interface RememberedWalkRow {
  id: string;
  flow_id: string;
  flow_version: number;
  problem: string | null;
  entry_node_id: string;
  walked_path: PathEntry[];
}

interface VersionRow {
  flow_id: string;
  flow_version: number;
  flow_data: FlowDocument;
}

/** Of the newest walks of each flow, those that kept to it and helped: the limit bounds what is looked at. */
const KEPT_TO = `
  SELECT flow.id AS flow_id, array_agg(w.id ORDER BY w.created_at, w.id) AS walk_ids
    FROM unnest($2::uuid[]) AS flow (id)
   CROSS JOIN LATERAL (
     SELECT id, status, deviation_count, created_at FROM l1_walk_sessions
      WHERE account_id = $1 AND flow_id = flow.id ORDER BY created_at DESC, id DESC LIMIT $3) AS w
   WHERE w.status = 'resolved' AND w.deviation_count = 0
   GROUP BY flow.id`;

const WALKS = `
  SELECT w.*
    FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT id, flow_id, flow_version, problem, entry_node_id, walked_path FROM l1_walk_sessions
                        WHERE account_id = $1 AND l1_walk_sessions.id = wanted.id LIMIT 1) AS w`;

const VERSIONS = `
  SELECT wanted.flow_id, wanted.flow_version, v.flow_data
    FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::int[]) AS each (flow_id, flow_version)) AS wanted
   CROSS JOIN LATERAL (SELECT flow_data FROM tree_versions
                        WHERE account_id = $1 AND tree_id = wanted.flow_id AND version = wanted.flow_version
                        LIMIT 1) AS v`;

/** Reads walks for what was said in them. Each statement walks from the ids that it is given through an index. */
@Injectable()
export class WalkMemoryView {
  /** By flow, the oldest first. */
  async keptTo(tx: AccountTx, flowIds: readonly string[], limit: number): Promise<Map<string, string[]>> {
    if (flowIds.length === 0) return new Map();
    const rows = await tx.prepared<{ flow_id: string; walk_ids: string[] }>(KEPT_TO, [
      tx.accountId,
      flowIds,
      limit,
    ]);
    return new Map(rows.map((row) => [row.flow_id, row.walk_ids]));
  }

  async walks(tx: AccountTx, ids: readonly string[]): Promise<RememberedWalkRow[]> {
    return tx.prepared<RememberedWalkRow>(WALKS, [tx.accountId, ids]);
  }

  /** The documents that walks go on with, by `versionKey`. */
  async documents(tx: AccountTx, walks: readonly RememberedWalkRow[]): Promise<Map<string, FlowDocument>> {
    const rows = await tx.prepared<VersionRow>(VERSIONS, [
      tx.accountId,
      walks.map(({ flow_id: id }) => id),
      walks.map(({ flow_version: version }) => version),
    ]);
    return new Map(rows.map((row) => [versionKey(row), row.flow_data]));
  }
}

export function versionKey({
  flow_id: id,
  flow_version: version,
}: Pick<VersionRow, 'flow_id' | 'flow_version'>): string {
  return `${id}:${version}`;
}
