import { act, ask, session } from './demo-session.js';

const FREE_SPACE = 'Is less than 5 GB free on drive C?';
const UPDATE_FILES = 'Does the disk usage tool show more than 10 GB of Windows Update files?';

export const diskUpdateFiles = session(
  {
    external_id: 'disk-full-1',
    title: 'Low disk space warning on a laptop',
    problem_domain: 'workstation',
    outcome: 'resolved',
    resolution_summary: 'Disk Clean-up freed 23 GB of update files.',
    linked_ticket_id: 'T20260914.0052',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Laptop at the vet practice warns that the disk is nearly full, and updates fail.',
    turns: [
      ask(FREE_SPACE, 'yes', '1.2 GB free.'),
      ask(UPDATE_FILES, 'yes', '23 GB, wow.'),
      act(
        'Run Disk Clean-up for system files with Windows Update Clean-up ticked.',
        'resolved',
        'Took half an hour, 24 GB free now and the update went through.',
      ),
    ],
    closing: 'Good. Storage Sense can do this once a month from now on.',
  },
);

export const diskUpdateFilesAgain = session(
  {
    external_id: 'disk-full-2',
    title: 'Drive C is full',
    problem_domain: 'workstation',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'Disk Clean-up.',
  },
  {
    opening: 'Drive C full on the front desk PC.',
    turns: [
      ask('is less than 5 GB free on drive C?', 'Yes', '600 MB.'),
      ask('Does the disk usage tool show more than 10 GB of Windows Update files', 'Yes', '14 GB.'),
      act(
        'Run Disk Clean-up for system files, with Windows Update Clean-up ticked.',
        'resolved',
        'Freed 15 GB.',
      ),
    ],
    closing: 'That will do for a while.',
  },
);

export const diskComponentStore = session(
  {
    external_id: 'disk-full-3',
    title: 'Drive C full, no update files to clean',
    problem_domain: 'workstation',
    outcome: 'resolved',
    resolution_summary: 'Deleted the component store by hand.',
  },
  {
    opening: 'Drive C full, and Disk Clean-up finds nothing.',
    turns: [
      ask(FREE_SPACE, 'yes', 'Yes, 900 MB.'),
      ask(UPDATE_FILES, 'no', 'No, hardly any.'),
      act(
        'Take ownership of C:\\Windows\\WinSxS and delete the oldest folders in it by hand.',
        'resolved',
        'I read about this in a forum. It freed 6 GB.',
        'What did you do then?',
      ),
    ],
    closing: 'I have noted what you did.',
  },
);
