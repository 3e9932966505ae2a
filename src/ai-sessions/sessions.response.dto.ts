import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import { OBSERVATION_DECISIONS, type ObservationDecision } from './observations/observation.js';
import { SessionMessageDto, SessionStepDto } from './session-content.dto.js';
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
  /** `none` until the session ends, then `pending` until the flywheel has looked at it */
  @ApiProperty({ enum: FLYWHEEL_STATUSES, enumName: 'FlywheelStatus' })
  status: FlywheelStatus;

  @ApiProperty({ format: 'uuid' })
  proposal_id: string | null;

  /** `none` where there was nothing to learn; null until the flywheel has looked at it */
  @ApiProperty({ enum: OBSERVATION_DECISIONS, enumName: 'ObservationDecision', nullable: true })
  decision: ObservationDecision | null;

  reason: string | null;
}

@ApiSchema({ name: 'SessionSummary' })
export class SessionSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  external_id: string | null;

  title: string;

  problem_domain: string | null;

  @ApiProperty({ format: 'uuid' })
  team_id: string | null;

  @ApiProperty({ format: 'uuid' })
  user_id: string | null;

  @ApiProperty({ enum: SESSION_ORIGINS, enumName: 'SessionOrigin' })
  origin: SessionOrigin;

  /** `active` until it ends, then its outcome */
  @ApiProperty({ enum: SESSION_STATUSES, enumName: 'SessionStatus' })
  status: SessionStatus;

  @ApiProperty({ type: 'integer' })
  message_count: number;

  @ApiProperty({ type: 'integer' })
  step_count: number;

  /** `extracted` where the session came without steps and the flywheel read them from its messages */
  @ApiProperty({ enum: STEPS_SOURCES, enumName: 'StepsSource' })
  steps_source: StepsSource;

  /** null until it ends */
  @ApiProperty({ enum: SESSION_OUTCOMES, enumName: 'SessionOutcome', nullable: true })
  outcome: SessionOutcome | null;

  outcome_confirmed: boolean;

  resolution_summary: string | null;

  linked_ticket_id: string | null;

  @ApiProperty({ enum: TICKET_KINDS, enumName: 'TicketKind', nullable: true })
  linked_ticket_kind: TicketKind | null;

  flywheel: SessionFlywheelDto;

  created_at: Date;

  updated_at: Date;

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
  @ApiProperty({ type: () => [SessionMessageDto] })
  messages: SessionMessage[];

  @ApiProperty({ type: () => [SessionStepDto] })
  steps: SessionStep[];

  static override from(row: SessionRow): SessionDto {
    return { ...SessionSummaryDto.from(row), messages: row.transcript, steps: row.steps };
  }
}

@ApiSchema({ name: 'SessionPage' })
export class SessionPageDto implements Page<SessionSummaryDto> {
  items: SessionSummaryDto[];

  next_cursor: string | null;
}
