import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ETAG_HEADER, TaggedRead } from '../kernel/http/etag/etag.decorators.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { PageQuery } from '../kernel/http/paging.js';
import { taggedFlow, taggedFlowVersion } from './flow-tag.js';
import { FlowCompareQuery, FlowListQuery } from './flows.request.dto.js';
import {
  FlowComparisonDto,
  FlowDto,
  FlowPageDto,
  FlowSummaryDto,
  FlowVersionDto,
  FlowVersionPageDto,
} from './flows.response.dto.js';
import { FlowsService } from './flows.service.js';
import { VersionPipe } from './version.pipe.js';

// What a flow and its line in a list have in common.
@ApiExtraModels(FlowSummaryDto)
@ApiTags('flows')
@Controller({ path: 'flows', version: '1' })
export class FlowsController {
  constructor(private readonly flows: FlowsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'List and search flows',
    description:
      'The flow published last comes first, each with whose it is and how its latest walks went. The documents are left out.',
  })
  @ApiOkResponse({ type: FlowPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: FlowListQuery): Promise<FlowPageDto> {
    return this.flows.list(actor, query);
  }

  @Get(':id')
  @Requires('viewer')
  @TaggedRead(taggedFlow)
  @ApiId('The flow')
  @ApiOperation({ summary: 'Read a flow at its current version' })
  @ApiOkResponse({ type: FlowDto, headers: ETAG_HEADER })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<FlowDto> {
    return this.flows.get(actor, id);
  }

  @Get(':id/versions')
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'List the versions of a flow',
    description: 'The newest comes first. The documents are left out.',
  })
  @ApiOkResponse({ type: FlowVersionPageDto })
  versions(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<FlowVersionPageDto> {
    return this.flows.versions(actor, id, query);
  }

  @Get(':id/versions/:version')
  @Requires('viewer')
  @TaggedRead(taggedFlowVersion)
  @ApiId('The flow')
  @ApiParam({
    name: 'version',
    description: 'The number of a version',
    schema: { type: 'integer', minimum: 1, example: 1 },
  })
  @ApiOperation({ summary: 'Read one version of a flow', description: 'A published version never changes.' })
  @ApiOkResponse({ type: FlowVersionDto, headers: ETAG_HEADER })
  version(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Param('version', VersionPipe) version: number,
  ): Promise<FlowVersionDto> {
    return this.flows.version(actor, id, version);
  }

  @Get(':id/compare')
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'Compare two versions of a flow',
    description:
      'Nodes, edges and entries that were added, removed and changed on the way from one to the other.',
  })
  @ApiOkResponse({ type: FlowComparisonDto })
  compare(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: FlowCompareQuery,
  ): Promise<FlowComparisonDto> {
    return this.flows.compare(actor, id, query);
  }
}
