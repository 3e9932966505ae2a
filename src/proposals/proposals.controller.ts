import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ETAG_HEADER, IfMatch, Tagged, TaggedRead } from '../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../kernel/http/etag/etag.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { PageQuery } from '../kernel/http/paging.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { DraftChangeRequest, DraftRequest } from './drafts/draft.request.dto.js';
import { DraftsService } from './drafts/drafts.service.js';
import { ProposalEventPageDto } from './trail/proposal-event.response.dto.js';
import { ProposalListQuery } from './list/proposal-list.request.dto.js';
import { DRAFT_CHANGE_EXAMPLES, DRAFT_EXAMPLES } from './proposal.example.js';
import { ProposalPreconditions } from './proposal-preconditions.service.js';
import { ProposalDto } from './proposal.response.dto.js';
import { IsConditional, taggedProposal } from './proposal-tag.js';
import { ProposalPageDto } from './list/proposal-summary.response.dto.js';
import { ProposalsService } from './proposals.service.js';

@ApiTags('proposals')
@Controller({ path: 'proposals', version: '1' })
export class ProposalsController {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly drafts: DraftsService,
    private readonly preconditions: ProposalPreconditions,
  ) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'List proposals',
    description:
      'Filters are joined by "and", the values of one filter by "or". The two documents are left out.',
  })
  @ApiOkResponse({ type: ProposalPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ProposalListQuery): Promise<ProposalPageDto> {
    return this.proposals.list(actor, query);
  }

  @Get(':id')
  @Requires('viewer')
  @TaggedRead(taggedProposal)
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'Read a proposal',
    description: 'With its document, what that changes, the sessions that support it and the audit trail.',
  })
  @ApiOkResponse({ type: ProposalDto, headers: ETAG_HEADER })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProposalDto> {
    return this.proposals.get(actor, id);
  }

  @Get(':id/events')
  @Requires('viewer')
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'Page through the audit trail of a proposal',
    description: 'The oldest event comes first.',
  })
  @ApiOkResponse({ type: ProposalEventPageDto })
  listEvents(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<ProposalEventPageDto> {
    return this.proposals.listEvents(actor, id, query);
  }

  @Post()
  @Idempotent()
  @Tagged(taggedProposal)
  @Requires('engineer')
  @ApiOperation({
    summary: 'Draft a proposal by hand',
    description:
      'It names the session that it was learned from, or one of origin `manual` is recorded with it. A change of a flow builds on the current version; `base_version` says which one was changed.',
  })
  @ApiBody({ type: DraftRequest, examples: DRAFT_EXAMPLES })
  @ApiCreatedResponse({ type: ProposalDto, headers: ETAG_HEADER })
  @ApiProblem(409, 'flow_archived', 'flow_changed')
  draft(@CurrentActor() actor: Actor, @Body() body: DraftRequest): Promise<ProposalDto> {
    return this.drafts.draft(actor, body);
  }

  @Patch(':id')
  @Requires('engineer')
  @Tagged(taggedProposal)
  @IsConditional()
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'Change a draft while it is pending',
    description: 'For the engineer who drafted it, and for reviewers.',
  })
  @ApiBody({ type: DraftChangeRequest, examples: DRAFT_CHANGE_EXAMPLES })
  @ApiOkResponse({ type: ProposalDto, headers: ETAG_HEADER })
  @ApiProblem(409, 'not_pending', 'not_a_draft')
  change(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: DraftChangeRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<ProposalDto> {
    return this.drafts.change(actor, id, body, this.preconditions.check(ifMatch));
  }
}
