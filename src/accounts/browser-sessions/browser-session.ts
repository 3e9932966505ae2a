import { createHmac, timingSafeEqual } from 'node:crypto';
import { shortened } from '../../kernel/shortened.js';
import { SecretFormat } from '../access/secret.js';

/** Browser sessions as their cookie holds them. */
export const SESSION_SECRET = new SecretFormat('rfs_');

/** The ways to begin one. */
export const SIGN_IN_WAYS = ['link', 'oidc'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

export const MAX_USER_AGENT_LENGTH = 200;

const CSRF_PURPOSE = 'token against cross-site requests';
const CREDENTIAL = 'session:';

/** A session as actors name the credential that they came by. */
export const sessionCredential = (id: string): string => `${CREDENTIAL}${id}`;

/** The id of the session that an actor's credential names; null of any other credential. */
export const sessionIdOf = (credential: string): string | null =>
  credential.startsWith(CREDENTIAL) ? credential.slice(CREDENTIAL.length) : null;

/**
 * The token that goes with every write of a session. It follows from the cookie, so nothing more is kept; and who reads
 * it, as a page of ours may, does not learn the cookie.
 * @param cookie the whole value of the cookie
 */
export function csrfTokenOf(cookie: string): string {
  return createHmac('sha256', cookie).update(CSRF_PURPOSE).digest('base64url');
}

/** Whether a token is that of a session's cookie, in a time that does not tell how much of it is right. */
export function isCsrfToken(token: string, cookie: string): boolean {
  const [sent, expected] = [Buffer.from(token), Buffer.from(csrfTokenOf(cookie))];
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

/** What a browser says of itself, on one line of at most 200 characters; null when it says nothing. */
export function readUserAgent(header: string | undefined): string | null {
  const line = (header ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return line === '' ? null : shortened(line, MAX_USER_AGENT_LENGTH);
}
