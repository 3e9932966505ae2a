import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ReviewSummaryQuery } from '../decisions/review.request.dto.js';
import { ReviewSummaryDto } from './review-summary.response.dto.js';
import { ReviewSummary } from './review-summary.service.js';

@ApiTags('review')
@Controller({ path: 'review', version: '1' })
export class ReviewController {
  constructor(private readonly review: ReviewSummary) {}

  @Get('summary')
  @Requires('viewer')
  @ApiOperation({
    summary: 'What waits for review, and what was decided',
    description:
      'Counts of pending proposals, and of the decisions since a time (by default the last 30 days).',
  })
  @ApiOkResponse({ type: ReviewSummaryDto })
  summary(@CurrentActor() actor: Actor, @Query() query: ReviewSummaryQuery): Promise<ReviewSummaryDto> {
    return this.review.summary(actor, query);
  }
}
