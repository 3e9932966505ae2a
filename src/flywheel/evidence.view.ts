import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { ConfidenceEvidence } from './core/confidence.js';

interface EvidenceRow {
  sessions: number;
  confirmed: number;
  fitness: number;
}

const EVIDENCE = `
  SELECT count(*)::int AS sessions,
         (count(*) FILTER (WHERE s.outcome_confirmed))::int AS confirmed,
         coalesce(avg(o.fitness), 0)::float8 AS fitness
    FROM session_observations o
    JOIN ai_sessions s ON s.account_id = o.account_id AND s.id = o.session_id
   WHERE o.account_id = $1 AND o.proposal_id = $2`;

/** What speaks for a proposal: the sessions that led to it. */
@Injectable()
export class EvidenceView {
  async ofProposal(tx: AccountTx, proposalId: string): Promise<ConfidenceEvidence> {
    const [row] = await tx.prepared<EvidenceRow>(EVIDENCE, [tx.accountId, proposalId]);
    return {
      supportingSessions: row?.sessions ?? 0,
      confirmedOutcomes: row?.confirmed ?? 0,
      meanFitness: row?.fitness ?? 0,
    };
  }
}
