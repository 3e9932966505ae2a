import { applyDecorators, Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FlowPreconditions } from '../flows/flow-preconditions.service.js';
import { IsFlowConditional, taggedFlow } from '../flows/flow-tag.js';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ETAG_HEADER, IfMatch, Tagged, TaggedRead } from '../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../kernel/http/etag/etag.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { CARE_EXAMPLES, VERIFY_EXAMPLES } from './flow-care.example.js';
import { CareChangeRequest, VerifyRequest } from './verification.request.dto.js';
import { FlowVerificationDto } from './verification.response.dto.js';
import { VerificationService } from './verification.service.js';

/** What changes by the owner and by reviewers have in common. */
const ByCarer = (summary: string, description: string): MethodDecorator =>
  applyDecorators(
    Tagged(taggedFlow),
    IsFlowConditional(),
    ApiId('The flow'),
    ApiOperation({ summary, description }),
    ApiOkResponse({ type: FlowVerificationDto, headers: ETAG_HEADER }),
    ApiProblem(409, 'flow_archived'),
  );

@ApiTags('flows')
@Controller({ path: 'flows/:id', version: '1' })
export class VerificationController {
  constructor(
    private readonly verification: VerificationService,
    private readonly preconditions: FlowPreconditions,
  ) {}

  @Get('verification')
  @Requires('viewer')
  @TaggedRead(taggedFlow)
  @ApiId('The flow')
  @ApiOperation({
    summary: 'Read whose a flow is, and whether it still holds',
    description: 'A mark stays until somebody verifies the flow, also where its reason is gone.',
  })
  @ApiOkResponse({ type: FlowVerificationDto, headers: ETAG_HEADER })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<FlowVerificationDto> {
    return this.verification.get(actor, id);
  }

  @Patch('verification')
  @Requires('engineer')
  @ByCarer(
    'Name the owner of a flow, or how often it has to be verified',
    'By its owner or a reviewer. What is left out stays.',
  )
  @ApiBody({ type: CareChangeRequest, examples: CARE_EXAMPLES })
  change(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: CareChangeRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<FlowVerificationDto> {
    return this.verification.change(actor, id, body, this.preconditions.check(ifMatch));
  }

  @Post('verify')
  @HttpCode(200)
  @Requires('engineer')
  @Idempotent()
  @ByCarer(
    'Vouch for a flow',
    'By its owner or a reviewer, at its current version: its reasons end, it ranks as before, and its time begins anew. Open flags stay open unless `open_flags` says how they end.',
  )
  @ApiBody({ type: VerifyRequest, required: false, examples: VERIFY_EXAMPLES })
  verify(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: VerifyRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<FlowVerificationDto> {
    return this.verification.verify(actor, id, body, this.preconditions.check(ifMatch));
  }
}
