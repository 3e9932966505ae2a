import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { TimePosition } from '../kernel/http/paging.js';
import { wordConditions } from '../search/text-search.js';
import { WordIndex } from '../search/word-index.service.js';
import type { ObservationDecision } from './observations/observation.js';
import type {
  FlywheelStatus,
  SessionMessage,
  SessionOrigin,
  SessionOutcome,
  SessionStatus,
  SessionStep,
  StepsSource,
  TicketKind,
} from './session.js';

/** A session as lists show it. */
export interface SessionSummaryRow {
  id: string;
  external_id: string | null;
  title: string;
  problem_domain: string | null;
  team_id: string | null;
  user_id: string | null;
  origin: SessionOrigin;
  status: SessionStatus;
  message_count: number;
  step_count: number;
  steps_source: StepsSource;
  outcome: SessionOutcome | null;
  outcome_confirmed: boolean;
  resolution_summary: string | null;
  linked_ticket_id: string | null;
  linked_ticket_kind: TicketKind | null;
  flywheel_status: FlywheelStatus;
  flywheel_reason: string | null;
  created_at: Date;
  updated_at: Date;
  resolved_at: Date | null;
  /** `created_at` to the microsecond, which a Date does not hold. */
  created_at_key: string;
  /** Of the flywheel's observation; null while there is none. */
  decision: ObservationDecision | null;
  proposal_id: string | null;
}

export interface SessionRow extends SessionSummaryRow {
  transcript: SessionMessage[];
  steps: SessionStep[];
}

export interface SessionFilter {
  status?: SessionStatus;
  origin?: SessionOrigin;
  problemDomain?: string;
  teamId?: string;
  userId?: string;
  linkedTicketId?: string;
  linkedTicketKind?: TicketKind;
  flywheelStatus?: FlywheelStatus;
  /** Its words begin words of the title or the resolution summary. */
  text?: string;
  /** RFC 3339; this moment included. */
  createdFrom?: string;
  /** RFC 3339; this moment excluded. */
  createdTo?: string;
}

/** Of `ai_sessions s`. */
export const SUMMARY_COLUMNS = `s.id, s.external_id, s.title, s.problem_domain, s.team_id, s.user_id, s.origin,
  s.status, s.message_count, s.step_count, s.steps_source, s.outcome, s.outcome_confirmed, s.resolution_summary,
  s.linked_ticket_id, s.linked_ticket_kind, s.flywheel_status, s.flywheel_reason, s.created_at, s.updated_at,
  s.resolved_at, s.created_at::text AS created_at_key`;

const OBSERVED = `ai_sessions s
  LEFT JOIN session_observations o ON o.account_id = s.account_id AND o.session_id = s.id`;

/** Sessions together with what the flywheel made of them. */
@Injectable()
export class SessionsView {
  constructor(private readonly words: WordIndex) {}

  async find(tx: AccountTx, sessionId: string): Promise<SessionRow | null> {
    const [row] = await tx.prepared<SessionRow>(
      `SELECT ${SUMMARY_COLUMNS}, o.decision, o.proposal_id, s.transcript, s.steps FROM ${OBSERVED}
        WHERE s.account_id = $1 AND s.id = $2`,
      [tx.accountId, sessionId],
    );
    return row ?? null;
  }

  /** Up to `limit` sessions, the newest first. */
  async list(
    tx: AccountTx,
    filter: SessionFilter,
    after: TimePosition | null,
    limit: number,
  ): Promise<SessionSummaryRow[]> {
    const parameters: unknown[] = [tx.accountId];
    const conditions = ['s.account_id = $1'];
    const where = (value: unknown, condition: (parameter: string) => string) => {
      if (value === undefined) return;
      parameters.push(value);
      conditions.push(condition(`$${parameters.length}`));
    };
    where(filter.status, (p) => `s.status = ${p}`);
    where(filter.origin, (p) => `s.origin = ${p}`);
    where(filter.problemDomain, (p) => `s.problem_domain = ${p}`);
    where(filter.teamId, (p) => `s.team_id = ${p}`);
    where(filter.userId, (p) => `s.user_id = ${p}`);
    where(filter.linkedTicketId, (p) => `s.linked_ticket_id = ${p}`);
    where(filter.linkedTicketKind, (p) => `s.linked_ticket_kind = ${p}`);
    where(filter.flywheelStatus, (p) => `s.flywheel_status = ${p}`);
    const found = await this.words.find(tx, 'session', filter.text);
    const subject = { accountId: '$1', id: 's.id' };
    conditions.push(...wordConditions(found, subject, (value) => `$${parameters.push(value)}`));
    where(filter.createdFrom, (p) => `s.created_at >= ${p}::timestamptz`);
    where(filter.createdTo, (p) => `s.created_at < ${p}::timestamptz`);
    if (after) {
      parameters.push(after.timeKey, after.id);
      const [key, id] = [`$${parameters.length - 1}`, `$${parameters.length}`];
      conditions.push(`(s.created_at, s.id) < (${key}::timestamptz, ${id}::uuid)`);
    }
    parameters.push(limit);
    return tx.query<SessionSummaryRow>(
      `SELECT ${SUMMARY_COLUMNS}, o.decision, o.proposal_id FROM ${OBSERVED}
        WHERE ${conditions.join(' AND ')} ORDER BY s.created_at DESC, s.id DESC LIMIT $${parameters.length}`,
      parameters,
    );
  }
}
