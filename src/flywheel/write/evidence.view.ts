import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { ConfidenceEvidence } from '../core/decision/confidence.js';

interface EvidenceRow {
  sessions: number;
  confirmed: number;
  fitness: number;
}

/**
 * Walks that passed what the proposal brought count beside the sessions that led to it, once their outcome is
 * confirmed: as sessions that fit, and those of one ticket as one.
 */
const EVIDENCE = `
  SELECT (s.sessions + w.walks)::int AS sessions,
         (s.confirmed + w.walks)::int AS confirmed,
         CASE WHEN s.sessions + w.walks = 0 THEN 0
              ELSE (s.fitness + w.walks) / (s.sessions + w.walks) END::float8 AS fitness
    FROM (
      SELECT count(*) AS sessions,
             count(*) FILTER (WHERE s.outcome_confirmed) AS confirmed,
             coalesce(sum(o.fitness), 0) AS fitness
        FROM session_observations o
        JOIN ai_sessions s ON s.account_id = o.account_id AND s.id = o.session_id
       WHERE o.account_id = $1 AND o.proposal_id = $2) AS s
   CROSS JOIN (
      SELECT count(DISTINCT coalesce(w.linked_ticket_kind || ' ' || w.linked_ticket_id, w.id::text)) AS walks
        FROM l1_walk_support u
        JOIN l1_walk_sessions w ON w.account_id = u.account_id AND w.id = u.walk_id AND w.outcome_confirmed
       WHERE u.account_id = $1 AND u.proposal_id = $2) AS w`;

/** What speaks for a proposal: the sessions that led to it, and the walks that it helped. */
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
