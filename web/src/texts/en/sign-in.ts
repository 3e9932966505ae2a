export const signIn = {
  title: 'Sign in',
  working: 'Signing you in …',
  noLink: 'Open the link that you were given. It signs you in, once.',
  where:
    'An admin of your account makes such links; who runs the server gets them from npm start, or from npm run account.',
  failedTitle: 'This link does not sign you in',
  toDesk: 'To the desk',
};
