import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { AccountTx } from '../kernel/database/account-tx.js';

/** A published flow, and how it did of late. */
export interface StandingRow {
  id: string;
  title: string;
  description: string | null;
  problem_domain: string | null;
  team_id: string | null;
  version: number;
  /** Of the latest `RECENT_USES`. */
  tried: number;
  worked: number;
}

/** So many uses of a flow are looked at, the latest: how it does now, in a time that does not grow with its age. */
export const RECENT_USES = 100;

/** Sessions that went the flow's way; the flywheel takes only resolved ones for that. */
export const STANDINGS = `
  SELECT t.id, t.title, t.description, t.problem_domain, t.team_id, t.current_version AS version,
         used.tried, used.worked
    FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT * FROM trees
                        WHERE account_id = $1 AND trees.id = wanted.id AND status = 'published' LIMIT 1) AS t
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS tried, (count(*) FILTER (WHERE each.worked))::int AS worked
       FROM (SELECT true AS worked FROM session_observations o
              WHERE o.account_id = $1 AND o.flow_id = t.id AND o.decision = 'auto_reinforced'
              ORDER BY o.created_at DESC LIMIT ${RECENT_USES}) AS each
   ) AS used`;

const DOCUMENTS = `
  SELECT v.tree_id AS id, v.flow_data AS document
    FROM unnest($2::uuid[], $3::int[]) AS wanted (id, version)
   CROSS JOIN LATERAL (SELECT tree_id, flow_data FROM tree_versions
                        WHERE account_id = $1 AND tree_id = wanted.id AND version = wanted.version LIMIT 1) AS v`;

/** Reads what flows are ranked by. Each statement walks from the ids that it is given, through indexes. */
@Injectable()
export class SuggestionsView {
  async standings(tx: AccountTx, flowIds: readonly string[]): Promise<StandingRow[]> {
    return tx.prepared<StandingRow>(STANDINGS, [tx.accountId, flowIds]);
  }

  /** The documents of flows at their versions, by flow. */
  async documents(
    tx: AccountTx,
    flows: readonly { id: string; version: number }[],
  ): Promise<Map<string, FlowDocument>> {
    const ids = flows.map(({ id }) => id);
    const rows = await tx.prepared<{ id: string; document: FlowDocument }>(DOCUMENTS, [
      ...[tx.accountId, ids],
      flows.map(({ version }) => version),
    ]);
    return new Map(rows.map(({ id, document }) => [id, document]));
  }
}
