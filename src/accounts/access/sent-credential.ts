import type { FastifyRequest } from 'fastify';
import { SESSION_SECRET } from '../browser-sessions/browser-session.js';

/** The cookie of a browser session. */
export const SESSION_COOKIE = 'rf_session';

const BEARER = /^Bearer +([\w~+/.-]+=*) *$/i;

type WithCredential = Pick<FastifyRequest, 'headers' | 'cookies'>;

/**
 * What a request is sent with: a token or an API key as bearer, or else the cookie of a browser session; null when there is
 * nothing that could be one. Who sends `Authorization` is judged by that alone, and nobody gets in with a cookie's value
 * there, where no token against cross-site requests would be asked for.
 */
export function sentCredential({ headers, cookies }: WithCredential): string | null {
  if (headers.authorization === undefined) return sentSession({ cookies });
  const bearer = BEARER.exec(headers.authorization)?.[1];
  return bearer === undefined || isSession(bearer) ? null : bearer;
}

/** The cookie of a browser session that a request is sent with, whatever else it is sent with. */
export function sentSession({ cookies }: Pick<WithCredential, 'cookies'>): string | null {
  const cookie = cookies[SESSION_COOKIE];
  return cookie !== undefined && isSession(cookie) ? cookie : null;
}

/** Whether a credential that was sent is the cookie of a browser session. */
export const isSession = (credential: string): boolean => SESSION_SECRET.claims(credential);
