export const signIn = {
  title: 'Sign in',
  working: 'Signing you in …',
  by: (provider: string) => `Sign in with ${provider}`,
  orLink: 'Or open a sign-in link that you were given. It signs you in, once.',
  noLink: 'Open the link that you were given. It signs you in, once.',
  where:
    'An admin of your account makes such links; who runs the server gets them from npm start, or from npm run account.',
  failedTitle: 'This link does not sign you in',
  problemTitle: 'You are not signed in',
  /** Why the identity provider's way ended, by the code that the address has. */
  problems: {
    oidc_cancelled: 'The sign-in was cancelled. Try again if that was not meant.',
    oidc_state:
      'It took longer than ten minutes, was begun in another browser, or had ended before. Begin again here.',
    oidc_failed:
      'The identity provider refused, or answered something that does not hold. Who runs the server finds the reason in its log.',
    oidc_unavailable: 'The identity provider cannot be reached. Try again in a moment.',
    email_unverified:
      'The identity provider does not vouch for your e-mail address. Have it verified there, then try again.',
    no_account: 'No account here takes addresses like yours. Ask whoever runs the server.',
    user_inactive: 'Your user is deactivated. An admin of your account can activate it again.',
    identity_taken:
      'Your address belongs to a user whom the identity provider knew as somebody else. An admin of your account can unlink that user under Settings, People.',
  },
  problemUnknown: 'The sign-in did not succeed. Try again.',
  toDesk: 'To the desk',
};
