import { Injectable } from '@nestjs/common';
import type { FlywheelStatus } from '../ai-sessions/session.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { EVENT_OF_DECISION } from '../proposals/proposal-event.js';

/** How far the story has come with one session. */
export interface ToldSession {
  externalId: string;
  sessionId: string;
  flywheelStatus: FlywheelStatus;
  /** The proposal that the session led to, made or joined, or that was drafted about it. */
  proposalId: string | null;
  /** How often somebody decided on that proposal. */
  decisions: number;
}

interface Row {
  external_id: string;
  session_id: string;
  flywheel_status: FlywheelStatus;
  proposal_id: string | null;
  decisions: number;
}

export interface DemoCounts {
  sessions: number;
  proposals: number;
  pending: number;
  flows: number;
}

/** Sessions by their external ids, with their proposals and the trail of decisions. */
@Injectable()
export class DemoView {
  async findTold(tx: AccountTx, externalIds: readonly string[]): Promise<ToldSession[]> {
    const rows = await tx.query<Row>(
      `SELECT s.external_id, s.id AS session_id, s.flywheel_status, p.id AS proposal_id,
              (SELECT count(*)::int FROM proposal_events e
                WHERE e.account_id = $1 AND e.proposal_id = p.id AND e.event = ANY($3)) AS decisions
         FROM ai_sessions s
         LEFT JOIN session_observations o ON o.account_id = s.account_id AND o.session_id = s.id
         LEFT JOIN LATERAL (
           SELECT id FROM flow_proposals
            WHERE account_id = $1
              AND (id = o.proposal_id OR (source_session_id = s.id AND source = 'manual_draft'))
            LIMIT 1) p ON true
        WHERE s.account_id = $1 AND s.external_id = ANY($2)`,
      [tx.accountId, externalIds, Object.values(EVENT_OF_DECISION)],
    );
    return rows.map((row) => ({
      externalId: row.external_id,
      sessionId: row.session_id,
      flywheelStatus: row.flywheel_status,
      proposalId: row.proposal_id,
      decisions: row.decisions,
    }));
  }

  async count(tx: AccountTx): Promise<DemoCounts> {
    const [row] = await tx.query<DemoCounts>(
      `SELECT (SELECT count(*)::int FROM ai_sessions WHERE account_id = $1) AS sessions,
              (SELECT count(*)::int FROM flow_proposals WHERE account_id = $1) AS proposals,
              (SELECT count(*)::int FROM flow_proposals WHERE account_id = $1 AND status = 'pending') AS pending,
              (SELECT count(*)::int FROM trees WHERE account_id = $1) AS flows`,
      [tx.accountId],
    );
    if (!row) throw new Error('a count without a row');
    return row;
  }
}
