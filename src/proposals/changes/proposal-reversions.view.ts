import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';

@Injectable()
export class ProposalReversionsView {
  async deadline(tx: AccountTx, approvedAt: Date, hours: number): Promise<{ until: Date; isOver: boolean }> {
    const [row] = await tx.query<{ until: Date; isOver: boolean }>(
      `SELECT until, until < clock_timestamp() AS "isOver"
         FROM (SELECT $1::timestamptz + make_interval(hours => $2) AS until) d`,
      [approvedAt, hours],
    );
    if (!row) throw new Error('a SELECT of one row gives one row');
    return row;
  }

  async findPendingFor(tx: AccountTx, flowId: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM flow_proposals
        WHERE account_id = $1 AND reverted_flow_id = $2 AND status = 'pending' LIMIT 1`,
      [tx.accountId, flowId],
    );
    return row?.id ?? null;
  }

  async findPublication(tx: AccountTx, proposalId: string): Promise<Record<string, unknown>> {
    const [row] = await tx.query<{ details: Record<string, unknown> | null }>(
      `SELECT details FROM proposal_events
        WHERE account_id = $1 AND proposal_id = $2 AND event IN ('approved', 'modified')
        ORDER BY created_at DESC, id DESC LIMIT 1`,
      [tx.accountId, proposalId],
    );
    return row?.details ?? {};
  }
}
