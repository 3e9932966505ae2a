import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { EdgeEvidenceDto, NodeEvidenceDto } from './flow-evidence.response.dto.js';
import { FlowEvidenceService } from './flow-evidence.service.js';

@ApiTags('flows')
@Controller({ path: 'flows', version: '1' })
export class FlowEvidenceController {
  constructor(private readonly evidence: FlowEvidenceService) {}

  @Get(':id/nodes/:node_id/evidence')
  @Requires('viewer')
  @ApiId('The flow')
  @ApiParam({ name: 'node_id', description: 'A node of the current version', example: 'ping' })
  @ApiOperation({
    summary: 'Which sessions speak for a node, and in which words',
    description: 'The session observed last comes first.',
  })
  @ApiOkResponse({ type: NodeEvidenceDto })
  ofNode(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Param('node_id') nodeId: string,
    @Query() query: PageQuery,
  ): Promise<NodeEvidenceDto> {
    return this.evidence.ofNode(actor, id, nodeId, query);
  }

  @Get(':id/edges/:edge_id/evidence')
  @Requires('viewer')
  @ApiId('The flow')
  @ApiParam({ name: 'edge_id', description: 'An edge of the current version', example: 'e1' })
  @ApiOperation({
    summary: 'Which sessions took an edge, and after which answer',
    description:
      'The steps at the node that the edge leaves, of sessions that went on to the node it leads to, the one observed last first.',
  })
  @ApiOkResponse({ type: EdgeEvidenceDto })
  ofEdge(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Param('edge_id') edgeId: string,
    @Query() query: PageQuery,
  ): Promise<EdgeEvidenceDto> {
    return this.evidence.ofEdge(actor, id, edgeId, query);
  }
}
