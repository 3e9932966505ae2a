import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { AlignmentDto } from './alignment.response.dto.js';
import { AlignmentService } from './alignment.service.js';

@ApiTags('ai-sessions')
@Controller({ path: 'ai-sessions', version: '1' })
export class AlignmentController {
  constructor(private readonly alignments: AlignmentService) {}

  /** Each step's node in the flow, how they were matched, and how well. */
  @Get(':id/alignment')
  @Requires('viewer')
  @ApiOperation({ summary: 'Where the steps of a session stand in its flow' })
  @ApiId('The session')
  @ApiOkResponse({ type: AlignmentDto })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<AlignmentDto> {
    return this.alignments.get(actor, id);
  }
}
