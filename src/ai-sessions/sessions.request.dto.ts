import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsOptional,
  IsRFC3339,
  IsString,
  IsUUID,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { NotBlank } from '../kernel/http/text-rules.js';
import { PageQuery } from '../kernel/http/paging.js';
import { SESSION_LIMITS } from './session-limits.js';
import {
  FLYWHEEL_STATUSES,
  SESSION_ORIGINS,
  SESSION_OUTCOMES,
  SESSION_STATUSES,
  TICKET_KINDS,
  type FlywheelStatus,
  type SessionOrigin,
  type SessionOutcome,
  type SessionStatus,
  type TicketKind,
} from './session.js';

/** Present, if only as null: what is left out is not looked at. */
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

export class SessionListQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: SESSION_STATUSES,
    enumName: 'SessionStatus',
    description: 'How the session stands or ended',
    example: 'resolved',
  })
  @IsOptional()
  @IsIn(SESSION_STATUSES)
  status?: SessionStatus;

  @ApiPropertyOptional({
    enum: SESSION_ORIGINS,
    enumName: 'SessionOrigin',
    description: 'Where the session came from',
    example: 'ai_assist',
  })
  @IsOptional()
  @IsIn(SESSION_ORIGINS)
  origin?: SessionOrigin;

  @ApiPropertyOptional({
    maxLength: SESSION_LIMITS.problemDomain,
    description: 'The whole domain, in the same case',
    example: 'printing',
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.problemDomain)
  problem_domain?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Sessions of this team' })
  @IsOptional()
  @IsUUID()
  team_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Who recorded the session' })
  @IsOptional()
  @IsUUID()
  user_id?: string;

  @ApiPropertyOptional({
    maxLength: SESSION_LIMITS.linkedTicketId,
    description: 'The whole id of the ticket in the system that it is kept in',
    example: '48213',
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.linkedTicketId)
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

  @ApiPropertyOptional({
    enum: FLYWHEEL_STATUSES,
    enumName: 'FlywheelStatus',
    description: 'How far the flywheel is with the session',
    example: 'done',
  })
  @IsOptional()
  @IsIn(FLYWHEEL_STATUSES)
  flywheel_status?: FlywheelStatus;

  @ApiPropertyOptional({
    maxLength: 200,
    description: 'Words, each of which begins a word of the title or the resolution summary, in any case',
    example: 'offline',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Recorded at this moment or later',
    example: '2026-02-01T00:00:00Z',
  })
  @IsOptional()
  @IsRFC3339()
  created_from?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Recorded before this moment',
    example: '2026-03-01T00:00:00Z',
  })
  @IsOptional()
  @IsRFC3339()
  created_to?: string;
}

@ApiSchema({
  name: 'SessionChanges',
  description: 'What is left out stays as it is; null clears it.',
})
export class SessionChangesDto {
  @ApiPropertyOptional({
    minLength: 1,
    maxLength: SESSION_LIMITS.title,
    example: 'All printers in accounts are offline',
  })
  @IfGiven()
  @IsString()
  @MaxLength(SESSION_LIMITS.title)
  @NotBlank()
  title?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: SESSION_LIMITS.problemDomain,
    example: 'printing',
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.problemDomain)
  @NotBlank()
  problem_domain?: string | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, example: null })
  @IsOptional()
  @IsUUID()
  team_id?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: SESSION_LIMITS.linkedTicketId,
    description: 'null clears the kind with it',
    example: '48213',
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.linkedTicketId)
  @NotBlank()
  linked_ticket_id?: string | null;

  @ApiPropertyOptional({ enum: TICKET_KINDS, enumName: 'TicketKind', nullable: true, example: 'psa' })
  @IsOptional()
  @IsIn(TICKET_KINDS)
  linked_ticket_kind?: TicketKind | null;
}

@ApiSchema({ name: 'SessionEnding' })
export class ResolveSessionDto {
  @ApiProperty({ enum: SESSION_OUTCOMES, enumName: 'SessionOutcome', example: 'resolved' })
  @IsIn(SESSION_OUTCOMES)
  outcome: SessionOutcome;

  @ApiPropertyOptional({
    default: false,
    description: 'The user confirmed that the outcome holds; can be said later too',
    example: true,
  })
  @IfGiven()
  @IsBoolean()
  outcome_confirmed?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: SESSION_LIMITS.resolutionSummary,
    example: 'A power cycle brought the printer back; its port had hung.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.resolutionSummary)
  resolution_summary?: string | null;
}

@ApiSchema({ name: 'OutcomeConfirmation' })
export class ConfirmOutcomeDto {
  @ApiProperty({ description: 'false takes a confirmation back', example: true })
  @IsBoolean()
  outcome_confirmed: boolean;
}
