import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../kernel/http/paging.js';
import { TICKET_ENTRY_KINDS, type TicketEntryKind } from './tickets.view.js';

export class TicketQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: TICKET_ENTRY_KINDS,
    enumName: 'TicketEntryKind',
    description: 'Only entries of this kind',
  })
  @IsOptional()
  @IsIn(TICKET_ENTRY_KINDS)
  entry_kind?: TicketEntryKind;
}
