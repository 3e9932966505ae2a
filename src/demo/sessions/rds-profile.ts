import { act, ask, session } from './demo-session.js';

const TEMPORARY = 'Does the user get a temporary profile on the remote desktop server?';
const DISK_IN_USE = 'Is the user profile disk still held by another session?';
const END_SESSION =
  'Log off the disconnected session that holds the profile disk and let the user sign in again.';

export const rdsDiskHeld = session(
  {
    external_id: 'rds-profile-1',
    title: 'Empty desktop on the remote desktop server',
    problem_domain: 'servers',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'A disconnected session held the profile disk.',
    linked_ticket_id: 'T20260915.0055',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'User signs in to the terminal server and her desktop is empty, icons gone.',
    turns: [
      ask(TEMPORARY, 'yes', 'Yes, it says that it signed her in with a temporary profile.'),
      ask(DISK_IN_USE, 'yes', 'Yes, RDSH02 still has a session of hers from last night.'),
      act(END_SESSION, 'resolved', 'Logged it off, she signed in again, and everything is back.'),
    ],
    closing: 'A time limit for disconnected sessions would prevent this.',
  },
);

export const rdsBackupKey = session(
  {
    external_id: 'rds-profile-2',
    title: 'Temporary profile again on the remote desktop server',
    problem_domain: 'servers',
    outcome: 'resolved',
    resolution_summary: 'A .bak key was left over in ProfileList.',
  },
  {
    opening: 'Temporary profile on the terminal server, and no other session is open this time.',
    turns: [
      ask(TEMPORARY, 'yes', 'Yes.'),
      ask(DISK_IN_USE, 'no', 'No, checked both servers.'),
      act(
        'Delete the leftover .bak key of the user under ProfileList in the registry.',
        'resolved',
        'There was one. Deleted it after an export, and the profile loads.',
      ),
    ],
    closing: 'Thanks for exporting it first.',
  },
);

export const rdsStillHeld = session(
  {
    external_id: 'rds-profile-3',
    title: 'Temporary profile on RDSH02, logging off was not enough',
    problem_domain: 'servers',
    outcome: 'resolved',
    resolution_summary: 'Logging off the session freed the disk, and the registry key had to go too.',
    linked_ticket_id: 'INC-2214',
    linked_ticket_kind: 'internal',
  },
  {
    opening: 'Temporary profile for the third time this month, RDSH02 again.',
    turns: [
      ask(TEMPORARY, 'yes', 'Yes.'),
      ask(DISK_IN_USE, 'yes', 'Yes, a disconnected one.'),
      act(END_SESSION, 'still temporary', 'Logged off, but he still gets the temporary profile.'),
      act(
        'Delete the leftover .bak key of the user under ProfileList in the registry.',
        'resolved',
        'That was the rest of it. He has his desktop back.',
      ),
    ],
    closing: 'I will suggest adding that to the flow.',
  },
);
