import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { notAcceptable } from '../kernel/errors/not-acceptable.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import { preferredType } from '../kernel/http/accept.js';
import type { Actor } from '../kernel/http/actor.js';
import { analyticsCsv } from './analytics-csv.js';
import { AnalyticsQuery } from './analytics.request.dto.js';
import { AnalyticsDto } from './analytics.response.dto.js';
import { AnalyticsService } from './analytics.service.js';

const JSON_TYPE = 'application/json';
const CSV_TYPE = 'text/csv';
const TYPES = [JSON_TYPE, CSV_TYPE] as const;

@ApiTags('review')
@ApiExtraModels(AnalyticsDto)
@Controller({ path: 'review/analytics', version: '1' })
export class AnalyticsController {
  constructor(private readonly analytics: AnalyticsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'How the review goes, over a period',
    description:
      'What came up and what was decided by week, domain, type and source, the time to decision, the size of edits, the reviewers and the backlog. A proposal that was reopened counts by its last decision. CSV, by the Accept header or the format, has one row for the whole and one for each value of each dimension.',
  })
  @ApiHeader({
    name: 'accept',
    required: false,
    description: 'application/json or text/csv',
    schema: { type: 'string', example: JSON_TYPE },
  })
  @ApiOkResponse({
    description: 'The figures',
    content: {
      [JSON_TYPE]: { schema: { $ref: getSchemaPath(AnalyticsDto) } },
      [CSV_TYPE]: {
        schema: { type: 'string' },
        example: 'dimension,value,made,decided,approved,…\r\nall,,52,43,31,…\r\nweek,2026-01-05,4,3,2,…\r\n',
      },
    },
  })
  @ApiProblem(406, 'not_acceptable', 'The Accept header takes neither JSON nor CSV (`offers`)')
  @ApiProblem(422, 'invalid', 'A time is none, or the period is empty or longer than two years')
  async get(
    @CurrentActor() actor: Actor,
    @Query() { since, until, format }: AnalyticsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnalyticsDto | string> {
    const type = format ? (format === 'csv' ? CSV_TYPE : JSON_TYPE) : preferredType(accept, TYPES);
    if (type === null) throw notAcceptable(TYPES);
    const analytics = await this.analytics.analytics(actor, since, until);
    void reply.header('vary', 'Accept').type(`${type}; charset=utf-8`);
    if (type === JSON_TYPE) return analytics;
    void reply.header('content-disposition', 'attachment; filename="review-analytics.csv"');
    return analyticsCsv(analytics);
  }
}
