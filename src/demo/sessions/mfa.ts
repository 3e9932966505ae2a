import { act, ask, session } from './demo-session.js';

const NEW_PHONE = 'Has the user changed to a new phone?';
const OLD_PHONE = 'Does the user still have the old phone with the authenticator app?';
const REGISTER_AGAIN = 'Require the user to register again for multi-factor authentication in Entra ID.';
const WATCH_SET_UP = 'Stay on the line while the user sets up the authenticator app on the new phone.';

export const mfaPhoneGone = session(
  {
    external_id: 'mfa-1',
    title: 'Locked out of Microsoft 365, authenticator was on the old phone',
    problem_domain: 'identity',
    outcome: 'resolved',
    resolution_summary: 'Registration reset, authenticator set up on the new phone.',
    linked_ticket_id: 'T20260914.0035',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Leah traded her phone in at the weekend and now she cannot approve the sign-in prompts.',
    turns: [
      ask(
        NEW_PHONE,
        'yes',
        'Yes, on Saturday.',
        'I can help with that. To be sure: has the user changed to a new phone?',
      ),
      ask(OLD_PHONE, 'no', 'No, she handed it in at the shop.'),
      act(REGISTER_AGAIN, 'done', 'Done, under authentication methods.'),
      act(WATCH_SET_UP, 'resolved', 'She scanned the code and got the first prompt. All good.'),
    ],
    closing: 'Thanks for staying on the line, that saves a second call.',
  },
);

export const mfaPhoneLost = session(
  {
    external_id: 'mfa-2',
    title: 'Lost phone, cannot approve the sign-in',
    problem_domain: 'identity',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'Registration reset after the phone was lost.',
    linked_ticket_id: 'T20260915.0009',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Site manager lost his phone on a building site, has a replacement, cannot sign in to anything.',
    turns: [
      ask('Has the user changed to a new phone?', 'Yes', 'Yes, he bought a replacement.'),
      ask(
        'Does the user still have the old phone with the authenticator app',
        'No',
        'It is under a concrete floor.',
      ),
      act(
        'Please require the user to register again for multi-factor authentication in Entra ID.',
        'done',
        'Done.',
      ),
      act(WATCH_SET_UP, 'resolved', 'Set up and working, he rang back to say that he is in.'),
    ],
    closing: 'Please remember to wipe the lost phone in Intune as well.',
  },
);

export const mfaPhoneKept = session(
  {
    external_id: 'mfa-3',
    title: 'Moving the authenticator to a new phone',
    problem_domain: 'identity',
    outcome: 'resolved',
    resolution_summary: 'Moved by means of the old phone.',
  },
  {
    opening: 'Director has a shiny new phone and wants his sign-in prompts on it.',
    turns: [
      ask(NEW_PHONE, 'yes', 'Yes.'),
      ask(OLD_PHONE, 'yes', 'Yes, it is on his desk.'),
      act(
        'Open the security info page, approve with the old phone, and add the new phone as a sign-in method.',
        'resolved',
        'Worked first time, and he removed the old phone from the list.',
      ),
    ],
    closing: 'That is the cleanest way. Have a good day.',
  },
);

export const mfaBlocked = session(
  {
    external_id: 'mfa-4',
    title: 'Locked out of Microsoft 365 after too many wrong codes',
    problem_domain: 'identity',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'The user was on the list of blocked users.',
    linked_ticket_id: 'INC-2207',
    linked_ticket_kind: 'internal',
  },
  {
    opening: 'Our own Jo from the finance desk cannot sign in, prompts never arrive.',
    turns: [
      ask(NEW_PHONE, 'no', 'No, same phone as always.'),
      ask(
        'Is the user on the list of blocked users after too many wrong codes?',
        'yes',
        'Yes, there she is. She let her son play with the phone.',
      ),
      act(
        'Unblock the user in the multi-factor settings and send a test prompt.',
        'resolved',
        'Test prompt arrived.',
      ),
    ],
    closing: 'Mystery solved.',
  },
);

export const mfaForeignSignIn = session(
  {
    external_id: 'mfa-5',
    title: 'Many sign-in prompts that the user did not ask for',
    problem_domain: 'identity',
    origin: 'l1_realtime',
    outcome: 'resolved',
    resolution_summary: 'No foreign sign-ins; the prompts came from the traded-in phone.',
    linked_ticket_id: 'T20260922.0050',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'User is worried, she gets prompts all morning and cannot sign in herself.',
    turns: [
      ask(
        'Does the sign-in log show attempts from a country where the user is not?',
        'no',
        'No, everything is from her office.',
        'Let us first rule out an attack. Does the sign-in log show attempts from a country where the user is not?',
      ),
      ask(NEW_PHONE, 'yes', 'Yes, last week.'),
      ask(OLD_PHONE, 'no', 'She traded it in.'),
      act(REGISTER_AGAIN, 'done', 'Done, and I revoked her sessions while I was there.'),
      act(WATCH_SET_UP, 'resolved', 'No more stray prompts, and she is signed in.'),
    ],
    closing: 'Good that we looked at the log first.',
  },
);
