import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ArrayNotEmpty, IsIn, IsOptional, IsString, IsUUID, MaxLength, ValidateBy } from 'class-validator';
import { ListOf } from '../kernel/http/list-of.js';
import { NotBlank } from '../kernel/http/text-rules.js';
import { countCharacters } from '../kernel/text/count-characters.js';
import { EXAMPLE_MESSAGES, EXAMPLE_SESSION, EXAMPLE_STEPS } from './session.example.js';
import { SESSION_LIMITS } from './session-limits.js';
import {
  MESSAGE_ROLES,
  SESSION_ORIGINS,
  STEP_KINDS,
  TICKET_KINDS,
  type NewSession,
  type SessionMessage,
  type SessionOrigin,
  type SessionStep,
  type TicketKind,
} from './session.js';

const FitsTranscript = (): PropertyDecorator => {
  const lengthOf = (message: unknown): number =>
    message instanceof SessionMessageDto && typeof message.content === 'string'
      ? countCharacters(message.content)
      : 0;
  return ValidateBy({
    name: 'fitsTranscript',
    validator: {
      validate: (value: unknown) =>
        !Array.isArray(value) ||
        value.reduce((sum: number, message) => sum + lengthOf(message), 0) <= SESSION_LIMITS.transcript,
      defaultMessage: () => `must have at most ${SESSION_LIMITS.transcript} characters together`,
    },
  });
};

const NeedsTicket = (): PropertyDecorator =>
  ValidateBy({
    name: 'needsTicket',
    validator: {
      validate: (_, args) =>
        typeof (args?.object as NewSessionDto | undefined)?.linked_ticket_id === 'string',
      defaultMessage: () => 'needs a linked_ticket_id',
    },
  });

@ApiSchema({ name: 'SessionMessage' })
export class SessionMessageDto implements SessionMessage {
  @ApiProperty({ enum: MESSAGE_ROLES, enumName: 'MessageRole', example: 'user' })
  @IsIn(MESSAGE_ROLES)
  role: SessionMessage['role'];

  @ApiProperty({
    maxLength: SESSION_LIMITS.content,
    example: 'The printer in accounts shows as offline for everybody.',
  })
  @IsString()
  @MaxLength(SESSION_LIMITS.content)
  content: string;
}

@ApiSchema({ name: 'SessionStep' })
export class SessionStepDto implements SessionStep {
  @ApiProperty({ enum: STEP_KINDS, enumName: 'SessionStepKind', example: 'question' })
  @IsIn(STEP_KINDS)
  kind: SessionStep['kind'];

  @ApiProperty({
    minLength: 1,
    maxLength: SESSION_LIMITS.text,
    example: 'Does the printer answer a ping from the print server?',
  })
  @IsString()
  @MaxLength(SESSION_LIMITS.text)
  @NotBlank()
  text: string;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    maxLength: SESSION_LIMITS.result,
    description: 'What came of it: the answer, the effect',
    example: 'no',
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.result)
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
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.externalId)
  @NotBlank()
  external_id?: string | null;

  @ApiProperty({
    minLength: 1,
    maxLength: SESSION_LIMITS.title,
    example: EXAMPLE_SESSION.title,
  })
  @IsString()
  @MaxLength(SESSION_LIMITS.title)
  @NotBlank()
  title: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: SESSION_LIMITS.problemDomain,
    example: EXAMPLE_SESSION.problem_domain,
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.problemDomain)
  @NotBlank()
  problem_domain?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Left out: your own team; null: none',
    example: null,
  })
  @IsOptional()
  @IsUUID()
  team_id?: string | null;

  @ApiPropertyOptional({
    enum: SESSION_ORIGINS,
    enumName: 'SessionOrigin',
    default: 'ai_assist',
    example: 'ai_assist',
  })
  @IsOptional()
  @IsIn(SESSION_ORIGINS)
  origin?: SessionOrigin;

  @ApiPropertyOptional({
    type: () => [SessionMessageDto],
    maxItems: SESSION_LIMITS.messages,
    description: `The transcript, in order; at most ${SESSION_LIMITS.transcript} characters together`,
    example: EXAMPLE_MESSAGES,
  })
  @IsOptional()
  @ListOf(SessionMessageDto, SESSION_LIMITS.messages)
  @FitsTranscript()
  messages?: SessionMessageDto[];

  @ApiPropertyOptional({
    type: () => [SessionStepDto],
    maxItems: SESSION_LIMITS.steps,
    example: EXAMPLE_STEPS,
  })
  @IsOptional()
  @ListOf(SessionStepDto, SESSION_LIMITS.steps)
  steps?: SessionStepDto[];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: SESSION_LIMITS.linkedTicketId,
    example: EXAMPLE_SESSION.linked_ticket_id,
  })
  @IsOptional()
  @IsString()
  @MaxLength(SESSION_LIMITS.linkedTicketId)
  @NotBlank()
  linked_ticket_id?: string | null;

  @ApiPropertyOptional({
    enum: TICKET_KINDS,
    enumName: 'TicketKind',
    nullable: true,
    example: EXAMPLE_SESSION.linked_ticket_kind,
  })
  @IsOptional()
  @IsIn(TICKET_KINDS)
  @NeedsTicket()
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
  @ListOf(SessionMessageDto, SESSION_LIMITS.messages)
  @ArrayNotEmpty({ message: 'must not be empty' })
  @FitsTranscript()
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
  @ListOf(SessionStepDto, SESSION_LIMITS.steps)
  @ArrayNotEmpty({ message: 'must not be empty' })
  steps: SessionStepDto[];
}

/** Steps as they are kept: each with a result, if only null. */
export const stepsOf = (steps: SessionStepDto[]): SessionStep[] =>
  steps.map(({ kind, text, result }) => ({ kind, text, result: result ?? null }));

/** The session that a checked body describes. */
export function newSessionOf(body: NewSessionDto): NewSession {
  return {
    externalId: body.external_id ?? null,
    title: body.title,
    problemDomain: body.problem_domain ?? null,
    // Left out is not the same as null: the user's own team, or none.
    ...(body.team_id === undefined ? {} : { teamId: body.team_id?.toLowerCase() ?? null }),
    origin: body.origin ?? 'ai_assist',
    messages: body.messages?.map(({ role, content }) => ({ role, content })) ?? [],
    steps: stepsOf(body.steps ?? []),
    linkedTicketId: body.linked_ticket_id ?? null,
    linkedTicketKind: body.linked_ticket_kind ?? null,
    ending: null,
  };
}
