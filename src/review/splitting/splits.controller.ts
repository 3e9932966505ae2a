import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FlowPreconditions } from '../../flows/flow-preconditions.service.js';
import { IsFlowConditional, taggedFlow } from '../../flows/flow-tag.js';
import { FlowDto } from '../../flows/flows.response.dto.js';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ETAG_HEADER, IfMatch, Tagged } from '../../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { FlowNotesRequest } from '../history/flow-changes.request.dto.js';
import { SPLIT_EXAMPLES, SPLIT_PREVIEW_EXAMPLES, SPLIT_REVERT_EXAMPLES } from './splits.example.js';
import { SplitPreviewRequest, SplitRequest } from './splits.request.dto.js';
import { SplitPreviewDto, SplitResultDto } from './splits.response.dto.js';
import { SplitsService } from './splits.service.js';

@ApiTags('review')
@Controller({ path: 'flows/:id', version: '1' })
export class SplitsController {
  constructor(
    private readonly splits: SplitsService,
    private readonly preconditions: FlowPreconditions,
  ) {}

  @Post('split/preview')
  @HttpCode(200)
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'See what a split would do',
    description:
      'Both flows as they would be, the edges that would be cut, how many sessions would follow, and which of those that stay would fit worse. Nothing is changed.',
  })
  @ApiBody({ type: SplitPreviewRequest, examples: SPLIT_PREVIEW_EXAMPLES })
  @ApiOkResponse({ type: SplitPreviewDto })
  @ApiProblem(409, 'flow_changed', 'flow_archived')
  preview(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: SplitPreviewRequest,
  ): Promise<SplitPreviewDto> {
    return this.splits.preview(actor, id, body);
  }

  @Post('split')
  @Requires('reviewer')
  @Idempotent()
  @IsFlowConditional()
  @ApiId('The flow')
  @ApiOperation({
    summary: 'Split a flow in two',
    description:
      'The chosen nodes become a flow of their own, with the ids they have; the flow gets a next version without them. Sessions follow the nodes at which they mostly stand, and so do pending proposals that build on these. The two are kept apart from now on: no session makes the one a part of the other. `flows/{id}/splits/{split_off_id}/revert` takes it back.',
  })
  @ApiBody({ type: SplitRequest, examples: SPLIT_EXAMPLES })
  @ApiCreatedResponse({ type: SplitResultDto })
  @ApiProblem(409, 'flow_changed', 'flow_archived', 'would_regress')
  split(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: SplitRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<SplitResultDto> {
    return this.splits.split(actor, id, body, this.preconditions.check(ifMatch));
  }

  @Post('splits/:split_off_id/revert')
  @HttpCode(200)
  @Requires('reviewer')
  @Idempotent()
  @Tagged(taggedFlow)
  @IsFlowConditional()
  @ApiId('The flow')
  @ApiId('The flow that was split off', 'split_off_id')
  @ApiOperation({
    summary: 'Take back what was split off',
    description:
      'The flow gets a next version with the nodes and edges that it gave up; what others published in it since stays. The sessions return, and the flow that was split off is archived as merged into it.',
  })
  @ApiBody({ type: FlowNotesRequest, required: false, examples: SPLIT_REVERT_EXAMPLES })
  @ApiOkResponse({ type: FlowDto, description: 'The flow as it is afterwards', headers: ETAG_HEADER })
  @ApiProblem(409, 'flow_archived', 'flow_built_upon', 'merge_conflict')
  revert(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('split_off_id') splitOffId: string,
    @Body() body: FlowNotesRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<FlowDto> {
    return this.splits.revert(actor, id, splitOffId, body, this.preconditions.check(ifMatch));
  }
}
