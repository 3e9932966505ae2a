/** Why somebody was not signed in by the provider, as `/sign-in?problem=...` is told. */
export const OIDC_PROBLEMS = [
  'oidc_cancelled',
  'oidc_state',
  'oidc_failed',
  'oidc_unavailable',
  'email_unverified',
  'no_account',
  'user_inactive',
  'identity_taken',
] as const;
export type OidcProblem = (typeof OIDC_PROBLEMS)[number];

/** Ends a sign-in by the provider; whoever waits in the browser is told why. */
export class OidcError extends Error {
  constructor(
    readonly problem: OidcProblem,
    options?: ErrorOptions,
  ) {
    super(`sign-in by the provider: ${problem}`, options);
    this.name = 'OidcError';
  }
}
