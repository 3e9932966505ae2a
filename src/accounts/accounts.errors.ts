import {
  badCredential,
  conflict,
  type DomainError,
  invalid,
  notFound,
} from '../kernel/errors/domain-error.js';

export const userNotFound = (): DomainError => notFound('User');
export const teamNotFound = (): DomainError => notFound('Team');
export const apiKeyNotFound = (): DomainError => notFound('API key');

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

export const userInactive = (): DomainError =>
  conflict('user_inactive', 'The user is deactivated, so a token or key would be refused');

export const unknownTeam = (): DomainError =>
  invalid([{ pointer: '/team_id', detail: 'is no team of the account' }]);

export const unknownUser = (): DomainError =>
  invalid([{ pointer: '/user_id', detail: 'is no user of the account' }]);
