import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import { OBSERVATION_DECISIONS, type ObservationDecision } from './observations/observation.js';
import { SessionMessageDto, SessionStepDto } from './session-content.dto.js';
import { EXAMPLE_MESSAGES, EXAMPLE_SESSION, EXAMPLE_STEPS } from './session.example.js';
import {
  FLYWHEEL_STATUSES,
  SESSION_ORIGINS,
  SESSION_OUTCOMES,
  SESSION_STATUSES,
  STEPS_SOURCES,
  TICKET_KINDS,
  type FlywheelStatus,
  type SessionMessage,
  type SessionOrigin,
  type SessionOutcome,
  type SessionStatus,
  type SessionStep,
  type StepsSource,
  type TicketKind,
} from './session.js';
import type { SessionRow, SessionSummaryRow } from './sessions.view.js';

@ApiSchema({ name: 'SessionFlywheel' })
export class SessionFlywheelDto {
  @ApiProperty({
    enum: FLYWHEEL_STATUSES,
    enumName: 'FlywheelStatus',
    description: '`none` until the session ends, then `pending` until the flywheel has looked at it',
    example: 'done',
  })
  status: FlywheelStatus;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f4-6b3e-7d51-8a0e-5f1c2b7d9e10',
  })
  proposal_id: string | null;

  @ApiProperty({
    enum: OBSERVATION_DECISIONS,
    enumName: 'ObservationDecision',
    nullable: true,
    description: '`none` where there was nothing to learn; null until the flywheel has looked at it',
    example: 'new_flow',
  })
  decision: ObservationDecision | null;

  @ApiProperty({ type: String, nullable: true, example: 'Nothing like it is known in the account.' })
  reason: string | null;
}

@ApiSchema({ name: 'SessionSummary' })
export class SessionSummaryDto {
  @ApiProperty({ format: 'uuid', example: '0199c2ee-91c4-7b0f-9d3a-2c6e8f1a5b70' })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: EXAMPLE_SESSION.external_id })
  external_id: string | null;

  @ApiProperty({ example: EXAMPLE_SESSION.title })
  title: string;

  @ApiProperty({ type: String, nullable: true, example: EXAMPLE_SESSION.problem_domain })
  problem_domain: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  team_id: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f',
  })
  user_id: string | null;

  @ApiProperty({ enum: SESSION_ORIGINS, enumName: 'SessionOrigin', example: 'ai_assist' })
  origin: SessionOrigin;

  @ApiProperty({
    enum: SESSION_STATUSES,
    enumName: 'SessionStatus',
    description: '`active` until it ends, then its outcome',
    example: 'resolved',
  })
  status: SessionStatus;

  @ApiProperty({ type: 'integer', example: EXAMPLE_MESSAGES.length })
  message_count: number;

  @ApiProperty({ type: 'integer', example: EXAMPLE_STEPS.length })
  step_count: number;

  @ApiProperty({
    enum: STEPS_SOURCES,
    enumName: 'StepsSource',
    description:
      '`extracted` where the session came without steps and the flywheel read them from its messages',
    example: 'given',
  })
  steps_source: StepsSource;

  @ApiProperty({
    enum: SESSION_OUTCOMES,
    enumName: 'SessionOutcome',
    nullable: true,
    description: 'null until it ends',
    example: 'resolved',
  })
  outcome: SessionOutcome | null;

  @ApiProperty({ example: true })
  outcome_confirmed: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'A power cycle brought the printer back; its port had hung.',
  })
  resolution_summary: string | null;

  @ApiProperty({ type: String, nullable: true, example: EXAMPLE_SESSION.linked_ticket_id })
  linked_ticket_id: string | null;

  @ApiProperty({
    enum: TICKET_KINDS,
    enumName: 'TicketKind',
    nullable: true,
    example: EXAMPLE_SESSION.linked_ticket_kind,
  })
  linked_ticket_kind: TicketKind | null;

  @ApiProperty({ type: () => SessionFlywheelDto })
  flywheel: SessionFlywheelDto;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:40:51.008Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:52:10.611Z' })
  updated_at: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-02-24T15:52:10.611Z',
  })
  resolved_at: Date | null;

  static from(row: SessionSummaryRow): SessionSummaryDto {
    return {
      id: row.id,
      external_id: row.external_id,
      title: row.title,
      problem_domain: row.problem_domain,
      team_id: row.team_id,
      user_id: row.user_id,
      origin: row.origin,
      status: row.status,
      message_count: row.message_count,
      step_count: row.step_count,
      steps_source: row.steps_source,
      outcome: row.outcome,
      outcome_confirmed: row.outcome_confirmed,
      resolution_summary: row.resolution_summary,
      linked_ticket_id: row.linked_ticket_id,
      linked_ticket_kind: row.linked_ticket_kind,
      flywheel: {
        status: row.flywheel_status,
        proposal_id: row.proposal_id,
        decision: row.decision,
        reason: row.flywheel_reason,
      },
      created_at: row.created_at,
      updated_at: row.updated_at,
      resolved_at: row.resolved_at,
    };
  }
}

@ApiSchema({ name: 'Session' })
export class SessionDto extends SessionSummaryDto {
  @ApiProperty({ type: () => [SessionMessageDto], example: EXAMPLE_MESSAGES })
  messages: SessionMessage[];

  @ApiProperty({ type: () => [SessionStepDto], example: EXAMPLE_STEPS })
  steps: SessionStep[];

  static override from(row: SessionRow): SessionDto {
    return { ...SessionSummaryDto.from(row), messages: row.transcript, steps: row.steps };
  }
}

@ApiSchema({ name: 'SessionPage' })
export class SessionPageDto implements Page<SessionSummaryDto> {
  @ApiProperty({ type: () => [SessionSummaryDto] })
  items: SessionSummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
