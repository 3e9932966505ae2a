import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { LATEST_DECISIONS, type DecidedStatus, type JudgedProposal } from './calibration.js';
import type { Prediction } from './confidence.js';

interface JudgedRow {
  status: DecidedStatus;
  reason_code: string | null;
  predicted: Prediction | null;
  validated_by_outcome: boolean;
}

/**
 * The last event that changed the status is the decision in force. One that was put aside because another took over
 * its sessions was decided by nobody: its last such event is another.
 */
const JUDGED = `
  SELECT p.status, p.validated_by_outcome, e.details ->> 'reason_code' AS reason_code,
         e.details -> 'predicted' AS predicted
    FROM (SELECT account_id, id, status, validated_by_outcome FROM flow_proposals
           WHERE account_id = $1 AND reviewed_at IS NOT NULL
           ORDER BY reviewed_at DESC LIMIT ${LATEST_DECISIONS}) p
   CROSS JOIN LATERAL (
     SELECT event, details FROM proposal_events
      WHERE account_id = p.account_id AND proposal_id = p.id AND from_status IS DISTINCT FROM to_status
      ORDER BY created_at DESC, id DESC LIMIT 1) e
   WHERE p.status IN ('approved', 'modified', 'rejected', 'dismissed') AND e.event = p.status`;

@Injectable()
export class CalibrationView {
  /** The latest decisions that stand. */
  async judged(tx: AccountTx): Promise<JudgedProposal[]> {
    const rows = await tx.prepared<JudgedRow>(JUDGED, [tx.accountId]);
    return rows.map(({ status, reason_code, predicted, validated_by_outcome }) => ({
      status,
      reasonCode: reason_code,
      predicted,
      validatedByOutcome: validated_by_outcome,
    }));
  }
}
