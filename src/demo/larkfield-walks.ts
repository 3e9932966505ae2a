import type { DemoCare, DemoWalk } from './story.js';

/** What first-line technicians make of the flows: one walk of each kind that there is. */
export const larkfieldWalks = (tess: string, jonas: string): DemoWalk[] => [
  {
    by: tess,
    session: 'printer-1',
    problem: 'Nobody at the front desk can print, the printer is shown as offline.',
    ticket: { id: 'T20260921.0011', kind: 'psa' },
    moves: [
      { move: 'answer', said: { condition: 'no', words: 'No, it only says Ready.' } },
      {
        move: 'answer',
        said: { condition: 'yes', words: 'Yes, it answers.', note: 'Pinged from the print server.' },
      },
      { move: 'finish', said: { outcome: 'resolved', notes: 'A job of last night blocked the queue.' } },
      { move: 'confirm' },
    ],
  },
  {
    by: jonas,
    session: 'printer-1',
    problem: 'The printer in accounts prints nothing and shows a warning about its drum.',
    ticket: { id: 'T20260921.0027', kind: 'psa' },
    moves: [
      {
        move: 'deviate',
        said: {
          kind: 'action',
          text: 'Put a new drum unit in and confirm the change on the display of the printer.',
          result: 'resolved',
          words: 'yes',
          note: 'The flow has no way on from a warning.',
        },
      },
      {
        move: 'finish',
        said: {
          outcome: 'resolved',
          outcome_confirmed: true,
          notes: 'The drum unit was at its end; a new one was in the cupboard.',
        },
      },
    ],
  },
  {
    by: tess,
    session: 'vpn-1',
    problem: 'The VPN has not connected since she moved to a serviced office.',
    ticket: { id: 'T20260922.0006', kind: 'psa' },
    moves: [
      { move: 'answer', said: { condition: 'yes', words: 'Yes, web pages open.' } },
      { move: 'answer', said: { condition: '809', words: 'Error 809, it says.' } },
      {
        move: 'finish',
        said: {
          outcome: 'escalated',
          escalated_to: 'Infrastructure',
          notes: 'The router belongs to the landlord; somebody has to ask for the ports.',
        },
      },
    ],
  },
  {
    by: tess,
    session: 'vpn-1',
    problem: 'The VPN refuses a user who is back from holiday.',
    ticket: { id: 'T20260922.0019', kind: 'psa' },
    moves: [
      { move: 'answer', said: { condition: 'yes', words: 'Yes, over the wireless network at home.' } },
      { move: 'answer', said: { condition: '691', words: 'Number 691.' } },
      { move: 'finish', said: { outcome: 'resolved', notes: 'Unlocked; connected at the second try.' } },
      { move: 'reopen' },
    ],
  },
  {
    by: jonas,
    session: 'outlook-1',
    problem: 'Outlook hangs at the start for a colleague in our own office.',
    ticket: { id: 'INT-0318', kind: 'internal' },
    moves: [{ move: 'answer', said: { condition: 'no', words: 'No, it hangs there as well.' } }],
  },
];

/** A flow that grew old: three people say so, which is as many as it takes. */
export const larkfieldCare = (people: {
  reviewer: string;
  owner: string;
  technicians: [string, string];
}): DemoCare => ({
  by: people.reviewer,
  session: 'shared-mailbox-1',
  owner: people.owner,
  notes: 'Ella writes the mailbox articles anyway.',
  flags: [
    {
      by: people.technicians[0],
      reason: 'outdated',
      words: 'The new Outlook has no File menu any more, so callers do not find where to sign out of Office.',
    },
    {
      by: people.technicians[1],
      reason: 'incomplete',
      words: 'With the new Outlook the mailbox is under "Shared with me". The flow does not say so.',
    },
    {
      by: people.owner,
      reason: 'unclear',
      words: 'Two callers closed Outlook in place of signing out. The step should say what to press.',
      node: 'Sign out of Office on the computer, sign in again, and look for the shared mailbox in the folder pane.',
    },
  ],
});
