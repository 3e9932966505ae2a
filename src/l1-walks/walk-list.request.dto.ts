import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsRFC3339,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { TICKET_KINDS, type TicketKind } from '../ai-sessions/session.js';
import { PageQuery } from '../kernel/http/paging.js';
import { toBoolean } from '../kernel/http/query-values.js';
import { WALK_LIMITS } from './walk-limits.js';
import { WALK_STATUSES, type WalkStatus } from './walking/walked-path.js';

const MAX_INTEGER = 2_147_483_647;

export class WalkListQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: WALK_STATUSES,
    enumName: 'WalkStatus',
    description: 'How the walk stands or ended',
    example: 'resolved',
  })
  @IsOptional()
  @IsIn(WALK_STATUSES)
  status?: WalkStatus;

  @ApiPropertyOptional({ format: 'uuid', description: 'Walks of this flow' })
  @IsOptional()
  @IsUUID()
  flow_id?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'The version that was walked',
    example: 2,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  flow_version?: number;

  @ApiPropertyOptional({ format: 'uuid', description: 'Who began the walk' })
  @IsOptional()
  @IsUUID()
  technician_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Walks of this team' })
  @IsOptional()
  @IsUUID()
  team_id?: string;

  @ApiPropertyOptional({
    maxLength: WALK_LIMITS.linkedTicketId,
    description: 'The whole id of the ticket in the system that it is kept in',
    example: '48213',
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.linkedTicketId)
  linked_ticket_id?: string;

  @ApiPropertyOptional({
    description: 'Where the ticket is kept',
    enum: TICKET_KINDS,
    enumName: 'TicketKind',
    example: 'psa',
  })
  @IsOptional()
  @IsIn(TICKET_KINDS)
  linked_ticket_kind?: TicketKind;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether the outcome was confirmed and still is' })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  outcome_confirmed?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether it has steps that the flow does not have' })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  deviated?: boolean;

  @ApiPropertyOptional({
    maxLength: 200,
    description:
      "Words, each of which begins a word of the problem, the notes or the flow's title as it was, in any case",
    example: 'offline',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Begun at this moment or later',
    example: '2026-02-01T00:00:00Z',
  })
  @IsOptional()
  @IsRFC3339()
  created_from?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Begun before this moment',
    example: '2026-03-01T00:00:00Z',
  })
  @IsOptional()
  @IsRFC3339()
  created_to?: string;
}
