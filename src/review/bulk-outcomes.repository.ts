import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { BulkOutcome } from './bulk.js';

/** An outcome, and where in the order of the decisions it stands, from 1. */
export interface PlacedOutcome extends BulkOutcome {
  position: number;
}

/** What became of each proposal of the decisions on many that jobs took. */
@Injectable()
export class BulkOutcomesRepository {
  /** Fails where the place has an outcome: whoever decides there a second time takes nothing back and adds nothing. */
  async insert(tx: AccountTx, jobId: string, position: number, outcome: BulkOutcome): Promise<void> {
    const { id, status, publishedFlowId, publishedVersion, code, detail } = outcome;
    await tx.query(
      `INSERT INTO bulk_outcomes
         (account_id, job_id, position, proposal_id, status, published_flow_id, published_version, code, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [tx.accountId, jobId, position, id, status, publishedFlowId, publishedVersion, code, detail],
    );
  }

  /** Up to `limit` outcomes after the position, in the order in which they were decided. */
  async list(tx: AccountTx, jobId: string, after: number, limit: number): Promise<PlacedOutcome[]> {
    return tx.query<PlacedOutcome>(
      `SELECT position, proposal_id AS id, code IS NULL AS succeeded, status,
              published_flow_id AS "publishedFlowId", published_version AS "publishedVersion", code, detail
         FROM bulk_outcomes WHERE account_id = $1 AND job_id = $2 AND position > $3
        ORDER BY position LIMIT $4`,
      [tx.accountId, jobId, after, limit],
    );
  }
}
