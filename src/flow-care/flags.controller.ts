import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { CloseFlagRequest, FlagListQuery, NewFlagRequest } from './flags.request.dto.js';
import { FlagDto, FlagPageDto } from './flags.response.dto.js';
import { FlagsService } from './flags.service.js';
import { CLOSE_FLAG_EXAMPLES, FLAG_EXAMPLES } from './flow-care.example.js';

@ApiTags('flows')
@Controller({ version: '1' })
export class FlagsController {
  constructor(private readonly flags: FlagsService) {}

  @Get('flow-flags')
  @Requires('viewer')
  @ApiOperation({
    summary: 'List what technicians flagged, in all flows',
    description: 'The latest comes first.',
  })
  @ApiOkResponse({ type: FlagPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: FlagListQuery): Promise<FlagPageDto> {
    return this.flags.list(actor, query);
  }

  @Get('flows/:id/flags')
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'List what technicians flagged in a flow',
    description: 'The latest comes first.',
  })
  @ApiOkResponse({ type: FlagPageDto })
  listOf(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: FlagListQuery,
  ): Promise<FlagPageDto> {
    return this.flags.listOf(actor, id, query);
  }

  @Post('flows/:id/flags')
  @Requires('engineer')
  @Idempotent()
  @ApiId('The flow')
  @ApiOperation({
    summary: 'Flag a flow, or a node of it',
    description:
      'As many open flags as the account has set (`flags_to_verify`) make the flow need verification, at once. What you said before of the same node with the same reason, and is still open, is not counted twice.',
  })
  @ApiBody({ type: NewFlagRequest, examples: FLAG_EXAMPLES })
  @ApiCreatedResponse({ type: FlagDto })
  @ApiProblem(409, 'flow_archived')
  raise(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: NewFlagRequest): Promise<FlagDto> {
    return this.flags.raise(actor, id, body);
  }

  @Post('flows/:id/flags/:flag_id/close')
  @HttpCode(200)
  @Requires('engineer')
  @Idempotent()
  @ApiId('The flow')
  @ApiId('The flag', 'flag_id')
  @ApiOperation({
    summary: 'Close a flag',
    description:
      "By a reviewer, the flow's owner or whoever raised it. A flow that needs verification still needs it afterwards.",
  })
  @ApiBody({ type: CloseFlagRequest, examples: CLOSE_FLAG_EXAMPLES })
  @ApiOkResponse({ type: FlagDto })
  @ApiProblem(409, 'flag_closed')
  close(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('flag_id') flagId: string,
    @Body() body: CloseFlagRequest,
  ): Promise<FlagDto> {
    return this.flags.close(actor, id, flagId, body);
  }
}
