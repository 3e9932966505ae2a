import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { BulkOutcomeEntity } from './bulk-outcome.entity.js';
import type { BulkOutcome } from './bulk.js';

/** An outcome, where in the order of the decisions it stands, from 1, and what the proposal says now. */
export interface PlacedOutcome extends BulkOutcome {
  position: number;
  title: string | null;
  summary: string | null;
}

/** What became of each proposal of the decisions on many that jobs took. */
@Injectable()
export class BulkOutcomesRepository {
  /** Fails where the place has an outcome: whoever decides there a second time takes nothing back and adds nothing. */
  async insert(tx: AccountTx, jobId: string, position: number, outcome: BulkOutcome): Promise<void> {
    const { id: proposalId, ...became } = outcome;
    await tx
      .repository(BulkOutcomeEntity)
      .insert({ accountId: tx.accountId, jobId, position, proposalId, ...became });
  }

  /** Up to `limit` outcomes after the position, in the order in which they were decided. */
  async list(tx: AccountTx, jobId: string, after: number, limit: number): Promise<PlacedOutcome[]> {
    return tx.query<PlacedOutcome>(
      `SELECT o.position, o.proposal_id AS id, o.code IS NULL AS succeeded, o.status, p.title, p.summary,
              o.published_flow_id AS "publishedFlowId", o.published_version AS "publishedVersion", o.code, o.detail
         FROM bulk_outcomes o LEFT JOIN flow_proposals p ON p.account_id = o.account_id AND p.id = o.proposal_id
        WHERE o.account_id = $1 AND o.job_id = $2 AND o.position > $3
        ORDER BY o.position LIMIT $4`,
      [tx.accountId, jobId, after, limit],
    );
  }
}
