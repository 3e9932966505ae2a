import type { IncomingMessage } from 'node:http';
import { v7 } from 'uuid';

const ACCEPTABLE = /^[\w.:-]{8,128}$/;

/** The caller's X-Request-Id where it has a plain form, else a new UUID. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && ACCEPTABLE.test(given) ? given : v7();
}
