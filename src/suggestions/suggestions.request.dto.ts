import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { SESSION_LIMITS } from '../ai-sessions/session-limits.js';
import { TICKET_KINDS, type TicketKind } from '../ai-sessions/session.js';

export const DEFAULT_SUGGESTIONS = 5;
const MAX_SUGGESTIONS = 20;
/** What a caller says in a minute; the address of a request holds it. */
const MAX_PROBLEM = 2_000;

export class SuggestQuery {
  @ApiProperty({
    minLength: 1,
    maxLength: MAX_PROBLEM,
    description: "The problem in the caller's words",
    example: 'My printer says offline and nothing comes out',
  })
  @IsString()
  @MaxLength(MAX_PROBLEM)
  @Matches(/[\p{L}\p{N}]/u, { message: 'must hold a word' })
  q: string;

  @ApiPropertyOptional({
    maxLength: 100,
    description: 'Flows of this domain go before others that fit as well; in any case',
    example: 'printing',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  problem_domain?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Flows of this team go before others that fit as well',
  })
  @IsOptional()
  @IsUUID()
  team_id?: string;

  @ApiPropertyOptional({
    maxLength: SESSION_LIMITS.linkedTicketId,
    description: 'Flows that were walked for this ticket in vain go after others that fit as well',
    example: '48213',
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.linkedTicketId)
  linked_ticket_id?: string;

  @ApiPropertyOptional({
    enum: TICKET_KINDS,
    enumName: 'TicketKind',
    description: 'Needs a linked_ticket_id; left out, of any kind',
    example: 'psa',
  })
  @IsOptional()
  @IsIn(TICKET_KINDS)
  linked_ticket_kind?: TicketKind;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_SUGGESTIONS,
    default: DEFAULT_SUGGESTIONS,
    description: 'How many flows to suggest at most',
    example: 5,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_SUGGESTIONS)
  limit?: number;
}
