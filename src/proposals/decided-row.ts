import type { StoredReason } from './decision-reason.js';
import type { ProposalStatus } from './proposal.js';

/** What a decision leaves on the row. */
export interface DecidedRow extends StoredReason {
  from: ProposalStatus;
  to: ProposalStatus;
  /** Null while nobody has decided, as after a reopening. */
  reviewedBy: string | null;
  reviewerNotes: string | null;
  publishedFlowId: string | null;
  publishedVersion: number | null;
  /** What approving again takes up; left as it is when left out. */
  revertedFlowId?: string | null;
  revertedVersion?: number | null;
  /** Who approved before, where two people did. */
  approvedByFirst: string | null;
  approvedFirstAt: Date | null;
}

/** Of a row that is locked; RETURNING tells whether it was still in the status that it is decided from. */
export const DECIDE = `
  UPDATE flow_proposals
     SET status = $4, reviewed_by = $5, reviewer_notes = $6, published_flow_id = $7, published_version = $8,
         reason_code = $9, duplicate_of_flow_id = $10, duplicate_of_proposal_id = $11, approved_by_first = $12,
         approved_first_at = $13, reverted_flow_id = CASE WHEN $14 THEN $15 ELSE reverted_flow_id END,
         reverted_version = CASE WHEN $14 THEN $16 ELSE reverted_version END,
         claimed_by = NULL, claim_expires_at = NULL, merged_into = NULL, sessions_since_decision = 0,
         first_approval = NULL, reviewed_at = CASE WHEN $5::uuid IS NULL THEN NULL ELSE clock_timestamp() END,
         revision = revision + 1, updated_at = clock_timestamp()
   WHERE account_id = $1 AND id = $2 AND status = $3
   RETURNING id`;

export function decisionValues(accountId: string, id: string, row: DecidedRow): unknown[] {
  return [
    accountId,
    id,
    row.from,
    row.to,
    row.reviewedBy,
    row.reviewerNotes,
    row.publishedFlowId,
    row.publishedVersion,
    row.reasonCode,
    row.duplicateOfFlowId,
    row.duplicateOfProposalId,
    row.approvedByFirst,
    row.approvedFirstAt,
    row.revertedFlowId !== undefined,
    row.revertedFlowId ?? null,
    row.revertedVersion ?? null,
  ];
}
