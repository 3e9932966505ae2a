import { Controller, Delete, Get, HttpCode, HttpStatus, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { sessionIdOf } from './browser-session.js';
import { BrowserSessionPageDto } from './browser-sessions.response.dto.js';
import { BrowserSessionsService } from './browser-sessions.service.js';
import { SessionCookie } from './session-cookie.js';

@ApiTags('me')
@Controller({ path: 'me', version: '1' })
export class BrowserSessionsController {
  constructor(
    private readonly sessions: BrowserSessionsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('browser-sessions')
  @Requires('viewer')
  @ApiOperation({
    summary: 'List the browsers in which you are signed in',
    description: 'The newest first, without those that have ended.',
  })
  @ApiOkResponse({ type: BrowserSessionPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<BrowserSessionPageDto> {
    return this.sessions.list(actor, query);
  }

  @Delete('browser-sessions/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Requires('viewer')
  @ApiId('The browser session')
  @ApiOperation({
    summary: 'Sign a browser of yours out',
    description: 'It is refused at once and for good. Ending it again changes nothing.',
  })
  @ApiNoContentResponse({ description: 'Signed out' })
  async end(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(actor, id);
    if (id === sessionIdOf(actor.credential)) this.cookie.clear(reply);
  }

  @Post('sign-out-everywhere')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Requires('viewer')
  @ApiOperation({
    summary: 'Sign all your browsers out',
    description: 'This one as well. Tokens and API keys stay as they are.',
  })
  @ApiNoContentResponse({ description: 'Signed out' })
  async endAll(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.endAll(actor);
    this.cookie.clear(reply);
  }
}
