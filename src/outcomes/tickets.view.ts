import { Injectable } from '@nestjs/common';
import type { SessionOrigin, SessionOutcome, SessionStatus, TicketKind } from '../ai-sessions/session.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { TimePosition } from '../kernel/http/paging.js';
import type { WalkStatus } from '../l1-walks/walking/walked-path.js';
import type { ProposalSource, ProposalStatus, ProposalType } from '../proposals/proposal.js';

export interface Ticket {
  kind: TicketKind;
  id: string;
}

export const TICKET_ENTRY_KINDS = ['session', 'walk', 'proposal'] as const;
/** What is linked to tickets. */
export type TicketEntryKind = (typeof TICKET_ENTRY_KINDS)[number];

/** How many there are of each kind, whatever page is shown. */
export interface TicketCounts {
  session_count: number;
  walk_count: number;
  proposal_count: number;
}

/** Something that is linked to a ticket. */
export interface TicketEntryRow {
  entry_kind: TicketEntryKind;
  id: string;
  created_at: Date;
  /** `created_at` to the microsecond, which a Date does not hold. */
  created_at_key: string;
}

export interface TicketSessionRow {
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

export interface TicketWalkRow {
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

export interface TicketProposalRow {
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

const OF_TICKET = 'account_id = $1 AND linked_ticket_id = $2 AND linked_ticket_kind = $3';

const COUNTS = `
  SELECT (SELECT count(*)::int FROM ai_sessions WHERE ${OF_TICKET}) AS session_count,
         (SELECT count(*)::int FROM l1_walk_sessions WHERE ${OF_TICKET}) AS walk_count,
         (SELECT count(*)::int FROM flow_proposals WHERE ${OF_TICKET}) AS proposal_count`;

/** The newest of one kind after the position. */
const entriesOf = (kind: TicketEntryKind, table: string): string => `
  (SELECT '${kind}' AS entry_kind, id, created_at FROM ${table}
    WHERE ${OF_TICKET} AND ($4::text IS NULL OR $4 = '${kind}')
      AND ($5::timestamptz IS NULL OR (created_at, id) < ($5, $6::uuid))
    ORDER BY created_at DESC, id DESC LIMIT $7)`;

const ENTRIES = `
  SELECT entry_kind, id, created_at, created_at::text AS created_at_key
    FROM (${[
      entriesOf('session', 'ai_sessions'),
      entriesOf('walk', 'l1_walk_sessions'),
      entriesOf('proposal', 'flow_proposals'),
    ].join(' UNION ALL ')}) AS entries
   ORDER BY created_at DESC, id DESC LIMIT $7`;

const SESSIONS = `
  SELECT s.id, s.title, s.origin, s.status, s.outcome, s.outcome_confirmed, o.flow_id, o.proposal_id, s.created_at,
         s.resolved_at
    FROM ai_sessions s
    LEFT JOIN session_observations o ON o.account_id = s.account_id AND o.session_id = s.id
   WHERE s.account_id = $1 AND s.id = ANY ($2::uuid[])`;

const WALKS = `
  SELECT w.id, w.flow_id, t.title AS flow_title, w.flow_version, w.technician_name, w.problem, w.status,
         w.outcome_confirmed, w.deviation_count, w.session_id, w.created_at, w.finished_at, w.reopened_at
    FROM l1_walk_sessions w JOIN trees t ON t.account_id = w.account_id AND t.id = w.flow_id
   WHERE w.account_id = $1 AND w.id = ANY ($2::uuid[])`;

const PROPOSALS = `
  SELECT id, title, proposal_type, source, status, validated_by_outcome, source_session_id, target_flow_id,
         published_flow_id, created_at, reviewed_at
    FROM flow_proposals WHERE account_id = $1 AND id = ANY ($2::uuid[])`;

/** What was done for a ticket. */
@Injectable()
export class TicketsView {
  async counts(tx: AccountTx, { id, kind }: Ticket): Promise<TicketCounts> {
    const [counts] = await tx.query<TicketCounts>(COUNTS, [tx.accountId, id, kind]);
    return counts ?? { session_count: 0, walk_count: 0, proposal_count: 0 };
  }

  /** Up to `limit` entries after the position, the newest first; of all kinds where none is named. */
  async entries(
    tx: AccountTx,
    { id, kind }: Ticket,
    entryKind: TicketEntryKind | null,
    after: TimePosition | null,
    limit: number,
  ): Promise<TicketEntryRow[]> {
    return tx.query<TicketEntryRow>(ENTRIES, [
      ...[tx.accountId, id, kind, entryKind],
      ...[after?.timeKey ?? null, after?.id ?? null, limit],
    ]);
  }

  /** By id, in no order, as the others of this kind. */
  async sessions(tx: AccountTx, ids: readonly string[]): Promise<Map<string, TicketSessionRow>> {
    return rowsById(tx, SESSIONS, ids);
  }

  async walks(tx: AccountTx, ids: readonly string[]): Promise<Map<string, TicketWalkRow>> {
    return rowsById(tx, WALKS, ids);
  }

  async proposals(tx: AccountTx, ids: readonly string[]): Promise<Map<string, TicketProposalRow>> {
    return rowsById(tx, PROPOSALS, ids);
  }
}

async function rowsById<R extends { id: string }>(
  tx: AccountTx,
  sql: string,
  ids: readonly string[],
): Promise<Map<string, R>> {
  const rows = ids.length === 0 ? [] : await tx.query<R>(sql, [tx.accountId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
