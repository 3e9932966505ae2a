import { Controller, Get, Header, Post, Req, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../kernel/config.js';
import { malformed } from '../kernel/errors/request-errors.js';
import { CurrentActor, Public, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { publicUrlOf } from '../kernel/http/public-url.js';
import {
  MCP_PATH,
  protectedResource,
  RESOURCE_METADATA,
  type ProtectedResource,
} from './protected-resource.js';
import { McpEndpoint } from './mcp-endpoint.service.js';

/** The Model Context Protocol, for assistants: one address, which describes itself to those who speak it. */
@ApiExcludeController()
@Controller({ path: '/', version: VERSION_NEUTRAL })
export class McpController {
  constructor(
    private readonly endpoint: McpEndpoint,
    private readonly config: Config,
  ) {}

  /** Each tool asks for its own role. */
  @Post(MCP_PATH)
  @Requires('viewer')
  async answer(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Many calls in one request would be counted as one.
    if (Array.isArray(request.body)) throw malformed('Send one message a request, not a list of them');
    if (request.body === undefined) throw malformed('The body is empty; send a JSON-RPC message');
    const answer = await this.endpoint.answer(request, actor);
    const type = answer.headers.get('content-type');
    void reply.status(answer.status).header('cache-control', 'no-store');
    if (type !== null) void reply.header('content-type', type);
    await reply.send(answer.body === null ? null : await answer.text());
  }

  @Get([RESOURCE_METADATA, `${RESOURCE_METADATA}${MCP_PATH}`])
  @Public()
  @Header('access-control-allow-origin', '*')
  metadata(@Req() request: FastifyRequest): ProtectedResource {
    return protectedResource(this.config, publicUrlOf(this.config, request));
  }
}
