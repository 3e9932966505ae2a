import { act, session } from './demo-session.js';

/** Notes that a manual draft starts from. Nobody resolves this session; the draft is written by hand. */
export const leaverNotes = session(
  {
    external_id: 'leaver-1',
    title: 'Somebody leaves a customer: what we do, in which order',
    problem_domain: 'identity',
    origin: 'manual',
    linked_ticket_id: 'INC-2198',
    linked_ticket_kind: 'internal',
  },
  {
    opening: 'Notes after the third leaver this month where we forgot the mailbox.',
    turns: [
      act(
        'Block the sign-in and revoke all sessions before anything else.',
        'done',
        'Then the mailbox: shared mailbox if somebody takes over, otherwise keep for 30 days.',
        'What has to happen first?',
      ),
    ],
    closing: 'That can become a flow. You can write it as a draft for the reviewers.',
  },
);
