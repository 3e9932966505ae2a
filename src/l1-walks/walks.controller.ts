import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ETAG_HEADER, Tagged, TaggedRead } from '../kernel/http/etag/etag.decorators.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { WalkListQuery } from './walk-list.request.dto.js';
import { WalkPageDto } from './walk-summary.response.dto.js';
import { taggedWalk } from './walk-tag.js';
import { START_EXAMPLES } from './walks.example.js';
import { StartWalkRequest } from './walks.request.dto.js';
import { WalkDto } from './walks.response.dto.js';
import { WalksService } from './walks.service.js';

@ApiTags('l1-walks')
@Controller({ path: 'l1-walks', version: '1' })
export class WalksController {
  constructor(private readonly walks: WalksService) {}

  @Post()
  @Idempotent()
  @Tagged(taggedWalk)
  @Requires('engineer')
  @ApiOperation({
    summary: 'Begin to walk a flow with a caller',
    description:
      'It is yours, and begins at the first entry of the current version of the flow, or of the one that clearly fits the `problem` best where no flow is named, with which it goes on whatever is published meanwhile. The answer has the first node and the ways on; `answer` takes one of them, until `at_end`; `finish` ends it anywhere.',
  })
  @ApiBody({ type: StartWalkRequest, examples: START_EXAMPLES })
  @ApiCreatedResponse({ type: WalkDto, headers: ETAG_HEADER })
  @ApiProblem(
    409,
    'walk_open, flow_archived, flow_unclear',
    'The ticket has an open walk, of the named flow or of any where none is named: go on with it (`walk_id`, and `walk` is all of it), or say `beside_open`; the flow is archived; `merged_into` is the flow that holds all of it; no flow is named, and none fits the problem clearly: `suggestions` are the best, as `GET flows/suggest` has them',
  )
  @ApiProblem(
    422,
    'invalid',
    '`errors` names each fault; the flow or the team may be none of the account, or the node no entry of the flow',
  )
  start(@CurrentActor() actor: Actor, @Body() body: StartWalkRequest): Promise<WalkDto> {
    return this.walks.start(actor, body);
  }

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'List and search walks',
    description: 'The newest comes first. Paths are left out. Filters are combined.',
  })
  @ApiOkResponse({ type: WalkPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: WalkListQuery): Promise<WalkPageDto> {
    return this.walks.list(actor, query);
  }

  @Get(':id')
  @TaggedRead(taggedWalk)
  @Requires('viewer')
  @ApiId('The walk')
  @ApiOperation({ summary: 'Read a walk: where it stands, the ways on, and its whole path' })
  @ApiOkResponse({ type: WalkDto, headers: ETAG_HEADER })
  @ApiProblem(404, 'not_found', 'The account has no such walk')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<WalkDto> {
    return this.walks.get(actor, id);
  }
}
