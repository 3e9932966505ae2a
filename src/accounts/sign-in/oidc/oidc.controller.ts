import {
  applyDecorators,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Logger,
  Query,
  Redirect,
  Req,
  Res,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../kernel/config.js';
import { ApiProblem } from '../../../kernel/errors/api-problem.js';
import { notFound } from '../../../kernel/errors/domain-error.js';
import { CurrentActor, Public, Requires } from '../../../kernel/http/access.js';
import type { Actor } from '../../../kernel/http/actor.js';
import { ApiId, Id } from '../../../kernel/http/id.pipe.js';
import { SignInRate } from '../../access/rate-limit.js';
import { SessionCookie } from '../../browser-sessions/session-cookie.js';
import { browserOf } from '../signing-browser.js';
import { OidcClient } from './oidc-client.service.js';
import { FLOW_MINUTES, OidcFlows } from './oidc-flow.js';
import { OIDC_PROBLEMS, OidcError } from './oidc-problem.js';
import { OidcSignIn } from './oidc-sign-in.service.js';
import { OidcQuery } from './oidc.request.dto.js';
import { SignInOptionsDto } from './oidc.response.dto.js';
import { returnPath } from './return-path.js';

const PATH = '/v1/sign-in/oidc';
const FLOW_COOKIE = 'rf_oidc';
const PROBLEMS = OIDC_PROBLEMS.map((code) => `\`${code}\``).join(', ');

interface Redirection {
  url: string;
  statusCode: 302;
}

const goTo = (url: string): Redirection => ({ url, statusCode: 302 });

/** A route that a browser opens, and that leads it on. */
const LeadsOn = (summary: string, description: string): MethodDecorator =>
  applyDecorators(
    Public(),
    SignInRate(),
    Redirect(),
    Header('cache-control', 'no-store'),
    ApiOperation({ summary, description }),
    ApiResponse({
      status: 302,
      description: `${description} A problem leads to \`/sign-in?problem=...\`: ${PROBLEMS}.`,
    }),
    ApiProblem(404, 'not_found'),
  );

@ApiTags('sign-in')
@Controller({ version: '1' })
export class OidcController {
  private readonly logger = new Logger(OidcController.name);

  constructor(
    private readonly config: Config,
    private readonly client: OidcClient,
    private readonly flows: OidcFlows,
    private readonly signIn: OidcSignIn,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('sign-in/options')
  @Public()
  @ApiOperation({ summary: 'Which ways there are to sign in' })
  @ApiOkResponse({ type: SignInOptionsDto })
  options(): SignInOptionsDto {
    const oidc = this.client.isSet ? { name: this.config.OIDC_NAME, path: PATH } : null;
    return { links: true, oidc };
  }

  @Get('sign-in/oidc')
  @LeadsOn('Sign in by the identity provider', 'Leads the browser to the provider, which leads it back.')
  async begin(
    @Query() { return_to }: OidcQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    this.expectProvider();
    return this.orProblem(async () => {
      const { flow, url } = await this.client.begin(returnPath(return_to));
      void reply.setCookie(FLOW_COOKIE, await this.flows.seal(flow), {
        ...this.flowCookie,
        maxAge: FLOW_MINUTES * 60,
      });
      return url;
    });
  }

  @Get('sign-in/oidc/callback')
  @LeadsOn(
    'Come back from the identity provider',
    'Signs the browser in, and leads it to where it wanted to go.',
  )
  async finish(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    this.expectProvider();
    // Each flow ends once, however it ends.
    void reply.clearCookie(FLOW_COOKIE, this.flowCookie);
    return this.orProblem(async () => {
      const flow = await this.flows.open(request.cookies[FLOW_COOKIE]);
      if (!flow) throw new OidcError('oidc_state');
      const [, query] = request.url.split('?');
      const claims = await this.client.finish(new URLSearchParams(query), flow);
      const { session } = await this.signIn.signInBy(claims, browserOf(request));
      this.cookie.set(reply, session.cookie, session.endsAt);
      return flow.returnTo;
    });
  }

  @Delete('users/:id/identities')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Requires('admin')
  @ApiTags('users')
  @ApiId('The user')
  @ApiOperation({
    summary: 'Unlink a user from the identity provider',
    description:
      'Who signs in there next with the address of the user is linked anew. For somebody whom the provider knows under another name than before (`identity_taken`).',
  })
  @ApiNoContentResponse({ description: 'Unlinked' })
  async unlink(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    await this.signIn.unlink(actor, id);
  }

  private expectProvider(): void {
    if (!this.client.isSet) throw notFound('Identity provider');
  }

  private async orProblem(work: () => Promise<string>): Promise<Redirection> {
    try {
      return goTo(await work());
    } catch (error) {
      if (!(error instanceof OidcError)) throw error;
      // Who runs the program wants to know what is wrong with its settings; neither codes nor tokens are in it.
      if (error.cause !== undefined) this.logger.warn({ err: error.cause }, error.message);
      return goTo(`/sign-in?problem=${error.problem}`);
    }
  }

  private get flowCookie() {
    const secure = this.config.PUBLIC_URL?.startsWith('https:') ?? false;
    // Lax: the provider leads back from another site.
    return { path: PATH, httpOnly: true, sameSite: 'lax', secure } as const;
  }
}
