import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { NewMessagesDto, NewSessionDto, newSessionOf, NewStepsDto, stepsOf } from './session-content.dto.js';
import {
  ConfirmOutcomeDto,
  ResolveSessionDto,
  SessionChangesDto,
  SessionListQuery,
} from './sessions.request.dto.js';
import { SessionDto, SessionPageDto, SessionSummaryDto } from './sessions.response.dto.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('ai-sessions')
@Controller({ path: 'ai-sessions', version: '1' })
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Post()
  @Idempotent()
  @Requires('engineer')
  @ApiOperation({ summary: 'Record a session', description: 'It is active, and yours.' })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiProblem(409, 'external_id_taken')
  create(@CurrentActor() actor: Actor, @Body() session: NewSessionDto): Promise<SessionDto> {
    return this.sessions.create(actor, newSessionOf(session));
  }

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'List and search sessions',
    description: 'The newest comes first. Transcripts and steps are left out.',
  })
  @ApiOkResponse({ type: SessionPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: SessionListQuery): Promise<SessionPageDto> {
    return this.sessions.list(actor, query);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiId('The session')
  @ApiOperation({ summary: 'Read a session with its transcript, its steps and what the flywheel made of it' })
  @ApiOkResponse({ type: SessionDto })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<SessionDto> {
    return this.sessions.get(actor, id);
  }

  @Patch(':id')
  @Requires('engineer')
  @ApiId('The session')
  @ApiOperation({ summary: 'Change a session while it is active' })
  @ApiOkResponse({ type: SessionDto })
  @ApiProblem(409, 'session_ended')
  change(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() changes: SessionChangesDto,
  ): Promise<SessionDto> {
    return this.sessions.change(actor, id, changes);
  }

  @Post(':id/messages')
  @Idempotent()
  @Requires('engineer')
  @ApiId('The session')
  @ApiOperation({
    summary: 'Append messages to the transcript of an active session',
    description: 'Appends at the same time lose nothing. The answer leaves transcript and steps out.',
  })
  @ApiCreatedResponse({ type: SessionSummaryDto })
  @ApiProblem(409, 'session_ended')
  appendMessages(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { messages }: NewMessagesDto,
  ): Promise<SessionSummaryDto> {
    return this.sessions.appendMessages(actor, id, messages);
  }

  @Post(':id/steps')
  @Idempotent()
  @Requires('engineer')
  @ApiId('The session')
  @ApiOperation({
    summary: 'Append steps to an active session',
    description: 'Appends at the same time lose nothing. The answer leaves transcript and steps out.',
  })
  @ApiCreatedResponse({ type: SessionSummaryDto })
  @ApiProblem(409, 'session_ended')
  appendSteps(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { steps }: NewStepsDto,
  ): Promise<SessionSummaryDto> {
    return this.sessions.appendSteps(actor, id, stepsOf(steps));
  }

  @Post(':id/resolve')
  @Idempotent()
  @Requires('engineer')
  @HttpCode(200)
  @ApiId('The session')
  @ApiOperation({
    summary: 'End a session',
    description: 'In the same commit it is handed to the flywheel, which looks at it in the background.',
  })
  @ApiOkResponse({ type: SessionDto })
  @ApiProblem(409, 'session_ended')
  resolve(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() ending: ResolveSessionDto,
  ): Promise<SessionDto> {
    return this.sessions.resolve(actor, id, ending);
  }

  @Post(':id/confirm')
  @Idempotent()
  @Requires('engineer')
  @HttpCode(200)
  @ApiId('The session')
  @ApiOperation({
    summary: 'Say whether the outcome of an ended session was confirmed',
    description: 'The proposals that the session supports follow in the background. Saying it twice is fine.',
  })
  @ApiOkResponse({ type: SessionDto })
  @ApiProblem(409, 'session_active')
  confirm(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { outcome_confirmed }: ConfirmOutcomeDto,
  ): Promise<SessionDto> {
    return this.sessions.confirm(actor, id, outcome_confirmed);
  }
}
