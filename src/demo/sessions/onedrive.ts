import { act, ask, session } from './demo-session.js';

const RED_CROSS = 'Is there a red cross on the OneDrive icon in the task bar?';
const LONG_PATH = 'Is the full path of a file that fails longer than 400 characters?';
const SHORTEN = 'Move the files to a folder nearer to the top so that the full path gets shorter.';

export const oneDriveLongPath = session(
  {
    external_id: 'onedrive-1',
    title: 'OneDrive has stopped syncing',
    problem_domain: 'files',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'Paths were too long after a whole project tree had been copied in.',
    linked_ticket_id: 'T20260915.0022',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Architect says that her OneDrive has not synced since Tuesday.',
    turns: [
      ask(RED_CROSS, 'yes', 'Yes, a red cross.'),
      ask(LONG_PATH, 'yes', 'Oh yes, she copied the server folder in with all its levels.'),
      act(SHORTEN, 'resolved', 'Moved it two levels up and it synced within ten minutes.'),
    ],
    closing: 'Lovely. Folder names like "Old (2) copy of final" are the usual reason.',
  },
);

export const oneDriveLongPathAgain = session(
  {
    external_id: 'onedrive-2',
    title: 'OneDrive sync error on a deep folder',
    problem_domain: 'files',
    outcome: 'resolved',
    resolution_summary: 'Path shortened.',
  },
  {
    opening: 'OneDrive sync problem at the law firm, one folder only.',
    turns: [
      ask('Is there a red cross on the OneDrive icon in the task bar', 'Yes', 'Yes.'),
      ask('Is the full path of a file that fails longer than 400 characters?', 'Yes', 'I counted 431.'),
      act(
        'Please move the files to a folder nearer to the top, so that the full path gets shorter.',
        'resolved',
        'Synced.',
      ),
    ],
    closing: 'Done, then.',
  },
);

export const oneDriveReset = session(
  {
    external_id: 'onedrive-3',
    title: 'OneDrive does not sync although the paths are short',
    problem_domain: 'files',
    outcome: 'resolved',
    resolution_summary: 'OneDrive was reset.',
    linked_ticket_id: 'T20260921.0005',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'OneDrive again: red cross, nothing goes up or down.',
    turns: [
      ask(RED_CROSS, 'yes', 'Yes, red cross.'),
      ask(LONG_PATH, 'no', 'No, it is all on the top level.'),
      act(
        'Reset OneDrive with onedrive.exe /reset and wait until it has scanned all files.',
        'resolved',
        'Took a while, and now it has a green tick.',
      ),
    ],
    closing: 'The reset keeps the files, so nothing is lost by trying it.',
  },
);
