import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { ModelUseDto, ProposalModelCallsDto } from './model-calls.response.dto.js';
import { ModelUse } from './model-use.service.js';

@ApiTags('language model')
@Controller({ version: '1' })
export class ModelCallsController {
  constructor(private readonly use: ModelUse) {}

  @Get('language-model')
  @Requires('admin')
  @ApiOperation({
    summary: 'What the language model is asked and costs, by month',
    description: 'Whether and for what it is asked is in the settings of the account.',
  })
  @ApiOkResponse({ type: ModelUseDto })
  ofAccount(@CurrentActor() actor: Actor): Promise<ModelUseDto> {
    return this.use.ofAccount(actor);
  }

  @Get('proposals/:id/model-calls')
  @Requires('viewer')
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'What the language model was asked for a proposal',
    description:
      'Calls for its sessions. What it said, and what was kept of that, is in the `model` of the explanation.',
  })
  @ApiOkResponse({ type: ProposalModelCallsDto })
  ofProposal(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProposalModelCallsDto> {
    return this.use.ofProposal(actor, id);
  }
}
