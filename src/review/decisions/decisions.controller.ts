import { applyDecorators, Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ETAG_HEADER, IfMatch, Tagged } from '../../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { ProposalPreconditions } from '../../proposals/proposal-preconditions.service.js';
import { IsConditional, taggedProposal } from '../../proposals/proposal-tag.js';
import { ProposalDto } from '../../proposals/proposal.response.dto.js';
import {
  APPROVE_EXAMPLES,
  DISMISS_EXAMPLES,
  MODIFY_EXAMPLES,
  REJECT_EXAMPLES,
  REOPEN_EXAMPLES,
} from '../review.example.js';
import {
  ApproveRequest,
  DecisionRequest,
  DismissRequest,
  ModifyRequest,
  RejectRequest,
} from './review.request.dto.js';
import { DecisionsService } from './decisions.service.js';

const ATOMIC = 'Of many reviewers at once exactly one decides.';

/** What every decision has in common. */
const IsDecision = (summary: string, description: string): MethodDecorator =>
  applyDecorators(
    Requires('reviewer'),
    Idempotent(),
    Tagged(taggedProposal),
    IsConditional(),
    ApiId('The proposal'),
    ApiOperation({ summary, description }),
    ApiOkResponse({
      type: ProposalDto,
      description: 'The proposal as it is after the decision',
      headers: ETAG_HEADER,
    }),
    ApiProblem(403, 'four_eyes'),
  );

@ApiTags('review')
@Controller({ path: 'proposals/:id', version: '1' })
export class DecisionsController {
  constructor(
    private readonly review: DecisionsService,
    private readonly preconditions: ProposalPreconditions,
  ) {}

  @Post('approve')
  @HttpCode(200)
  @IsDecision(
    'Approve a proposal and publish it',
    `A new flow is published at version 1, a change of a flow as its next version. Where others have published since, both changes are merged. Where two must agree, the first approval is kept (\`first_approval\`), and the second, by somebody else, publishes exactly that. \`labels\` names or confirms what is in \`unsure_labels\`. ${ATOMIC}`,
  )
  @ApiBody({ type: ApproveRequest, required: false, examples: APPROVE_EXAMPLES })
  @ApiProblem(
    409,
    'already_decided',
    'claimed',
    'second_person_needed',
    'merge_conflict',
    'would_regress',
    'unsure_labels',
    'flow_archived',
    'flow_changed',
    'not_reviewable',
  )
  approve(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: ApproveRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<ProposalDto> {
    return this.review.approve(actor, id, body, this.preconditions.check(ifMatch));
  }

  @Post('modify')
  @HttpCode(200)
  @IsDecision(
    'Publish an edited version of a proposal',
    `The proposal keeps its own document, for comparison. What resolves a conflict is published on \`base_version\`, or not at all. Where two must agree, it is the first approval of this version; the second is \`approve\`. ${ATOMIC}`,
  )
  @ApiBody({ type: ModifyRequest, examples: MODIFY_EXAMPLES })
  @ApiProblem(
    409,
    'already_decided',
    'claimed',
    'flow_changed',
    'would_regress',
    'flow_archived',
    'not_reviewable',
  )
  modify(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: ModifyRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<ProposalDto> {
    return this.review.modify(actor, id, body, this.preconditions.check(ifMatch));
  }

  @Post('reject')
  @HttpCode(200)
  @IsDecision(
    'Reject a proposal',
    `It is wrong or of bad quality, and will not be published. Sessions that look like it are counted with it and make no new proposal. ${ATOMIC}`,
  )
  @ApiBody({ type: RejectRequest, required: false, examples: REJECT_EXAMPLES })
  @ApiProblem(409, 'already_decided', 'claimed', 'not_reviewable')
  reject(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: RejectRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<ProposalDto> {
    return this.review.reject(actor, id, body, this.preconditions.check(ifMatch));
  }

  @Post('dismiss')
  @HttpCode(200)
  @IsDecision(
    'Dismiss a proposal',
    `It is not wrong, but not of use now; it can be reopened. Sessions that look like it join it, and after so many as the account has set (\`reopen_after_sessions\`) it comes back by itself. ${ATOMIC}`,
  )
  @ApiBody({ type: DismissRequest, required: false, examples: DISMISS_EXAMPLES })
  @ApiProblem(409, 'already_decided', 'claimed', 'not_reviewable')
  dismiss(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: DismissRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<ProposalDto> {
    return this.review.dismiss(actor, id, body, this.preconditions.check(ifMatch));
  }

  @Post('reopen')
  @HttpCode(200)
  @IsDecision(
    'Reopen a dismissed proposal',
    'It is pending again, without a reviewer, and is brought up to the newest version of its flow.',
  )
  @ApiBody({ type: DecisionRequest, required: false, examples: REOPEN_EXAMPLES })
  @ApiProblem(409, 'not_dismissed', 'already_decided', 'not_reviewable')
  reopen(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: DecisionRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<ProposalDto> {
    return this.review.reopen(actor, id, body, this.preconditions.check(ifMatch));
  }
}
