import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { StepAlignment } from '../core/types.js';

export interface AlignmentRow {
  proposal_id: string | null;
  flow_id: string | null;
  flow_version: number | null;
  decision: string | null;
  reason: string | null;
  fitness: number | null;
  alignment: StepAlignment[] | null;
  skipped_nodes: string[] | null;
}

/** A session that led to a proposal belongs to the flow which that was published as. */
const ALIGNMENT = `
  SELECT o.proposal_id, coalesce(o.flow_id, p.published_flow_id) AS flow_id,
         CASE WHEN o.flow_id IS NULL THEN p.published_version ELSE o.flow_version END AS flow_version,
         o.decision, coalesce(o.reason, s.flywheel_reason) AS reason, o.fitness, o.alignment,
         o.explanation -> 'skipped_nodes' AS skipped_nodes
    FROM ai_sessions s
    LEFT JOIN session_observations o ON o.account_id = s.account_id AND o.session_id = s.id
    LEFT JOIN flow_proposals p ON p.account_id = o.account_id AND p.id = o.proposal_id
   WHERE s.account_id = $1 AND s.id = $2`;

@Injectable()
export class AlignmentView {
  /** Null where there is no such session. */
  async find(tx: AccountTx, sessionId: string): Promise<AlignmentRow | null> {
    const [row] = await tx.prepared<AlignmentRow>(ALIGNMENT, [tx.accountId, sessionId]);
    return row ?? null;
  }
}
