import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { MOVE_EXAMPLES } from './session-moves.example.js';
import { SessionMoveRequest } from './session-moves.request.dto.js';
import { SessionMoveResultDto } from './session-moves.response.dto.js';
import { SessionMoves } from './session-moves.service.js';

@ApiTags('review')
@Controller({ path: 'ai-sessions/:id/move', version: '1' })
export class SessionMovesController {
  constructor(private readonly moves: SessionMoves) {}

  @Post()
  @HttpCode(200)
  @Requires('reviewer')
  @Idempotent()
  @ApiId('The session')
  @ApiOperation({
    summary: 'Move a session to another flow',
    description:
      'The session is walked through the flow that it belongs to. Where that has all its steps, it reinforces the flow; else what it adds becomes a proposal that waits for review, or joins one. The flow that it left is no longer found by its words, a pending proposal loses what it alone had brought, and the two flows are kept apart from now on. Moving it back takes all of that back.',
  })
  @ApiBody({ type: SessionMoveRequest, examples: MOVE_EXAMPLES })
  @ApiOkResponse({ type: SessionMoveResultDto })
  @ApiProblem(
    409,
    'session_active',
    'session_not_movable',
    'session_moved',
    'session_in_flow',
    'flow_archived',
    'flow_changed',
  )
  move(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: SessionMoveRequest,
  ): Promise<SessionMoveResultDto> {
    return this.moves.move(actor, id, body);
  }
}
