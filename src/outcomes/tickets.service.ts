import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { hasRole, type Actor } from '../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, toPage, toTimePosition } from '../kernel/http/paging.js';
import { redactText } from '../redaction/redact-text.js';
import type { TicketQuery } from './tickets.request.dto.js';
import type { TicketDto, TicketEntryDto } from './tickets.response.dto.js';
import {
  TicketsView,
  type Ticket,
  type TicketEntryKind,
  type TicketEntryRow,
  type TicketSessionRow,
  type TicketWalkRow,
} from './tickets.view.js';

/** Who may record sessions and walk flows reads what was said in them; others read it without what is private. */
const READS_ALL = 'engineer';

function readableSession(actor: Actor, session: TicketSessionRow | null): TicketSessionRow | null {
  if (!session || hasRole(actor, READS_ALL)) return session;
  return { ...session, title: redactText(session.title) };
}

function readableWalk(actor: Actor, walk: TicketWalkRow | null): TicketWalkRow | null {
  if (!walk?.problem || hasRole(actor, READS_ALL)) return walk;
  return { ...walk, problem: redactText(walk.problem) };
}

/** Everything of a ticket. */
@Injectable()
export class TicketsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly view: TicketsView,
  ) {}

  /** A ticket that nobody has linked to anything has nothing: tickets live elsewhere, and every name may be one. */
  async get(actor: Actor, ticket: Ticket, query: TicketQuery): Promise<TicketDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor, entry_kind: entryKind = null } = query;
    const after = cursor === undefined ? null : toTimePosition(cursor);
    return this.transactions.snapshot(actor, async (tx) => {
      const counts = await this.view.counts(tx, ticket);
      const rows = await this.view.entries(tx, ticket, entryKind, after, limit + 1);
      const show = await this.details(tx, rows);
      return {
        ...ticket,
        ...counts,
        ...toPage(rows, limit, (row) => [show(row), [row.created_at_key, row.id]]),
      };
    });
  }

  private async details(
    tx: AccountTx,
    rows: readonly TicketEntryRow[],
  ): Promise<(row: TicketEntryRow) => TicketEntryDto> {
    const idsOf = (kind: TicketEntryKind): string[] =>
      rows.filter(({ entry_kind }) => entry_kind === kind).map(({ id }) => id);
    const sessions = await this.view.sessions(tx, idsOf('session'));
    const walks = await this.view.walks(tx, idsOf('walk'));
    const proposals = await this.view.proposals(tx, idsOf('proposal'));
    return ({ entry_kind, id, created_at }) => ({
      ...{ entry_kind, id, created_at },
      session: readableSession(tx.actor, sessions.get(id) ?? null),
      walk: readableWalk(tx.actor, walks.get(id) ?? null),
      proposal: proposals.get(id) ?? null,
    });
  }
}
