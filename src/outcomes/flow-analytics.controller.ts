import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { answerAs, JsonOrCsv, tableType } from '../kernel/http/csv/json-or-csv.js';
import { flowAnalyticsCsv } from './flow-analytics-csv.js';
import { FlowAnalyticsQuery } from './flow-analytics.request.dto.js';
import { FlowAnalyticsDto } from './flow-analytics.response.dto.js';
import { FlowAnalyticsService } from './flow-analytics.service.js';

@ApiTags('flows')
@Controller({ path: 'flows/:id/analytics', version: '1' })
export class FlowAnalyticsController {
  constructor(private readonly analytics: FlowAnalyticsService) {}

  @Get()
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'Did it help? What came of the walks of a flow',
    description:
      'Walks, reuse and success with 95 % intervals: by version, end and node, and where people leave. CSV has one row for the whole, and one for each version, end, node and answer.',
  })
  @JsonOrCsv(
    FlowAnalyticsDto,
    'dimension,value,text,walks,finished,…\r\nall,,,12,8,…\r\nversion,1,,5,5,…\r\n',
  )
  async get(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: FlowAnalyticsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlowAnalyticsDto | string> {
    const type = tableType(query.format, accept);
    const analytics = await this.analytics.analytics(actor, id, query);
    return answerAs(type, reply, analytics, { file: `flow-analytics-${id}`, of: flowAnalyticsCsv });
  }
}
