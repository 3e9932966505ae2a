import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../kernel/errors/api-problem.js';
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
      'Walks before and after with 95 % intervals, who came by the nodes that it added, whether it was reverted, and whether the flow still holds.',
  })
  @ApiOkResponse({ type: ProposalImpactDto })
  @ApiProblem(404, 'not_found', 'The account has no such proposal')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProposalImpactDto> {
    return this.impacts.impact(actor, id);
  }
}
