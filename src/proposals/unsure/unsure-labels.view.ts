import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { NotedDoubt } from './unsure-labels.js';

/** More answers than a reviewer can look at are not read. */
const MOST_DOUBTS = 500;

/**
 * The answers that left labels of a proposal open, oldest first, as JSON.
 * @param alias of the row with the account and the id of the proposal
 */
export const notedDoubts = (account: string, proposal: string): string => `(
  SELECT COALESCE(json_agg(row_to_json(d)), '[]'::json) FROM (
    SELECT o.session_id, doubt->>'edge_id' AS edge_id, doubt->>'reason' AS reason, doubt->>'label' AS label,
           s.steps->((doubt->>'step')::integer)->>'text' AS text,
           s.steps->((doubt->>'step')::integer)->>'result' AS result
      FROM session_observations o
      JOIN ai_sessions s ON s.account_id = o.account_id AND s.id = o.session_id
     CROSS JOIN LATERAL jsonb_array_elements(o.explanation->'unsure_labels') AS doubt
     WHERE o.account_id = ${account} AND o.proposal_id = ${proposal}
     ORDER BY o.created_at, o.session_id LIMIT ${MOST_DOUBTS}) d)`;

/** Reads what the flywheel noted of labels that nobody was sure of. */
@Injectable()
export class UnsureLabelsView {
  async doubtsOf(tx: AccountTx, proposalId: string): Promise<NotedDoubt[]> {
    const [row] = await tx.prepared<{ doubts: NotedDoubt[] }>(`SELECT ${notedDoubts('$1', '$2')} AS doubts`, [
      tx.accountId,
      proposalId,
    ]);
    return row?.doubts ?? [];
  }
}
