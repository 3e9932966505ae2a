import { Controller, Get, Header, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../kernel/config.js';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { publicUrlOf } from '../../kernel/http/public-url.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { CreatedSignInLinkDto, SignInLinkPageDto } from './sign-in.response.dto.js';
import { SignInLinksService } from './sign-in-links.service.js';

@ApiTags('users')
@Controller({ path: 'users/:id/sign-in-links', version: '1' })
export class SignInLinksController {
  constructor(
    private readonly links: SignInLinksService,
    private readonly config: Config,
  ) {}

  @Get()
  @Requires('admin')
  @ApiId('The user')
  @ApiOperation({
    summary: 'List the sign-in links of a user',
    description:
      'The newest first, without their secrets: who made them, and when they were used. Kept for 90 days.',
  })
  @ApiOkResponse({ type: SignInLinkPageDto })
  list(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<SignInLinkPageDto> {
    return this.links.list(actor, id, query);
  }

  @Post()
  @Idempotent({ secret: true })
  @Requires('admin')
  @Header('cache-control', 'no-store')
  @ApiId('The user')
  @ApiOperation({
    summary: 'Make a sign-in link for a user',
    description:
      'To invite somebody, or where there is no identity provider. It signs in once, within 15 minutes.',
  })
  @ApiCreatedResponse({ type: CreatedSignInLinkDto })
  @ApiProblem(409, 'user_inactive')
  async create(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<CreatedSignInLinkDto> {
    const { link, path } = await this.links.make(actor, id);
    return { ...link, url: `${publicUrlOf(this.config, request)}${path}`, path };
  }
}
