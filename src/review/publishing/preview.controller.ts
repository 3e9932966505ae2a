import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { PreviewRequest } from './preview.request.dto.js';
import { PreviewDto } from './preview.response.dto.js';
import { PreviewService } from './preview.service.js';
import { PREVIEW_EXAMPLES } from '../review.example.js';

@ApiTags('review')
@Controller({ path: 'proposals/:id/preview', version: '1' })
export class PreviewController {
  constructor(private readonly previews: PreviewService) {}

  @Post()
  @HttpCode(200)
  @Requires('viewer')
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'See what approving would publish',
    description: 'Nothing is changed. With `flow_data` it shows what `modify` would publish.',
  })
  @ApiBody({ type: PreviewRequest, required: false, examples: PREVIEW_EXAMPLES })
  @ApiOkResponse({ type: PreviewDto })
  @ApiProblem(409, 'already_decided', 'flow_changed', 'flow_archived', 'not_reviewable')
  preview(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: PreviewRequest): Promise<PreviewDto> {
    return this.previews.preview(actor, id, body);
  }
}
