import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ETAG_HEADER, IfMatch, Tagged } from '../../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { ProposalPreconditions } from '../../proposals/proposal-preconditions.service.js';
import { IsConditional, taggedProposal } from '../../proposals/proposal-tag.js';
import { ProposalDto } from '../../proposals/proposal.response.dto.js';
import { RevertsService } from './reverts.service.js';
import { PublicationRequest } from '../decisions/review.request.dto.js';
import { REVERT_EXAMPLES } from './undo.example.js';

@ApiTags('review')
@Controller({ path: 'proposals/:id/revert', version: '1' })
export class RevertsController {
  constructor(
    private readonly reverts: RevertsService,
    private readonly preconditions: ProposalPreconditions,
  ) {}

  @Post()
  @Requires('reviewer')
  @HttpCode(200)
  @Idempotent()
  @Tagged(taggedProposal)
  @IsConditional()
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'Undo an approval',
    description:
      "The flow gets a next version without the proposal's changes; what others published since stays. A flow that the proposal began is archived; a second flow that it took in stands for itself again. The proposal is pending again. It can be done for as many hours after the decision as the setting `revert_window_hours` says.",
  })
  @ApiBody({ type: PublicationRequest, required: false, examples: REVERT_EXAMPLES })
  @ApiOkResponse({ type: ProposalDto, description: 'The proposal, pending again', headers: ETAG_HEADER })
  @ApiProblem(
    409,
    'not_approved',
    'revert_too_late',
    'merge_conflict',
    'flow_built_upon',
    'would_regress',
    'flow_archived',
  )
  revert(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: PublicationRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<ProposalDto> {
    return this.reverts.revert(actor, id, body, this.preconditions.check(ifMatch));
  }
}
