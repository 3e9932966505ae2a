import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { answerAs, JsonOrCsv, tableType } from '../../kernel/http/csv/json-or-csv.js';
import { analyticsCsv } from './analytics-csv.js';
import { AnalyticsQuery } from './analytics.request.dto.js';
import { AnalyticsDto } from './analytics.response.dto.js';
import { AnalyticsService } from './analytics.service.js';

@ApiTags('review')
@Controller({ path: 'review/analytics', version: '1' })
export class AnalyticsController {
  constructor(private readonly analytics: AnalyticsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'How the review goes, over a period',
    description:
      'By week, domain, type, source and reviewer, and the backlog. A proposal that was reopened counts by its last decision. CSV has one row for the whole and one for each value of each dimension.',
  })
  @JsonOrCsv(
    AnalyticsDto,
    'dimension,value,made,decided,approved,…\r\nall,,52,43,31,…\r\nweek,2026-01-05,4,3,2,…\r\n',
  )
  async get(
    @CurrentActor() actor: Actor,
    @Query() { since, until, format }: AnalyticsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnalyticsDto | string> {
    const type = tableType(format, accept);
    const analytics = await this.analytics.analytics(actor, since, until);
    return answerAs(type, reply, analytics, { file: 'review-analytics', of: analyticsCsv });
  }
}
