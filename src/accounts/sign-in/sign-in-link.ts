import { SecretFormat } from '../access/secret.js';

/** The tokens of sign-in links. */
export const LINK_TOKEN = new SecretFormat('rfl_');

/** Minutes for which a link may be used. */
export const LINK_MINUTES = 15;

/**
 * The path of a link. The token is in the fragment, which no browser sends: it is in no log, and what loads pages ahead does
 * not use it up.
 */
export const linkPath = (token: string): string => `/sign-in#token=${token}`;
