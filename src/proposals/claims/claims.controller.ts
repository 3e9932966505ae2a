import { applyDecorators, Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ETAG_HEADER, Tagged } from '../../kernel/http/etag/etag.decorators.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { ClaimTransferRequest, NextProposalQuery } from './claims.request.dto.js';
import { NextProposalDto } from './claims.response.dto.js';
import { ClaimsService } from './claims.service.js';
import { EXAMPLE_IDS } from '../proposal.example.js';
import { ProposalDto } from '../proposal.response.dto.js';
import { taggedNextProposal, taggedProposal } from '../proposal-tag.js';

const TRANSFER_EXAMPLES = {
  colleague: { summary: 'To a colleague', value: { user_id: EXAMPLE_IDS.reviewer } },
};

/** What every change of a claim has in common but the status, which Swagger's plug-in reads at the method only. */
const ChangesClaim = (summary: string, description: string): MethodDecorator =>
  applyDecorators(
    Idempotent(),
    Tagged(taggedProposal),
    ApiId('The proposal'),
    ApiOperation({ summary, description }),
    ApiOkResponse({ type: ProposalDto, description: 'The proposal with its claim', headers: ETAG_HEADER }),
  );

@ApiTags('review')
@Controller({ version: '1' })
export class ClaimsController {
  constructor(private readonly claims: ClaimsService) {}

  @Post('review/next')
  @Idempotent()
  @Tagged(taggedNextProposal)
  @Requires('reviewer')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take the next proposal to review',
    description:
      'Hands you the best of the pending proposals that you hold already, whose claim begins anew; where you hold none, it claims the best that nobody holds, in the order of the setting `review_order`. Until the claim expires (`claim_minutes`), only its holder can decide. `skip` gets you another one.',
  })
  @ApiOkResponse({ type: NextProposalDto, description: 'The ETag is of the proposal', headers: ETAG_HEADER })
  next(@CurrentActor() actor: Actor, @Query() query: NextProposalQuery): Promise<NextProposalDto> {
    return this.claims.next(actor, query);
  }

  @Post('proposals/:id/claim')
  @HttpCode(200)
  @Requires('reviewer')
  @ChangesClaim('Claim a proposal', 'Until it expires nobody else can decide. Of your own, it begins anew.')
  @ApiProblem(403, 'four_eyes')
  @ApiProblem(409, 'claimed', 'not_pending')
  claim(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProposalDto> {
    return this.claims.claim(actor, id);
  }

  @Post('proposals/:id/renew')
  @HttpCode(200)
  @Requires('reviewer')
  @ChangesClaim(
    'Renew your claim on a proposal',
    'One that expired can be renewed while nobody else took the proposal.',
  )
  @ApiProblem(403, 'four_eyes')
  @ApiProblem(409, 'claimed', 'not_claimed', 'not_pending')
  renew(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProposalDto> {
    return this.claims.renew(actor, id);
  }

  @Post('proposals/:id/release')
  @HttpCode(200)
  @Requires('reviewer')
  @ChangesClaim(
    'Give a claim on a proposal up',
    "Everybody can take it again. An admin can release anybody's. Where nobody holds it, it stays so.",
  )
  @ApiProblem(409, 'claimed', 'not_pending')
  release(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProposalDto> {
    return this.claims.release(actor, id);
  }

  @Post('proposals/:id/transfer')
  @HttpCode(200)
  @Requires('admin')
  @ChangesClaim('Give a proposal to a reviewer', 'Whoever holds it; the new claim begins now.')
  @ApiBody({ type: ClaimTransferRequest, examples: TRANSFER_EXAMPLES })
  @ApiProblem(409, 'not_pending')
  transfer(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { user_id }: ClaimTransferRequest,
  ): Promise<ProposalDto> {
    return this.claims.transfer(actor, id, user_id);
  }
}
