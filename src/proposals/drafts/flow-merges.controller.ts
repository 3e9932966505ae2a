import { Body, Controller, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ETAG_HEADER, Tagged } from '../../kernel/http/etag/etag.decorators.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { taggedProposal } from '../proposal-tag.js';
import { EXAMPLE_IDS } from '../proposal.example.js';
import { ProposalDto } from '../proposal.response.dto.js';
import { FlowMergeRequest } from './flow-merge.request.dto.js';
import { FlowMerges } from './flow-merges.service.js';

const SEEN = { flow_id: EXAMPLE_IDS.flow, flow_version: 1, base_version: 1 };

const EXAMPLES = {
  beside: { summary: 'The second beside the first', value: SEEN },
  behind: {
    summary: 'The second behind an answer of the first',
    value: {
      ...SEEN,
      junction: { node_id: 'port', label: 'no such port' },
      description: 'Callers name either; after the first check the way is the same.',
    },
  },
};

@ApiTags('proposals')
@Controller({ path: 'flows/:id/merge', version: '1' })
export class FlowMergesController {
  constructor(private readonly merges: FlowMerges) {}

  @Post()
  @Requires('engineer')
  @Idempotent()
  @Tagged(taggedProposal)
  @ApiId('The flow that takes the other in')
  @ApiOperation({
    summary: 'Propose to make one flow of two',
    description:
      'A pending proposal that has the nodes and edges of both, with their ids; what both have, a node with its text or an edge, is there once. Approving it publishes the next version, archives the second flow as merged into the first, and takes its sessions and pending proposals along; reverting it lets the two stand for themselves again. Two flows that had been split may be merged so, and are no longer kept apart then.',
  })
  @ApiBody({ type: FlowMergeRequest, examples: EXAMPLES })
  @ApiCreatedResponse({ type: ProposalDto, headers: ETAG_HEADER })
  @ApiProblem(409, 'flow_archived', 'flow_changed')
  propose(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FlowMergeRequest,
  ): Promise<ProposalDto> {
    return this.merges.propose(actor, id, body);
  }
}
