import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/http/actor.js';
import { McpServices } from './mcp-services.js';

/** Answers requests of MCP. The SDK is read with the first of them: who never gets one does without. */
@Injectable()
export class McpEndpoint {
  private server: Promise<(request: FastifyRequest, actor: Actor) => Promise<Response>> | null = null;

  constructor(private readonly services: McpServices) {}

  async answer(request: FastifyRequest, actor: Actor): Promise<Response> {
    this.server ??= this.load();
    const serve = await this.server;
    return serve(request, actor);
  }

  private async load() {
    const { authInfoOf, createMcpServer } = await import('./server/mcp-server.js');
    const server = createMcpServer(this.services);
    return async (request: FastifyRequest, actor: Actor): Promise<Response> => {
      const { id: requestId, body: parsedBody, method, protocol, host, url } = request;
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === 'string') headers.set(name, value);
      return server.fetch(new Request(`${protocol}://${host}${url}`, { method, headers }), {
        parsedBody,
        authInfo: authInfoOf({ actor, requestId }),
      });
    };
  }
}
