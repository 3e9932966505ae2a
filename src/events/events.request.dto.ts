import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, Matches } from 'class-validator';
import { toList } from '../kernel/http/query-values.js';
import { EVENT_TYPES, type EventType } from './event-type.js';

/** What `Last-Event-ID` looks like: a position. */
export const EVENT_ID = /^\d{1,15}$/;

export class EventStreamQuery {
  @ApiPropertyOptional({
    enum: EVENT_TYPES,
    enumName: 'EventType',
    isArray: true,
    description: 'Repeated, or separated by commas; all when left out',
    example: 'proposal.created,proposal.decided',
  })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(EVENT_TYPES.length)
  @IsIn(EVENT_TYPES, { each: true })
  types?: EventType[];

  @ApiPropertyOptional({
    description: 'For clients that cannot send the header `Last-Event-ID`, which comes first',
    pattern: EVENT_ID.source,
    example: '4711',
  })
  @IsOptional()
  @Matches(EVENT_ID)
  last_event_id?: string;
}
