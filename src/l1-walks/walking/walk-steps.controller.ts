import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { IfMatch } from '../../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { Id } from '../../kernel/http/id.pipe.js';
import { GoesOnWithWalk } from './walk-route.js';
import { WalkStepsService } from './walk-steps.service.js';
import { ANSWER_EXAMPLES, BACK_EXAMPLES, DEVIATE_EXAMPLES } from '../walks.example.js';
import { AnswerRequest, BackRequest, DeviationRequest } from '../walks.request.dto.js';
import { WalkDto } from '../walks.response.dto.js';

@ApiTags('l1-walks')
@Controller({ path: 'l1-walks/:id', version: '1' })
export class WalkStepsController {
  constructor(private readonly steps: WalkStepsService) {}

  @Post('answer')
  @Requires('engineer')
  @HttpCode(200)
  @GoesOnWithWalk()
  @ApiOperation({
    summary: 'Answer the present question, or say that the present action is done, and go on',
    description:
      'A question is answered by the condition of one of the `options`, by its edge, or with the words of the caller alone, where these say for certain which condition is meant. An action or an info goes on without anything, where one way leads on.',
  })
  @ApiBody({ type: AnswerRequest, examples: ANSWER_EXAMPLES })
  @ApiProblem(409, 'walk_changed', 'walk_finished', 'walk_at_end', 'walk_too_long')
  @ApiProblem(422, 'no_such_answer', 'answer_unclear')
  answer(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: AnswerRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.steps.answer(actor, id, body, ifMatch);
  }

  @Post('back')
  @Requires('engineer')
  @HttpCode(200)
  @GoesOnWithWalk()
  @ApiOperation({
    summary: 'Take the latest step back',
    description:
      'The latest answer, step or deviation that still counts is taken back, and the walk stands where that was done. Both stay in the path.',
  })
  @ApiBody({ type: BackRequest, examples: BACK_EXAMPLES })
  @ApiProblem(409, 'walk_changed', 'walk_finished', 'nothing_to_take_back', 'walk_too_long')
  back(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: BackRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.steps.back(actor, id, body, ifMatch);
  }

  @Post('deviate')
  @Requires('engineer')
  @HttpCode(200)
  @GoesOnWithWalk()
  @ApiOperation({
    summary: 'Record something asked or done that the flow does not have',
    description:
      'It belongs to the present node, where the walk stays. `words` is what the caller answered to the present question, where none of its options is known to lead on: `options` that are not `known` name such answers.',
  })
  @ApiBody({ type: DeviationRequest, examples: DEVIATE_EXAMPLES })
  @ApiProblem(409, 'walk_changed', 'walk_finished', 'walk_too_long')
  deviate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: DeviationRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.steps.deviate(actor, id, body, ifMatch);
  }
}
