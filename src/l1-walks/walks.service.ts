import { Injectable } from '@nestjs/common';
import type { CurrentFlow } from '../flows/flow.js';
import { FlowsService } from '../flows/flows.service.js';
import { lockAccount } from '../kernel/database/account-lock.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { onConstraint } from '../kernel/errors/postgres-error.js';
import type { Actor } from '../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, toPage, toTimePosition } from '../kernel/http/paging.js';
import { readableBy, withReadablePath } from './readable-walk.js';
import type { FlowSuggestion } from '../suggestions/suggestion.js';
import { SuggestionsService } from '../suggestions/suggestions.service.js';
import { clearlyBest } from './walking/clear-flow.js';
import type { WalkListQuery } from './walk-list.request.dto.js';
import { WalkSummaryDto, type WalkPageDto } from './walk-summary.response.dto.js';
import {
  flowNotWalked,
  flowOrProblem,
  flowUnclear,
  noSuchEntry,
  noSuchFlow,
  noSuchTeam,
  notAPerson,
  ticketNeedsId,
  walkNotFound,
  walkOpen,
} from './walks.errors.js';
import { WalksRepository } from './walks.repository.js';
import type { StartWalkRequest } from './walks.request.dto.js';
import { WalkDto } from './walks.response.dto.js';
import { WalksView } from './walks.view.js';

const SHOWN_SUGGESTIONS = 5;

/** Walks of first-line technicians through published flows: begun, listed, shown. */
@Injectable()
export class WalksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly walks: WalksRepository,
    private readonly view: WalksView,
    private readonly suggestions: SuggestionsService,
  ) {}

  /**
   * Begins a walk at the current version of a flow, with which it then goes on. Without a flow it is the one that
   * clearly fits the problem best.
   * @throws DomainError 409 `walk_open` where the ticket has a walk already; 409 `flow_unclear` with suggestions; 409 `flow_archived`; 422
   */
  async start(actor: Actor, request: StartWalkRequest): Promise<WalkDto> {
    if (actor.userId === null) throw notAPerson();
    if (request.linked_ticket_kind && !request.linked_ticket_id) throw ticketNeedsId();
    return this.transactions.run(actor, async (tx) => {
      if (!request.beside_open) await this.refuseOpen(tx, request);
      const { flowId, entryNodeId } = request.flow_id
        ? { flowId: request.flow_id, entryNodeId: null }
        : await this.find(tx, request);
      const flow = await this.flows.findCurrent(tx, flowId);
      if (!flow) throw noSuchFlow();
      if (flow.status !== 'published') throw flowNotWalked(flow.flowId, flow.mergedInto);
      const written = await this.walks
        .insert(tx, {
          flowId: flow.flowId,
          flowVersion: flow.version,
          flowTitle: flow.title,
          entryNodeId: entryOf(flow, request.entry_node_id ?? entryNodeId),
          problem: request.problem ?? null,
          problemDomain: request.problem_domain ?? flow.problemDomain,
          teamId: request.team_id,
          linkedTicketId: request.linked_ticket_id ?? null,
          linkedTicketKind: request.linked_ticket_kind ?? null,
        })
        .catch(onConstraint({ l1_walk_sessions_team_id_fkey: noSuchTeam }));
      return WalkDto.fromWalk({
        ...written,
        flow_title: flow.title,
        flow_status: flow.status,
        current_version: flow.version,
        flow_data: flow.document,
      });
    });
  }

  async get(actor: Actor, walkId: string): Promise<WalkDto> {
    const row = await this.transactions.read(actor, (tx) => this.view.find(tx, walkId));
    if (!row) throw walkNotFound();
    return WalkDto.fromWalk(withReadablePath(actor, row));
  }

  async list(actor: Actor, query: WalkListQuery): Promise<WalkPageDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? null : toTimePosition(cursor);
    const filter = {
      status: query.status,
      flowId: query.flow_id,
      flowVersion: query.flow_version,
      technicianId: query.technician_id,
      teamId: query.team_id,
      linkedTicketId: query.linked_ticket_id,
      linkedTicketKind: query.linked_ticket_kind,
      outcomeConfirmed: query.outcome_confirmed,
      deviated: query.deviated,
      text: query.q,
      createdFrom: query.created_from,
      createdTo: query.created_to,
    };
    const rows = await this.transactions.read(actor, (tx) => this.view.list(tx, filter, after, limit + 1));
    return toPage(rows, limit, (row) => [
      WalkSummaryDto.from(readableBy(actor, row)),
      [row.created_at_key, row.id],
    ]);
  }

  /**
   * Of two that begin a walk of one ticket at the same time, the second waits, and then sees the first one's.
   * @throws DomainError 409 `walk_open`: of the flow that is named, or of any where none is
   */
  private async refuseOpen(tx: AccountTx, request: StartWalkRequest): Promise<void> {
    const { linked_ticket_id: id, linked_ticket_kind: kind = null, flow_id: flowId = null } = request;
    if (!id) return;
    await lockAccount(tx, `l1-walks of ticket ${id}`);
    const open = await this.view.findOpenOfTicket(tx, { id, kind }, flowId);
    if (open) throw walkOpen(WalkDto.fromWalk(open));
  }

  private async find(
    tx: AccountTx,
    { problem, problem_domain, team_id, linked_ticket_id: ticket, linked_ticket_kind }: StartWalkRequest,
  ): Promise<FlowSuggestion> {
    if (!problem) throw flowOrProblem();
    const suggestions = await this.suggestions.suggest(
      tx,
      {
        text: problem,
        problemDomain: problem_domain,
        teamId: team_id,
        ticket: ticket ? { id: ticket, kind: linked_ticket_kind ?? null } : null,
      },
      SHOWN_SUGGESTIONS,
    );
    const clear = clearlyBest(suggestions);
    if (!clear) throw flowUnclear(suggestions);
    return clear;
  }
}

function entryOf({ document }: CurrentFlow, wanted: string | null): string {
  const entry = wanted === null ? document.entries[0] : document.entries.find((id) => id === wanted);
  if (entry === undefined) throw noSuchEntry(document.entries);
  return entry;
}
