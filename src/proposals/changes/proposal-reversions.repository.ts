import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';

/** What undoing an approval asks of proposals and their trail. */
@Injectable()
export class ProposalReversionsRepository {
  /** Until when an approval can be undone, and whether that is over, by the database's clock. */
  async deadline(tx: AccountTx, approvedAt: Date, hours: number): Promise<{ until: Date; isOver: boolean }> {
    const [row] = await tx.query<{ until: Date; isOver: boolean }>(
      `SELECT until, until < clock_timestamp() AS "isOver"
         FROM (SELECT $1::timestamptz + make_interval(hours => $2) AS until) d`,
      [approvedAt, hours],
    );
    if (!row) throw new Error('a SELECT of one row gives one row');
    return row;
  }

  /** The pending proposal that would take a flow up again when it is approved; null where there is none. */
  async findPendingFor(tx: AccountTx, flowId: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM flow_proposals
        WHERE account_id = $1 AND reverted_flow_id = $2 AND status = 'pending' LIMIT 1`,
      [tx.accountId, flowId],
    );
    return row?.id ?? null;
  }

  /** What the audit trail was told when a proposal was published last. */
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
