import { Injectable } from '@nestjs/common';
import type { SessionOrigin, SessionOutcome, SessionStatus, TicketKind } from '../ai-sessions/session.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { WalkStatus } from '../l1-walks/walked-path.js';
import type { ProposalSource, ProposalStatus, ProposalType } from '../proposals/proposal.js';

export interface Ticket {
  kind: TicketKind;
  id: string;
}

interface Counted {
  /** Of all of the ticket, not only of those that are shown. */
  total: number;
}

export interface TicketSessionRow extends Counted {
  id: string;
  title: string;
  origin: SessionOrigin;
  status: SessionStatus;
  outcome: SessionOutcome | null;
  outcome_confirmed: boolean;
  flow_id: string | null;
  proposal_id: string | null;
  created_at: Date;
  resolved_at: Date | null;
}

export interface TicketWalkRow extends Counted {
  id: string;
  flow_id: string;
  flow_title: string;
  flow_version: number;
  technician_name: string;
  problem: string | null;
  status: WalkStatus;
  outcome_confirmed: boolean;
  deviation_count: number;
  session_id: string | null;
  created_at: Date;
  finished_at: Date | null;
  reopened_at: Date | null;
}

export interface TicketProposalRow extends Counted {
  id: string;
  title: string;
  proposal_type: ProposalType;
  source: ProposalSource;
  status: ProposalStatus;
  validated_by_outcome: boolean;
  source_session_id: string;
  target_flow_id: string | null;
  published_flow_id: string | null;
  created_at: Date;
  reviewed_at: Date | null;
}

/** So many of each kind are shown, the newest; nobody works more often on one ticket. */
export const SHOWN = 100;

const OF_TICKET = (alias: string): string =>
  `${alias}.account_id = $1 AND ${alias}.linked_ticket_id = $2 AND ${alias}.linked_ticket_kind = $3`;
const NEWEST = (alias: string): string =>
  `ORDER BY ${alias}.created_at DESC, ${alias}.id DESC LIMIT ${SHOWN}`;
const TOTAL = 'count(*) OVER ()::int AS total';

const SESSIONS = `
  SELECT s.*, o.flow_id, o.proposal_id
    FROM (SELECT s.id, s.title, s.origin, s.status, s.outcome, s.outcome_confirmed, s.created_at, s.resolved_at,
                 ${TOTAL}
            FROM ai_sessions s WHERE ${OF_TICKET('s')} ${NEWEST('s')}) AS s
    LEFT JOIN session_observations o ON o.account_id = $1 AND o.session_id = s.id
   ORDER BY s.created_at DESC, s.id DESC`;

const WALKS = `
  SELECT w.*, t.title AS flow_title
    FROM (SELECT w.id, w.flow_id, w.flow_version, w.technician_name, w.problem, w.status, w.outcome_confirmed,
                 w.deviation_count, w.session_id, w.created_at, w.finished_at, w.reopened_at, ${TOTAL}
            FROM l1_walk_sessions w WHERE ${OF_TICKET('w')} ${NEWEST('w')}) AS w
    JOIN trees t ON t.account_id = $1 AND t.id = w.flow_id
   ORDER BY w.created_at DESC, w.id DESC`;

const PROPOSALS = `
  SELECT p.id, p.title, p.proposal_type, p.source, p.status, p.validated_by_outcome, p.source_session_id,
         p.target_flow_id, p.published_flow_id, p.created_at, p.reviewed_at, ${TOTAL}
    FROM flow_proposals p WHERE ${OF_TICKET('p')} ${NEWEST('p')}`;

/** What was done for a ticket, the newest first. */
@Injectable()
export class TicketsView {
  async sessions(tx: AccountTx, { id, kind }: Ticket): Promise<TicketSessionRow[]> {
    return tx.query<TicketSessionRow>(SESSIONS, [tx.accountId, id, kind]);
  }

  async walks(tx: AccountTx, { id, kind }: Ticket): Promise<TicketWalkRow[]> {
    return tx.query<TicketWalkRow>(WALKS, [tx.accountId, id, kind]);
  }

  async proposals(tx: AccountTx, { id, kind }: Ticket): Promise<TicketProposalRow[]> {
    return tx.query<TicketProposalRow>(PROPOSALS, [tx.accountId, id, kind]);
  }
}
