import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
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
      'Its versions with who published them, when, from which proposal and sessions, and what each changed; and when it was archived, restored or merged. The newest comes first. Nothing in it is ever changed or removed.',
  })
  @ApiOkResponse({ type: HistoryPageDto })
  @ApiProblem(404, 'not_found', 'The account has no such flow')
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<HistoryPageDto> {
    return this.history.list(actor, id, query);
  }
}
