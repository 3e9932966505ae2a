import { Body, Controller, Patch } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ETAG_HEADER, IfMatch, Tagged } from '../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../kernel/http/etag/etag.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { FlowCriticality } from './flow-criticality.service.js';
import { FlowPreconditions } from './flow-preconditions.service.js';
import { IsFlowConditional, taggedFlow } from './flow-tag.js';
import { FlowChangeRequest } from './flows.request.dto.js';
import { FlowDto } from './flows.response.dto.js';

const EXAMPLES = {
  critical: {
    summary: 'It takes two from now on',
    value: { critical: true, notes: 'A wrong step here locks the whole site out.' },
  },
};

@ApiTags('flows')
@Controller({ path: 'flows', version: '1' })
export class FlowCriticalityController {
  constructor(
    private readonly criticality: FlowCriticality,
    private readonly preconditions: FlowPreconditions,
  ) {}

  @Patch(':id')
  @Requires('reviewer')
  @Tagged(taggedFlow)
  @IsFlowConditional()
  @ApiId('The flow')
  @ApiOperation({
    summary: 'Mark a flow as critical',
    description:
      'Where the account has set `second_approval_critical`, a change of it takes two people. Only an admin takes the mark away. What a flow says is changed by proposals alone.',
  })
  @ApiBody({ type: FlowChangeRequest, examples: EXAMPLES })
  @ApiOkResponse({ type: FlowDto, headers: ETAG_HEADER })
  @ApiProblem(409, 'flow_archived')
  change(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FlowChangeRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<FlowDto> {
    return this.criticality.change(actor, id, body, this.preconditions.check(ifMatch));
  }
}
