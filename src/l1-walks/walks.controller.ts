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
      'It begins at the first entry of the flow, or of the one that clearly fits the `problem` best where none is named, and goes on with its current version whatever is published meanwhile. `answer` takes one of the ways on, until `at_end`; `finish` ends it anywhere.',
  })
  @ApiBody({ type: StartWalkRequest, examples: START_EXAMPLES })
  @ApiCreatedResponse({ type: WalkDto, headers: ETAG_HEADER })
  @ApiProblem(409, 'walk_open', 'flow_archived', 'flow_unclear')
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
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<WalkDto> {
    return this.walks.get(actor, id);
  }
}
