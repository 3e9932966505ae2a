import { Injectable } from '@nestjs/common';
import type { FlywheelStatus } from '../ai-sessions/session.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { EVENT_OF_DECISION } from '../proposals/trail/proposal-event.js';
import type { BegunWalk } from './demo-walks.service.js';

/** How far the story has come with one session. */
export interface ToldSession {
  externalId: string;
  sessionId: string;
  flywheelStatus: FlywheelStatus;
  /** The proposal that the session led to, made or joined, or that was drafted about it. */
  proposalId: string | null;
  /** How often somebody decided on that proposal. */
  decisions: number;
  /** The flow that the proposal was published as, or went into. */
  flowId: string | null;
}

/** How far the story has come beside its sessions. */
export interface ToldUse {
  /** By ticket. */
  walks: Map<string, BegunWalk>;
  /** As `flagKey` makes them, whatever became of the flag. */
  flags: Set<string>;
  /** Names of documents. */
  documents: Set<string>;
}

/** Of a flag: who raised it, on which flow, and why. */
export const flagKey = (flowId: string, email: string, reason: string): string =>
  `${flowId} ${email.toLowerCase()} ${reason}`;

interface Row {
  external_id: string;
  session_id: string;
  flywheel_status: FlywheelStatus;
  proposal_id: string | null;
  decisions: number;
  flow_id: string | null;
}

export interface DemoCounts {
  sessions: number;
  proposals: number;
  pending: number;
  flows: number;
  walks: number;
}

/** Sessions by their external ids, with their proposals and the trail of decisions. */
@Injectable()
export class DemoView {
  async findTold(tx: AccountTx, externalIds: readonly string[]): Promise<ToldSession[]> {
    const rows = await tx.query<Row>(
      `SELECT s.external_id, s.id AS session_id, s.flywheel_status, p.id AS proposal_id,
              p.published_flow_id AS flow_id,
              (SELECT count(*)::int FROM proposal_events e
                WHERE e.account_id = $1 AND e.proposal_id = p.id AND e.event = ANY($3)) AS decisions
         FROM ai_sessions s
         LEFT JOIN session_observations o ON o.account_id = s.account_id AND o.session_id = s.id
         LEFT JOIN LATERAL (
           SELECT id, published_flow_id FROM flow_proposals
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
      flowId: row.flow_id,
    }));
  }

  /** The documents that have these names, the walks for these tickets, and every flag. */
  async findUse(tx: AccountTx, documents: readonly string[], tickets: readonly string[]): Promise<ToldUse> {
    const walks = await tx.query<BegunWalk & { ticket: string }>(
      `SELECT DISTINCT ON (linked_ticket_id) linked_ticket_id AS ticket, id, version FROM l1_walk_sessions
        WHERE account_id = $1 AND linked_ticket_id = ANY($2) ORDER BY linked_ticket_id, created_at, id`,
      [tx.accountId, tickets],
    );
    const flags = await tx.query<{ flow_id: string; email: string; reason: string }>(
      `SELECT f.flow_id, u.email, f.reason FROM flow_flags f JOIN users u ON u.id = f.raised_by
        WHERE f.account_id = $1 AND u.account_id = $1 AND u.email IS NOT NULL`,
      [tx.accountId],
    );
    const known = await tx.query<{ name: string }>(
      'SELECT name FROM knowledge_documents WHERE account_id = $1 AND name = ANY($2)',
      [tx.accountId, documents],
    );
    return {
      walks: new Map(walks.map(({ ticket, id, version }) => [ticket, { id, version }])),
      flags: new Set(flags.map(({ flow_id, email, reason }) => flagKey(flow_id, email, reason))),
      documents: new Set(known.map(({ name }) => name)),
    };
  }

  async count(tx: AccountTx): Promise<DemoCounts> {
    const [row] = await tx.query<DemoCounts>(
      `SELECT (SELECT count(*)::int FROM ai_sessions WHERE account_id = $1) AS sessions,
              (SELECT count(*)::int FROM flow_proposals WHERE account_id = $1) AS proposals,
              (SELECT count(*)::int FROM flow_proposals WHERE account_id = $1 AND status = 'pending') AS pending,
              (SELECT count(*)::int FROM trees WHERE account_id = $1) AS flows,
              (SELECT count(*)::int FROM l1_walk_sessions WHERE account_id = $1) AS walks`,
      [tx.accountId],
    );
    if (!row) throw new Error('a count without a row');
    return row;
  }
}
