import type { FastifyRequest } from 'fastify';
import { sentSession } from '../access/sent-credential.js';
import { readUserAgent } from '../browser-sessions/browser-session.js';
import type { SigningBrowser } from './sign-in.service.js';

/** The browser that a request to sign in comes from. */
export function browserOf(request: FastifyRequest): SigningBrowser {
  return { userAgent: readUserAgent(request.headers['user-agent']), before: sentSession(request) };
}
