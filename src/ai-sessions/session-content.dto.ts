import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { EXAMPLE_MESSAGES, EXAMPLE_SESSION, EXAMPLE_STEPS } from './session.example.js';
import { SESSION_LIMITS } from './session-limits.js';
import {
  MESSAGE_ROLES,
  SESSION_ORIGINS,
  STEP_KINDS,
  TICKET_KINDS,
  type SessionMessage,
  type SessionOrigin,
  type SessionStep,
  type TicketKind,
} from './session.js';

// These classes describe what comes in. It is checked by `session-input.ts`, which imports go through too: there it
// has to be quick, and the limits are the same.

@ApiSchema({ name: 'SessionMessage' })
export class SessionMessageDto implements SessionMessage {
  @ApiProperty({ enum: MESSAGE_ROLES, enumName: 'MessageRole', example: 'user' })
  role: SessionMessage['role'];

  @ApiProperty({
    maxLength: SESSION_LIMITS.content,
    example: 'The printer in accounts shows as offline for everybody.',
  })
  content: string;
}

@ApiSchema({ name: 'SessionStep' })
export class SessionStepDto implements SessionStep {
  @ApiProperty({ enum: STEP_KINDS, enumName: 'SessionStepKind', example: 'question' })
  kind: SessionStep['kind'];

  @ApiProperty({
    minLength: 1,
    maxLength: SESSION_LIMITS.text,
    example: 'Does the printer answer a ping from the print server?',
  })
  text: string;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    maxLength: SESSION_LIMITS.result,
    description: 'What came of it: the answer, the effect',
    example: 'no',
  })
  result: string | null;
}

@ApiSchema({ name: 'NewSession' })
export class NewSessionDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: SESSION_LIMITS.externalId,
    description: 'Its name in the system that it comes from; unique in the account',
    example: EXAMPLE_SESSION.external_id,
  })
  external_id?: string | null;

  @ApiProperty({
    minLength: 1,
    maxLength: SESSION_LIMITS.title,
    example: EXAMPLE_SESSION.title,
  })
  title: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: SESSION_LIMITS.problemDomain,
    example: EXAMPLE_SESSION.problem_domain,
  })
  problem_domain?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Left out: your own team; null: none',
    example: null,
  })
  team_id?: string | null;

  @ApiPropertyOptional({
    enum: SESSION_ORIGINS,
    enumName: 'SessionOrigin',
    default: 'ai_assist',
    example: 'ai_assist',
  })
  origin?: SessionOrigin;

  @ApiPropertyOptional({
    type: () => [SessionMessageDto],
    maxItems: SESSION_LIMITS.messages,
    description: `The transcript, in order; at most ${SESSION_LIMITS.transcript} characters together`,
    example: EXAMPLE_MESSAGES,
  })
  messages?: SessionMessageDto[];

  @ApiPropertyOptional({
    type: () => [SessionStepDto],
    maxItems: SESSION_LIMITS.steps,
    example: EXAMPLE_STEPS,
  })
  steps?: SessionStepDto[];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: SESSION_LIMITS.linkedTicketId,
    example: EXAMPLE_SESSION.linked_ticket_id,
  })
  linked_ticket_id?: string | null;

  @ApiPropertyOptional({
    enum: TICKET_KINDS,
    enumName: 'TicketKind',
    nullable: true,
    example: EXAMPLE_SESSION.linked_ticket_kind,
  })
  linked_ticket_kind?: TicketKind | null;
}

@ApiSchema({ name: 'NewMessages' })
export class NewMessagesDto {
  @ApiProperty({
    type: () => [SessionMessageDto],
    minItems: 1,
    maxItems: SESSION_LIMITS.messages,
    example: EXAMPLE_MESSAGES.slice(1, 3),
  })
  messages: SessionMessageDto[];
}

@ApiSchema({ name: 'NewSteps' })
export class NewStepsDto {
  @ApiProperty({
    type: () => [SessionStepDto],
    minItems: 1,
    maxItems: SESSION_LIMITS.steps,
    example: EXAMPLE_STEPS.slice(1),
  })
  steps: SessionStepDto[];
}
