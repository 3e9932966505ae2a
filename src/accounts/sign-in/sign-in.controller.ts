import { Body, Controller, Header, HttpCode, HttpStatus, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Public, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { refuseOtherSites } from '../access/cross-site.js';
import { SignInRate } from '../access/rate-limit.js';
import { BrowserSessionsService } from '../browser-sessions/browser-sessions.service.js';
import { SessionCookie } from '../browser-sessions/session-cookie.js';
import { MeDto } from '../users/me.response.dto.js';
import { MeService } from '../users/me.service.js';
import { SignInDto } from './sign-in.request.dto.js';
import { SignInService } from './sign-in.service.js';
import { browserOf } from './signing-browser.js';

@ApiTags('sign-in')
@Controller({ version: '1' })
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: BrowserSessionsService,
    private readonly cookie: SessionCookie,
    private readonly me: MeService,
  ) {}

  @Post('sign-in')
  @HttpCode(HttpStatus.OK)
  @Public()
  @SignInRate()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Sign a browser in by a link',
    description:
      'Uses the link up, sets the cookie `rf_session`, and answers as `GET /v1/me`. A session that the browser had before ends.',
  })
  @ApiOkResponse({ type: MeDto })
  @ApiProblem(401, 'link_unknown', 'link_used', 'link_expired')
  @ApiProblem(403, 'cross_site_request')
  async byLink(
    @Body() { token }: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    refuseOtherSites(request);
    const { actor, session } = await this.signIn.byLink(token, browserOf(request));
    this.cookie.set(reply, session.cookie, session.endsAt);
    return this.me.read(actor, session.cookie);
  }

  @Post('sign-out')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Requires('viewer')
  @ApiOperation({
    summary: 'Sign this browser out',
    description: 'Its session is refused at once and for good.',
  })
  @ApiNoContentResponse({ description: 'Signed out' })
  @ApiProblem(409, 'no_browser_session')
  async signOut(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endOwn(actor);
    this.cookie.clear(reply);
  }
}
