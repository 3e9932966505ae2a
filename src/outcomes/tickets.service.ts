import { Injectable } from '@nestjs/common';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { TicketDto } from './tickets.response.dto.js';
import { TicketsView, type Ticket } from './tickets.view.js';

/** Everything of a ticket. */
@Injectable()
export class TicketsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly view: TicketsView,
  ) {}

  /** A ticket that nobody has linked to anything has nothing: tickets live elsewhere, and every name may be one. */
  async get(actor: Actor, ticket: Ticket): Promise<TicketDto> {
    return this.transactions.snapshot(actor, async (tx) => {
      const [sessions, walks, proposals] = await Promise.all([
        this.view.sessions(tx, ticket),
        this.view.walks(tx, ticket),
        this.view.proposals(tx, ticket),
      ]);
      return TicketDto.from(ticket, sessions, walks, proposals);
    });
  }
}
