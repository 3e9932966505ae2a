import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { onConstraint } from '../kernel/errors/postgres-error.js';
import type { Actor } from '../kernel/http/actor.js';
import { readableBy, withReadableText } from './readable-session.js';
import { DEFAULT_PAGE_LIMIT, type Page, toPage, toTimePosition } from '../kernel/http/paging.js';
import { JobQueue } from '../kernel/jobs/job-queue.js';
import { CONFIRM_OUTCOME, OBSERVE_SESSION } from './observations/flywheel-task.js';
import { SESSION_LIMITS } from './session-limits.js';
import type { NewSession, SessionMessage, SessionStep } from './session.js';
import {
  externalIdTaken,
  noSuchTeam,
  sessionActive,
  sessionEnded,
  sessionNotFound,
  ticketNeedsId,
  tooMany,
} from './sessions.errors.js';
import { type SessionState, SessionsRepository } from './sessions.repository.js';
import type { ResolveSessionDto, SessionChangesDto, SessionListQuery } from './sessions.request.dto.js';
import { SessionDto, SessionSummaryDto } from './sessions.response.dto.js';
import { type SessionRow, SessionsView } from './sessions.view.js';

/** Support sessions. Methods that take a transaction are for other modules' use cases. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionsRepository,
    private readonly view: SessionsView,
    private readonly queue: JobQueue,
  ) {}

  async list(actor: Actor, query: SessionListQuery): Promise<Page<SessionSummaryDto>> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? null : toTimePosition(cursor);
    const filter = {
      status: query.status,
      origin: query.origin,
      problemDomain: query.problem_domain,
      teamId: query.team_id,
      userId: query.user_id,
      linkedTicketId: query.linked_ticket_id,
      linkedTicketKind: query.linked_ticket_kind,
      flywheelStatus: query.flywheel_status,
      text: query.q,
      createdFrom: query.created_from,
      createdTo: query.created_to,
    };
    const rows = await this.transactions.read(actor, (tx) => this.view.list(tx, filter, after, limit + 1));
    return toPage(rows, limit, (row) => [
      SessionSummaryDto.from(readableBy(actor, row)),
      [row.created_at_key, row.id],
    ]);
  }

  async get(actor: Actor, sessionId: string): Promise<SessionDto> {
    const row = await this.transactions.read(actor, (tx) => this.view.find(tx, sessionId));
    if (!row) throw sessionNotFound();
    return SessionDto.from(await withReadableText(actor, row));
  }

  async create(actor: Actor, session: NewSession): Promise<SessionDto> {
    const row = await this.transactions.run(actor, (tx) => this.insert(tx, session, true));
    return SessionDto.from(row);
  }

  async change(actor: Actor, sessionId: string, changes: SessionChangesDto): Promise<SessionDto> {
    const { title, problem_domain, team_id, linked_ticket_id, linked_ticket_kind } = changes;
    const row = await this.transactions.run(actor, async (tx) => {
      const changed = await this.sessions
        .change(tx, sessionId, {
          title,
          problemDomain: problem_domain,
          teamId: team_id,
          linkedTicketId: linked_ticket_id,
          // Without a ticket there is no kind of ticket.
          linkedTicketKind: linked_ticket_id === null ? (linked_ticket_kind ?? null) : linked_ticket_kind,
        })
        .catch(
          onConstraint({ ai_sessions_team_id_fkey: noSuchTeam, ck_ai_sessions_linked_ticket: ticketNeedsId }),
        );
      return changed ?? this.refuse(tx, sessionId);
    });
    return SessionDto.from(row);
  }

  async appendMessages(
    actor: Actor,
    sessionId: string,
    messages: SessionMessage[],
  ): Promise<SessionSummaryDto> {
    const row = await this.transactions.run(actor, async (tx) => {
      const appended = await this.sessions.appendMessages(tx, sessionId, messages);
      if (appended) return appended;
      const { messageCount } = await this.active(tx, sessionId);
      throw messageCount + messages.length > SESSION_LIMITS.messages
        ? tooMany('/messages', SESSION_LIMITS.messages, 'messages')
        : tooMany('/messages', SESSION_LIMITS.transcript, 'characters');
    });
    return SessionSummaryDto.from(row);
  }

  async appendSteps(actor: Actor, sessionId: string, steps: SessionStep[]): Promise<SessionSummaryDto> {
    const row = await this.transactions.run(actor, async (tx) => {
      const appended = await this.sessions.appendSteps(tx, sessionId, steps);
      if (appended) return appended;
      await this.active(tx, sessionId);
      throw tooMany('/steps', SESSION_LIMITS.steps, 'steps');
    });
    return SessionSummaryDto.from(row);
  }

  /** Ends the session and leaves it to the flywheel, in one commit. */
  async resolve(actor: Actor, sessionId: string, ending: ResolveSessionDto): Promise<SessionDto> {
    const { outcome, outcome_confirmed, resolution_summary } = ending;
    const row = await this.transactions.run(actor, async (tx) => {
      const ended = await this.sessions.end(tx, sessionId, {
        outcome,
        outcomeConfirmed: outcome_confirmed ?? false,
        resolutionSummary: resolution_summary ?? null,
      });
      if (!ended) return this.refuse(tx, sessionId);
      await this.queue.enqueue(tx, OBSERVE_SESSION, { session_id: sessionId });
      return ended;
    });
    return SessionDto.from(row);
  }

  /** Says whether the outcome of an ended session was confirmed; what it supports follows. */
  async confirm(actor: Actor, sessionId: string, confirmed: boolean): Promise<SessionDto> {
    const row = await this.transactions.run(actor, async (tx) => {
      await this.markConfirmed(tx, sessionId, confirmed);
      return this.view.find(tx, sessionId);
    });
    if (!row) throw sessionNotFound();
    if (row.status === 'active') throw sessionActive();
    return SessionDto.from(row);
  }

  /** As `confirm`; a session that is not there, has not ended or is marked so already is left as it is. */
  async markConfirmed(tx: AccountTx, sessionId: string, confirmed: boolean): Promise<void> {
    if (await this.sessions.confirm(tx, sessionId, confirmed)) {
      await this.queue.enqueue(tx, CONFIRM_OUTCOME, { session_id: sessionId });
    }
  }

  /** False also where there is no such session. */
  async isConfirmed(tx: AccountTx, sessionId: string): Promise<boolean> {
    return (await this.sessions.findState(tx, sessionId))?.outcomeConfirmed ?? false;
  }

  /**
   * Records a session of the transaction's actor. One that has ended goes to the flywheel, unless `observe` is false,
   * as for a session whose knowledge is in a proposal already.
   * @throws DomainError 409 `external_id_taken`; 422 when the team is not the account's
   */
  async record(tx: AccountTx, session: NewSession, { observe = true } = {}): Promise<{ id: string }> {
    const { id } = await this.insert(tx, session, observe);
    return { id };
  }

  private async insert(tx: AccountTx, session: NewSession, observe: boolean): Promise<SessionRow> {
    const row = await this.sessions
      .insert(tx, session, observe)
      .catch(onConstraint({ ai_sessions_team_id_fkey: noSuchTeam }));
    if (!row) {
      const { externalId } = session;
      const taken = externalId === null ? null : await this.sessions.findIdByExternalId(tx, externalId);
      if (externalId === null || taken === null) throw new Error('a session was neither inserted nor there');
      throw externalIdTaken(externalId, taken);
    }
    if (row.flywheel_status === 'pending') {
      await this.queue.enqueue(tx, OBSERVE_SESSION, { session_id: row.id });
    }
    return row;
  }

  private async active(tx: AccountTx, sessionId: string): Promise<SessionState> {
    const state = await this.sessions.findState(tx, sessionId);
    if (!state) throw sessionNotFound();
    if (state.status !== 'active') throw sessionEnded(state.status, state.resolvedAt);
    return state;
  }

  /** Why a session could not be changed: there is none, or it has ended. */
  private async refuse(tx: AccountTx, sessionId: string): Promise<never> {
    await this.active(tx, sessionId);
    throw new Error('an active session was not changed');
  }
}
