import { act, ask, session, tell } from './demo-session.js';

export const sharedMailboxArticle = session(
  {
    external_id: 'shared-mailbox-1',
    title: 'Shared mailbox does not appear in the folder pane',
    problem_domain: 'email',
    origin: 'kb_import',
    outcome: 'resolved',
    resolution_summary: 'Knowledge base article: shared mailbox missing from the folder list.',
  },
  {
    opening: 'Knowledge base article 118: what to do when a shared mailbox is missing from the folder list.',
    turns: [
      ask(
        'Is the person listed under Full Access in the permissions of the shared mailbox?',
        'yes',
        'In the usual case the permission is there and automapping has failed.',
      ),
      ask(
        'Has it been more than an hour since the permission was given?',
        'yes',
        'Automapping can take up to an hour; here it took longer.',
      ),
      act(
        'Remove the Full Access permission and give it again with automapping switched on.',
        'done',
        'Use the admin centre, or Add-MailboxPermission with AutoMapping set to true.',
      ),
      act(
        'Sign out of Office and sign in again.',
        'resolved',
        'The shared mailbox appears in the folder pane within a few minutes.',
      ),
    ],
    closing: 'End of the article.',
  },
);

export const sharedMailboxCall = session(
  {
    external_id: 'shared-mailbox-2',
    title: 'Cannot see the invoices shared mailbox',
    problem_domain: 'email',
    origin: 'l1_realtime',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'Permission given again with automapping.',
    linked_ticket_id: 'T20260921.0017',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'New starter in accounts cannot see the invoices@ shared mailbox. I have her on the line.',
    turns: [
      ask(
        'Is the person listed under Full Access in the permissions of the shared mailbox?',
        'yes',
        'Yes, I can see her name there.',
      ),
      tell(
        'Automapping adds the shared mailbox by itself, but it can take up to an hour.',
        'understood',
        'OK. She has had it since yesterday, though.',
      ),
      ask(
        'Has it been more than an hour since the permission was given?',
        'yes',
        'Since yesterday afternoon, so yes.',
      ),
      act(
        'Remove the Full Access permission and give it again with automapping switched on.',
        'done',
        'Done in the admin centre.',
      ),
      act(
        'Sign out of Office on the computer, sign in again, and look for the shared mailbox in the folder pane.',
        'resolved',
        'She sees it now and thanks you.',
      ),
    ],
    closing: 'Lovely. I will close this one off.',
  },
);
