import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { PageQuery } from '../kernel/http/paging.js';
import { DocumentListQuery } from './knowledge.request.dto.js';
import { KnowledgeDocumentDto, KnowledgeDocumentPageDto, SourcePageDto } from './knowledge.response.dto.js';
import { KnowledgeService } from './knowledge.service.js';

@ApiTags('knowledge')
@Controller({ version: '1' })
export class KnowledgeController {
  constructor(private readonly knowledge: KnowledgeService) {}

  @Get('knowledge/documents')
  @Requires('viewer')
  @ApiOperation({ summary: 'List imported documents', description: 'The newest comes first.' })
  @ApiOkResponse({ type: KnowledgeDocumentPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: DocumentListQuery): Promise<KnowledgeDocumentPageDto> {
    return this.knowledge.list(actor, query);
  }

  @Get('knowledge/documents/:id')
  @Requires('viewer')
  @ApiId('The document')
  @ApiOperation({ summary: 'Read an imported document, and see where its procedures went' })
  @ApiOkResponse({ type: KnowledgeDocumentDto })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<KnowledgeDocumentDto> {
    return this.knowledge.get(actor, id);
  }

  @Get('proposals/:id/sources')
  @Requires('viewer')
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'Which lines of documents the nodes of a proposal came from',
    description: 'Those of the newest document come first, each in the order of the text.',
  })
  @ApiOkResponse({ type: SourcePageDto })
  ofProposal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<SourcePageDto> {
    return this.knowledge.sourcesOfProposal(actor, id, query);
  }

  @Get('flows/:id/nodes/:node_id/sources')
  @Requires('viewer')
  @ApiId('The flow')
  @ApiParam({ name: 'node_id', description: 'A node of the current version', example: 'ping' })
  @ApiOperation({
    summary: 'Which lines of documents speak for a node',
    description: 'Those of the newest document come first.',
  })
  @ApiOkResponse({ type: SourcePageDto })
  ofNode(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Param('node_id') nodeId: string,
    @Query() query: PageQuery,
  ): Promise<SourcePageDto> {
    return this.knowledge.sourcesOfNode(actor, id, nodeId, query);
  }
}
