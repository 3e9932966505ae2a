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
import { preferredType } from '../kernel/http/accept.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { flowAnalyticsCsv } from './flow-analytics-csv.js';
import { FlowAnalyticsQuery } from './flow-analytics.request.dto.js';
import { FlowAnalyticsDto } from './flow-analytics.response.dto.js';
import { FlowAnalyticsService } from './flow-analytics.service.js';

const JSON_TYPE = 'application/json';
const CSV_TYPE = 'text/csv';
const TYPES = [JSON_TYPE, CSV_TYPE] as const;

@ApiTags('flows')
@ApiExtraModels(FlowAnalyticsDto)
@Controller({ path: 'flows/:id/analytics', version: '1' })
export class FlowAnalyticsController {
  constructor(private readonly analytics: FlowAnalyticsService) {}

  @Get()
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'Did it help? What came of the walks of a flow',
    description:
      'Walks, reuse and success with 95 % intervals; by version, beside the one before; by end and by node: visits, answers, drop-offs, deviations and time; and where people leave. Without a period, of all times. CSV, by the Accept header or the format, has one row for the whole, and one for each version, end, node and answer.',
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
      [JSON_TYPE]: { schema: { $ref: getSchemaPath(FlowAnalyticsDto) } },
      [CSV_TYPE]: {
        schema: { type: 'string' },
        example: 'dimension,value,text,walks,finished,…\r\nall,,,12,8,…\r\nversion,1,,5,5,…\r\n',
      },
    },
  })
  @ApiProblem(404, 'not_found', 'The account has no such flow, or the flow no such version')
  @ApiProblem(406, 'not_acceptable', 'The Accept header takes neither JSON nor CSV (`offers`)')
  @ApiProblem(422, 'invalid', 'The id is no UUID, the period is empty, or another parameter is wrong')
  async get(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: FlowAnalyticsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlowAnalyticsDto | string> {
    const { format } = query;
    const type = format ? (format === 'csv' ? CSV_TYPE : JSON_TYPE) : preferredType(accept, TYPES);
    if (type === null) throw notAcceptable(TYPES);
    const analytics = await this.analytics.analytics(actor, id, query);
    void reply.header('vary', 'Accept').type(`${type}; charset=utf-8`);
    if (type === JSON_TYPE) return analytics;
    void reply.header('content-disposition', `attachment; filename="flow-analytics-${id}.csv"`);
    return flowAnalyticsCsv(analytics);
  }
}
