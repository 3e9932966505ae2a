import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';

/** A session that joined since the proposal was decided against was counted beside it. */
const LEAVE = `
  UPDATE flow_proposals p
     SET supporting_session_ids = supporting_session_ids - $3::text,
         supporting_session_count = greatest(0, supporting_session_count - 1),
         sessions_since_decision = greatest(0, sessions_since_decision - CASE WHEN EXISTS (
           SELECT 1 FROM proposal_events e
            WHERE e.account_id = $1 AND e.proposal_id = $2 AND e.event = 'joined'
              AND e.details ->> 'session_id' = $3::text) THEN 1 ELSE 0 END),
         revision = revision + 1, updated_at = clock_timestamp()
   WHERE account_id = $1 AND id = $2 AND supporting_session_ids ? $3::text`;

const END = `
  UPDATE flow_proposals
     SET status = 'dismissed', reviewed_at = clock_timestamp(), reviewed_by = $4, reviewer_notes = $5, merged_into = $3,
         approved_by_first = NULL, approved_first_at = NULL, first_approval = NULL,
         claimed_by = NULL, claim_expires_at = NULL, revision = revision + 1, updated_at = clock_timestamp()
   WHERE account_id = $1 AND id = $2 AND status = 'pending'`;

/** Takes sessions away from proposals. The row must be locked. */
@Injectable()
export class SessionDeparturesRepository {
  async leave(tx: AccountTx, proposalId: string, sessionId: string): Promise<void> {
    await tx.query(LEAVE, [tx.accountId, proposalId, sessionId]);
  }

  /** Puts a pending proposal aside for the one that has its last session now. */
  async end(tx: AccountTx, proposalId: string, into: string, notes: string): Promise<void> {
    await tx.query(END, [tx.accountId, proposalId, into, tx.actor.userId, notes]);
  }
}
