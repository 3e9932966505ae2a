import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { IfMatch } from '../../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { Id } from '../../kernel/http/id.pipe.js';
import { WalkEndingsService } from './walk-endings.service.js';
import { ChangesWalk, GoesOnWithWalk } from './walk-route.js';
import { FINISH_EXAMPLES, OUTCOME_EXAMPLES } from '../walks.example.js';
import { FinishRequest, OutcomeRequest } from '../walks.request.dto.js';
import { WalkDto } from '../walks.response.dto.js';

@ApiTags('l1-walks')
@Controller({ path: 'l1-walks/:id', version: '1' })
export class WalkEndingsController {
  constructor(private readonly endings: WalkEndingsService) {}

  @Post('finish')
  @Requires('engineer')
  @HttpCode(200)
  @GoesOnWithWalk()
  @ApiOperation({
    summary: 'End a walk',
    description:
      'It may end anywhere. A walk with deviations becomes a session (`session_id`) and goes to the flywheel; one that was resolved without any speaks for the proposals that its nodes and edges came from, once its outcome is confirmed.',
  })
  @ApiBody({ type: FinishRequest, examples: FINISH_EXAMPLES })
  @ApiProblem(409, 'walk_changed', 'walk_finished')
  finish(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FinishRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.endings.finish(actor, id, body, ifMatch);
  }

  @Post('confirm')
  @Requires('engineer')
  @HttpCode(200)
  @ChangesWalk()
  @ApiOperation({
    summary: 'Say that the ticket stayed closed',
    description:
      'Any engineer may. The proposals that the walk speaks for follow in the background: they are `validated_by_outcome`, and their confidence rises.',
  })
  @ApiBody({ type: OutcomeRequest, required: false, examples: OUTCOME_EXAMPLES })
  @ApiProblem(409, 'walk_active', 'walk_not_resolved', 'walk_changed')
  confirm(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: OutcomeRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.endings.confirm(actor, id, body, ifMatch);
  }

  @Post('reopen')
  @Requires('engineer')
  @HttpCode(200)
  @ChangesWalk()
  @ApiOperation({
    summary: 'Say that the ticket was opened again',
    description:
      'The outcome did not hold: its confirmation is taken back, and what the proposals gained by it. The walk stays finished; what is done now is a new walk of the same ticket.',
  })
  @ApiBody({ type: OutcomeRequest, required: false, examples: OUTCOME_EXAMPLES })
  @ApiProblem(409, 'walk_active', 'walk_not_resolved', 'walk_changed')
  reopen(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: OutcomeRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.endings.reopen(actor, id, body, ifMatch);
  }
}
