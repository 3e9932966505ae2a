import { Injectable } from '@nestjs/common';
import type { TicketKind } from '../ai-sessions/session.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { FlowStatus } from '../flows/flow.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { TimePosition } from '../kernel/http/paging.js';
import { wordConditions } from '../search/text-search.js';
import { WordIndex } from '../search/word-index.service.js';
import type { PathEntry, WalkOutcome, WalkStatus } from './walking/walked-path.js';

/** The columns of a walk that lists show. */
export interface WalkColumns {
  id: string;
  team_id: string | null;
  technician_id: string | null;
  technician_name: string;
  flow_id: string;
  flow_version: number;
  problem: string | null;
  problem_domain: string | null;
  linked_ticket_id: string | null;
  linked_ticket_kind: TicketKind | null;
  status: WalkStatus;
  current_node_id: string;
  deviation_count: number;
  outcome: WalkOutcome | null;
  outcome_confirmed: boolean;
  escalated_to: string | null;
  notes: string | null;
  session_id: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  finished_at: Date | null;
  confirmed_at: Date | null;
  reopened_at: Date | null;
}

/** Of the flow that is walked, as it is now. */
export interface WalkedFlow {
  flow_title: string;
  flow_status: FlowStatus;
  current_version: number;
}

export interface WalkSummaryRow extends WalkColumns, WalkedFlow {
  entry_count: number;
  /** `created_at` to the microsecond, which a Date does not hold. */
  created_at_key: string;
}

/** As a write leaves it. */
export interface WrittenWalk extends WalkColumns {
  entry_node_id: string;
  walked_path: PathEntry[];
}

/** With the document of the version that is walked. */
export interface WalkRow extends WrittenWalk, WalkedFlow {
  flow_data: FlowDocument;
}

export interface WalkFilter {
  status?: WalkStatus;
  flowId?: string;
  flowVersion?: number;
  technicianId?: string;
  teamId?: string;
  linkedTicketId?: string;
  linkedTicketKind?: TicketKind;
  outcomeConfirmed?: boolean;
  deviated?: boolean;
  /** Its words begin words of the problem, the notes or the flow's title when the walk began. */
  text?: string;
  /** RFC 3339; this moment included. */
  createdFrom?: string;
  /** RFC 3339; this moment excluded. */
  createdTo?: string;
}

/** Of `l1_walk_sessions w`. */
const COLUMNS = `w.id, w.team_id, w.technician_id, w.technician_name, w.flow_id, w.flow_version, w.problem,
  w.problem_domain, w.linked_ticket_id, w.linked_ticket_kind, w.status, w.current_node_id, w.deviation_count,
  w.outcome, w.outcome_confirmed, w.escalated_to, w.notes, w.session_id, w.version, w.created_at, w.updated_at,
  w.finished_at, w.confirmed_at, w.reopened_at`;

export const WRITTEN_COLUMNS = `${COLUMNS}, w.entry_node_id, w.walked_path`;

const FLOW = 't.title AS flow_title, t.status AS flow_status, t.current_version';

const OF_FLOW = `l1_walk_sessions w
  JOIN trees t ON t.account_id = w.account_id AND t.id = w.flow_id`;

const FIND = `
  SELECT ${WRITTEN_COLUMNS}, ${FLOW}, v.flow_data
    FROM ${OF_FLOW}
    JOIN tree_versions v ON v.account_id = w.account_id AND v.tree_id = w.flow_id AND v.version = w.flow_version
   WHERE w.account_id = $1 AND w.id = $2`;

/** Of two that are open, the one begun last. */
const OPEN_OF_TICKET = `
  SELECT id FROM l1_walk_sessions
   WHERE account_id = $1 AND linked_ticket_id = $2 AND status = 'active'
     AND ($3::text IS NULL OR linked_ticket_kind IS NULL OR linked_ticket_kind = $3)
     AND ($4::uuid IS NULL OR flow_id = $4)
   ORDER BY created_at DESC, id DESC LIMIT 1`;

