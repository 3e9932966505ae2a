import { Injectable } from '@nestjs/common';
import { SessionsService } from '../../ai-sessions/sessions.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { WalkGate } from './walk-gate.service.js';
import { sessionOfWalk } from '../learning/walk-session.js';
import { WalkSupport } from '../learning/walk-support.service.js';
import { finish, WALK_STATES } from '../walk.js';
import type { WalkOutcome } from './walked-path.js';
import {
  confirmedNeedsResolved,
  takenOverNeedsEscalated,
  walkActive,
  walkNotResolved,
} from '../walks.errors.js';
import { WalksRepository } from '../walks.repository.js';
import type { FinishRequest, WalkChangeRequest } from '../walks.request.dto.js';
import { WalkDto } from '../walks.response.dto.js';
import type { WalkRow } from '../walks.view.js';

/** How walks end, whether that held, and what the flywheel is given of it: all in the one commit. */
@Injectable()
export class WalkEndingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly gate: WalkGate,
    private readonly walks: WalksRepository,
    private readonly support: WalkSupport,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Ends a walk. One that left its flow becomes a session, which goes to the flywheel; one that kept to it and
   * resolved the problem speaks for the proposals that its nodes and edges came from, and what was said in it lets its
   * flow be found.
   */
  async finish(
    actor: Actor,
    walkId: string,
    request: FinishRequest,
    ifMatch: TagList | null,
  ): Promise<WalkDto> {
    const { outcome, version = null } = request;
    const confirmed = request.outcome_confirmed ?? false;
    if (confirmed && outcome !== 'resolved') throw confirmedNeedsResolved();
    if (request.escalated_to && outcome !== 'escalated') throw takenOverNeedsEscalated();
    const ending = {
      outcome,
      outcomeConfirmed: confirmed,
      escalatedTo: request.escalated_to ?? null,
      notes: request.notes ?? null,
    };
    return this.transactions.run(actor, async (tx) => {
      const row = await this.gate.open(tx, walkId, { version, ifMatch });
      const position = {
        currentNodeId: row.current_node_id,
        createdAt: row.created_at,
        path: row.walked_path,
      };
      const { entry } = finish(position, { at: new Date(), by: actor.userId });
      const deviated = row.deviation_count > 0;
      const session = deviated ? await this.sessions.record(tx, sessionOf(row, ending)) : null;
      const written = await this.walks.end(tx, walkId, {
        ...ending,
        entry,
        deviationCount: row.deviation_count,
        sessionId: session?.id ?? null,
      });
      if (!deviated && outcome === 'resolved') await this.support.record(tx, row, confirmed);
      return WalkDto.fromWalk({ ...row, ...written });
    });
  }

  /** The ticket stayed closed. Saying it twice changes nothing. */
  async confirm(
    actor: Actor,
    walkId: string,
    request: WalkChangeRequest,
    ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.settle(actor, walkId, request, ifMatch, 'confirm', async (tx, row) => {
      if (row.outcome_confirmed) return null;
      const written = await this.walks.confirm(tx, walkId);
      await this.support.follow(tx, row, true);
      return written;
    });
  }

  /** The ticket was opened again: the outcome did not hold. Saying it twice changes nothing. */
  async reopen(
    actor: Actor,
    walkId: string,
    request: WalkChangeRequest,
    ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.settle(actor, walkId, request, ifMatch, 'reopen', async (tx, row) => {
      if (row.reopened_at !== null) return null;
      const written = await this.walks.reopen(tx, walkId);
      await this.support.follow(tx, row, false);
      return written;
    });
  }

  private async settle(
    actor: Actor,
    walkId: string,
    { version = null }: WalkChangeRequest,
    ifMatch: TagList | null,
    event: 'confirm' | 'reopen',
    change: (tx: AccountTx, row: WalkRow) => Promise<Partial<WalkRow> | null>,
  ): Promise<WalkDto> {
    return this.transactions.run(actor, async (tx) => {
      const row = await this.gate.openOutcome(tx, walkId, { version, ifMatch });
      if (!WALK_STATES.allows(row.status, event))
        throw row.status === 'active' ? walkActive() : walkNotResolved(row.status);
      return WalkDto.fromWalk({ ...row, ...(await change(tx, row)) });
    });
  }
}

function sessionOf(
  row: WalkRow,
  ending: { outcome: WalkOutcome; outcomeConfirmed: boolean; notes: string | null },
): ReturnType<typeof sessionOfWalk> {
  return sessionOfWalk(
    {
      id: row.id,
      flowTitle: row.flow_title,
      problem: row.problem,
      problemDomain: row.problem_domain,
      teamId: row.team_id,
      linkedTicketId: row.linked_ticket_id,
      linkedTicketKind: row.linked_ticket_kind,
      entryNodeId: row.entry_node_id,
      path: row.walked_path,
      ...ending,
    },
    row.flow_data,
  );
}
