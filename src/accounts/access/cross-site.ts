import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/errors/domain-error.js';
import { isCsrfToken } from '../browser-sessions/browser-session.js';

export const CSRF_HEADER = 'x-csrf-token';

const READS = ['GET', 'HEAD'];

/**
 * Refuses a write that a page of another site may have made a browser send, with the cookie that it adds by itself.
 * @param session the cookie of the browser session
 * @throws DomainError 403 `cross_site_request`, `csrf_token_missing`, `csrf_token_wrong`
 */
export function refuseForeignWrite(request: FastifyRequest, session: string): void {
  if (READS.includes(request.method)) return;
  refuseOtherSites(request);
  const token = request.headers[CSRF_HEADER];
  if (typeof token !== 'string' || token === '')
    throw refused(
      'csrf_token_missing',
      'A write of a browser session takes X-CSRF-Token; GET /v1/me tells it',
    );
  if (!isCsrfToken(token, session))
    throw refused(
      'csrf_token_wrong',
      'X-CSRF-Token is not that of this browser session; GET /v1/me tells it',
    );
}

/**
 * Source: Fetch Metadata Request Headers (W3C), which every current browser sends and no page can change.
 * @throws DomainError 403 `cross_site_request` for what a page of another site made a browser send
 */
export function refuseOtherSites({ headers }: FastifyRequest): void {
  if (headers['sec-fetch-site'] === 'cross-site')
    throw refused('cross_site_request', 'A page of another site made the browser send this');
}

function refused(code: string, detail: string): DomainError {
  return new DomainError({ status: 403, code, title: 'Forbidden', detail });
}