const LOCK_OF_SESSION = `
  SELECT id, status, outcome_confirmed FROM l1_walk_sessions
   WHERE account_id = $1 AND session_id = $2 FOR UPDATE`;

/** Walks together with the flows that are walked. */
@Injectable()
export class WalksView {
  constructor(private readonly words: WordIndex) {}

  async find(tx: AccountTx, walkId: string): Promise<WalkRow | null> {
    const [row] = await tx.prepared<WalkRow>(FIND, [tx.accountId, walkId]);
    return row ?? null;
  }

  /** As `find`; whoever else would change the walk waits until the transaction ends, and then sees what it did. */
  async lock(tx: AccountTx, walkId: string): Promise<WalkRow | null> {
    const [row] = await tx.prepared<WalkRow>(`${FIND} FOR UPDATE OF w`, [tx.accountId, walkId]);
    return row ?? null;
  }

  /** The open walk of a ticket, of one flow or of any. */
  async findOpenOfTicket(
    tx: AccountTx,
    { id, kind }: { id: string; kind: TicketKind | null },
    flowId: string | null,
  ): Promise<WalkRow | null> {
    const [open] = await tx.prepared<{ id: string }>(OPEN_OF_TICKET, [tx.accountId, id, kind, flowId]);
    return open ? this.find(tx, open.id) : null;
  }

  /** The walk that a session was made of, locked. */
  async lockOfSession(
    tx: AccountTx,
    sessionId: string,
  ): Promise<Pick<WalkColumns, 'id' | 'status' | 'outcome_confirmed'> | null> {
    const [row] = await tx.prepared<Pick<WalkColumns, 'id' | 'status' | 'outcome_confirmed'>>(
      LOCK_OF_SESSION,
      [tx.accountId, sessionId],
    );
    return row ?? null;
  }

  /** Up to `limit` walks, the newest first. */
  async list(
    tx: AccountTx,
    filter: WalkFilter,
    after: TimePosition | null,
    limit: number,
  ): Promise<WalkSummaryRow[]> {
    const parameters: unknown[] = [tx.accountId];
    const parameter = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions = ['w.account_id = $1'];
    const where = (value: unknown, condition: (parameter: string) => string): void => {
      if (value !== undefined) conditions.push(condition(parameter(value)));
    };
    where(filter.status, (p) => `w.status = ${p}`);
    where(filter.flowId, (p) => `w.flow_id = ${p}`);
    where(filter.flowVersion, (p) => `w.flow_version = ${p}`);
    where(filter.technicianId, (p) => `w.technician_id = ${p}`);
    where(filter.teamId, (p) => `w.team_id = ${p}`);
    where(filter.linkedTicketId, (p) => `w.linked_ticket_id = ${p}`);
    where(filter.linkedTicketKind, (p) => `w.linked_ticket_kind = ${p}`);
    where(filter.outcomeConfirmed, (p) => `w.outcome_confirmed = ${p}`);
    where(filter.deviated, (p) => `(w.deviation_count > 0) = ${p}`);
    const found = await this.words.find(tx, 'walk', filter.text);
    conditions.push(...wordConditions(found, { accountId: '$1', id: 'w.id' }, parameter));
    where(filter.createdFrom, (p) => `w.created_at >= ${p}::timestamptz`);
    where(filter.createdTo, (p) => `w.created_at < ${p}::timestamptz`);
    if (after)
      conditions.push(
        `(w.created_at, w.id) < (${parameter(after.timeKey)}::timestamptz, ${parameter(after.id)}::uuid)`,
      );
    return tx.query<WalkSummaryRow>(
      `SELECT ${COLUMNS}, ${FLOW}, jsonb_array_length(w.walked_path) AS entry_count,
              w.created_at::text AS created_at_key
         FROM ${OF_FLOW}
        WHERE ${conditions.join(' AND ')} ORDER BY w.created_at DESC, w.id DESC LIMIT ${parameter(limit)}`,
      parameters,
    );
  }
}
