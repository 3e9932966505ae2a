import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { ProposalImpactDto } from './proposal-impact.response.dto.js';
import { ProposalImpactService } from './proposal-impact.service.js';

@ApiTags('proposals')
@Controller({ path: 'proposals/:id/impact', version: '1' })
export class ProposalImpactController {
  constructor(private readonly impacts: ProposalImpactService) {}

  @Get()
  @Requires('viewer')
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'Did it help? What happened after a proposal was approved',
    description:
      'Walks before and after with 95 % intervals, who came by the nodes that it added, and whether it still holds.',
  })
  @ApiOkResponse({ type: ProposalImpactDto })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProposalImpactDto> {
    return this.impacts.impact(actor, id);
  }
}
