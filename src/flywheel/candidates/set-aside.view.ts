import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { ChangeType } from '../core/types.js';

/** A proposal that was decided against, beside the flow that it would change as that is now. */
export interface SetAsideRow {
  id: string;
  title: string;
  status: 'rejected' | 'dismissed';
  problem_domain: string | null;
  proposal_type: ChangeType;
  document: FlowDocument;
  target_flow_id: string | null;
  base_version: number | null;
  base_document: FlowDocument | null;
  /** The flow that it would change, or the one that this was merged into; null where there is none to change. */
  flow_id: string | null;
  flow_version: number | null;
  flow_document: FlowDocument | null;
}

const SET_ASIDE = `
  SELECT p.id, p.title, p.status, p.problem_domain, p.proposal_type, p.proposed_flow_data AS document,
         p.target_flow_id, p.base_version, base.flow_data AS base_document,
         f.id AS flow_id, f.current_version AS flow_version, current.flow_data AS flow_document
    FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT * FROM flow_proposals
                        WHERE account_id = $1 AND flow_proposals.id = wanted.id
                          AND status IN ('rejected', 'dismissed') AND merged_into IS NULL LIMIT 1) AS p
    LEFT JOIN trees t ON t.account_id = $1 AND t.id = p.target_flow_id
    LEFT JOIN trees f ON f.account_id = $1 AND f.id = COALESCE(t.merged_into, t.id) AND f.status = 'published'
    LEFT JOIN tree_versions base
      ON base.account_id = $1 AND base.tree_id = p.target_flow_id AND base.version = p.base_version
    LEFT JOIN tree_versions current
      ON current.account_id = $1 AND current.tree_id = f.id AND current.version = f.current_version`;

@Injectable()
export class SetAsideView {
  async find(tx: AccountTx, ids: readonly string[]): Promise<SetAsideRow[]> {
    return ids.length === 0 ? [] : tx.query<SetAsideRow>(SET_ASIDE, [tx.accountId, ids]);
  }
}
