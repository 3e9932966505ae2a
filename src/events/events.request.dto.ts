import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { toList } from '../kernel/http/query-values.js';
import { EVENT_TYPES, type EventType } from './event-type.js';

/** What `Last-Event-ID` looks like: a position. */
export const EVENT_ID = /^\d{1,15}$/;

/** An hour. */
const MAX_SECONDS = 3_600;

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

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_SECONDS,
    description:
      'The stream ends after so many seconds, with an event `close`; left out, it goes on. For pages and scripts that look at an answer when it has ended',
    example: 5,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_SECONDS)
  for_seconds?: number;
}
