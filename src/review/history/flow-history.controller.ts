import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { HistoryPageDto } from './flow-history.response.dto.js';
import { FlowHistory } from './flow-history.service.js';

@ApiTags('review')
@Controller({ path: 'flows/:id/history', version: '1' })
export class FlowHistoryController {
  constructor(private readonly history: FlowHistory) {}

  @Get()
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'See what became of a flow',
    description:
      'Its versions, from which proposal and sessions, and what each changed; and when it was archived, restored or merged. The newest comes first.',
  })
  @ApiOkResponse({ type: HistoryPageDto })
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<HistoryPageDto> {
    return this.history.list(actor, id, query);
  }
}
