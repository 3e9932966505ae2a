import { badCredential, conflict, DomainError, invalid, notFound } from '../kernel/errors/domain-error.js';

export const userNotFound = (): DomainError => notFound('User');
export const teamNotFound = (): DomainError => notFound('Team');
export const apiKeyNotFound = (): DomainError => notFound('API key');
export const browserSessionNotFound = (): DomainError => notFound('Browser session');

/** Deleted between the look at the credential and the work: the credential is no good any more. */
export const accountGone = (): DomainError =>
  badCredential('The account of this credential was deleted', 'unauthorized');

export const slugTaken = (slug: string): DomainError =>
  conflict('slug_taken', `There is an account with the slug ${slug} already`);

export const emailTaken = (): DomainError =>
  conflict('email_taken', 'A user of the account has this email address already');

export const teamNameTaken = (): DomainError =>
  conflict('team_name_taken', 'A team of the account has this name already');

/** An account without an admin could never be managed again. */
export const lastAdmin = (): DomainError =>
  conflict('last_admin', 'The account would be left without an active admin');

export const userErased = (): DomainError =>
  conflict('user_erased', 'The person was erased, and the user is kept for the trails alone');

export const userInactive = (): DomainError =>
  conflict('user_inactive', 'The user is deactivated, so a token or key would be refused');

export const unknownTeam = (): DomainError =>
  invalid([{ pointer: '/team_id', detail: 'is no team of the account' }]);

export const unknownUser = (): DomainError =>
  invalid([{ pointer: '/user_id', detail: 'is no user of the account' }]);

/** Nothing to sign out of: a token or an API key is no session. */
export const noBrowserSession = (): DomainError =>
  conflict('no_browser_session', 'You came by a token or an API key, which is no browser session');

/** 401 for a sign-in link that signs nobody in; only its holder is told that it was good. */
export const linkRefused = (code: 'link_unknown' | 'link_used' | 'link_expired'): DomainError =>
  new DomainError({
    status: 401,
    code,
    title: 'Unauthorized',
    detail: LINK_FAULTS[code],
    headers: { 'www-authenticate': 'Bearer realm="ResolutionFlow"' },
  });

const LINK_FAULTS = {
  link_unknown: 'The sign-in link is not whole, or its user may not sign in',
  link_used: 'The sign-in link was used before; each signs in once',
  link_expired: 'The sign-in link has expired; ask for another',
};
