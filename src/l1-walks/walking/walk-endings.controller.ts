import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { IfMatch } from '../../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { Id } from '../../kernel/http/id.pipe.js';
import { WalkEndingsService } from './walk-endings.service.js';
import { CHANGED, ChangesWalk, GoesOnWithWalk } from './walk-route.js';
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
      'It may end anywhere. In the same commit, a walk with deviations becomes a session (`session_id`, origin `l1_realtime`) and goes to the flywheel; one that was resolved without any speaks for the proposals that its nodes and edges came from, once its outcome is confirmed.',
  })
  @ApiBody({ type: FinishRequest, examples: FINISH_EXAMPLES })
  @ApiProblem(409, 'walk_changed, walk_finished', `${CHANGED}; it is finished already`)
  @ApiProblem(
    422,
    'invalid',
    'The id is no UUID, or `errors` names each fault; a confirmation goes with `resolved` alone, `escalated_to` with `escalated`',
  )
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
      'Any engineer may, not the technician alone. The proposals that the walk speaks for follow in the background: they are `validated_by_outcome`, and their confidence rises. Saying it twice changes nothing. After `reopen` it takes that back.',
  })
  @ApiBody({ type: OutcomeRequest, required: false, examples: OUTCOME_EXAMPLES })
  @ApiProblem(
    409,
    'walk_active, walk_not_resolved, walk_changed',
    `It is not finished; it was escalated or abandoned (\`outcome\`); ${CHANGED}`,
  )
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
      'The outcome did not hold: its confirmation is taken back, and with it what the proposals gained by it; the event `walk.reopened` tells. The walk stays finished, as it was walked; what is done now is a new walk of the same ticket. Saying it twice changes nothing.',
  })
  @ApiBody({ type: OutcomeRequest, required: false, examples: OUTCOME_EXAMPLES })
  @ApiProblem(
    409,
    'walk_active, walk_not_resolved, walk_changed',
    `It is not finished; it was escalated or abandoned (\`outcome\`); ${CHANGED}`,
  )
  reopen(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: OutcomeRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.endings.reopen(actor, id, body, ifMatch);
  }
}
