import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { SESSION_LIMITS } from '../ai-sessions/session-limits.js';
import { TICKET_KINDS, type TicketKind } from '../ai-sessions/session.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { TicketIdPipe, TicketKindPipe } from './ticket.pipe.js';
import { TicketQuery } from './tickets.request.dto.js';
import { TicketDto } from './tickets.response.dto.js';
import { TicketsService } from './tickets.service.js';

@ApiTags('tickets')
@Controller({ path: 'tickets/:kind/:ticket_id', version: '1' })
export class TicketsController {
  constructor(private readonly tickets: TicketsService) {}

  @Get()
  @Requires('viewer')
  @ApiParam({
    name: 'kind',
    enum: TICKET_KINDS,
    enumName: 'TicketKind',
    description: 'Which system the ticket is of',
    example: 'psa',
  })
  @ApiParam({
    name: 'ticket_id',
    schema: { type: 'string', maxLength: SESSION_LIMITS.linkedTicketId, example: '48213' },
    description: 'As it was linked, in the same case',
  })
  @ApiOperation({
    summary: 'Everything of a ticket: its sessions, walks and proposals',
    description: 'All that was linked to it, the newest first.',
  })
  @ApiOkResponse({ type: TicketDto })
  get(
    @CurrentActor() actor: Actor,
    @Param('kind', TicketKindPipe) kind: TicketKind,
    @Param('ticket_id', TicketIdPipe) id: string,
    @Query() query: TicketQuery,
  ): Promise<TicketDto> {
    return this.tickets.get(actor, { kind, id }, query);
  }
}
