import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.js';

/**
 * The address at which browsers reach the program, without a slash at its end: the one that is set, or else that of the
 * request.
 */
export function publicUrlOf(config: Config, { protocol, host }: FastifyRequest): string {
  return config.PUBLIC_URL ?? `${protocol}://${host}`;
}

/** The same where there is no request to tell it, as on the command line. */
export function localUrlOf({ PUBLIC_URL, HOST, PORT }: Config): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL;
  const everywhere = ['0.0.0.0', '::'].includes(HOST);
  const host = everywhere ? '127.0.0.1' : HOST.includes(':') ? `[${HOST}]` : HOST;
  return `http://${host}:${PORT}`;
}
