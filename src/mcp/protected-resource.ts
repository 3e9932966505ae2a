import type { FastifyInstance } from 'fastify';
import type { Config } from '../kernel/config.js';
import { publicUrlOf } from '../kernel/http/public-url.js';

export const MCP_PATH = '/mcp';
export const RESOURCE_METADATA = '/.well-known/oauth-protected-resource';

/** OAuth 2.0 Protected Resource Metadata (RFC 9728): where clients get a token that is good here. */
export interface ProtectedResource {
  resource: string;
  resource_name: string;
  authorization_servers?: string[];
  bearer_methods_supported: string[];
}

/** Without an issuer of tokens from elsewhere, there are API keys and the program's own tokens, which no server hands out. */
export function protectedResource(config: Config, publicUrl: string): ProtectedResource {
  const { JWT_ISSUER: issuer, JWT_PUBLIC_KEY, JWKS_URL } = config;
  const takesOthers = issuer !== undefined && URL.canParse(issuer) && Boolean(JWT_PUBLIC_KEY ?? JWKS_URL);
  return {
    resource: `${publicUrl}${MCP_PATH}`,
    resource_name: 'ResolutionFlow',
    ...(takesOthers && { authorization_servers: [issuer] }),
    bearer_methods_supported: ['header'],
  };
}

/** Tells who comes to MCP without a good credential where that description is. */
export function announceProtectedResource(fastify: FastifyInstance, config: Config): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const challenge = reply.getHeader('www-authenticate');
    if (request.routeOptions.url === MCP_PATH && typeof challenge === 'string') {
      const url = `${publicUrlOf(config, request)}${RESOURCE_METADATA}${MCP_PATH}`;
      void reply.header('www-authenticate', `${challenge}, resource_metadata="${url}"`);
    }
    done(null, payload);
  });
}
