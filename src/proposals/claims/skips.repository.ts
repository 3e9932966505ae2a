import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { ProposalSkipEntity } from './proposal-skip.entity.js';

/** SQL: the ids of what a user passes over at present, of which there are a few. */
export const skippedBy = (user: string): string => `ARRAY(
  SELECT s.proposal_id FROM proposal_skips s
   WHERE s.account_id = $1 AND s.user_id = ${user} AND s.skipped_until > clock_timestamp())`;

/** What reviewers pass over for a while, each for themselves. */
@Injectable()
export class SkipsRepository {
  /** Until when the user passes the proposal over from now on. What they passed over long ago goes. */
  async put(tx: AccountTx, userId: string, proposalId: string, minutes: number): Promise<Date> {
    await tx.query(
      `DELETE FROM proposal_skips
        WHERE account_id = $1 AND user_id = $2 AND skipped_until <= clock_timestamp() AND proposal_id <> $3`,
      [tx.accountId, userId, proposalId],
    );
    const [row] = await tx.query<{ until: Date }>(
      `INSERT INTO proposal_skips (account_id, user_id, proposal_id, skipped_until)
       VALUES ($1, $2, $3, clock_timestamp() + make_interval(mins => $4))
       ON CONFLICT (account_id, user_id, proposal_id) DO UPDATE SET skipped_until = excluded.skipped_until
       RETURNING skipped_until AS until`,
      [tx.accountId, userId, proposalId, minutes],
    );
    if (!row) throw new Error('an INSERT of one row returns it');
    return row.until;
  }

  async remove(tx: AccountTx, userId: string, proposalId: string): Promise<void> {
    await tx.repository(ProposalSkipEntity).delete({ accountId: tx.accountId, userId, proposalId });
  }
}
