import { act, ask, session, tell } from './demo-session.js';

const DISPLAY = 'Does the display of the printer show a warning?';
const PING = 'Does the printer answer a ping from the print server?';
const RESTART_SPOOLER =
  'Restart the print spooler service on the print server and delete the stuck print jobs.';

export const printerAddress = session(
  {
    external_id: 'printer-1',
    title: 'Printer on the second floor is offline',
    problem_domain: 'printing',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'The printer had lost its reserved address after a power cut.',
    linked_ticket_id: 'T20260914.0041',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Hello, the big printer on the second floor shows as offline for everybody since the power cut.',
    turns: [
      ask(
        DISPLAY,
        'no',
        'No, it says Ready.',
        'Hello. First the simple thing: does the display of the printer show a warning?',
      ),
      ask(PING, 'no', 'No reply, request timed out.'),
      act(
        'Set the reserved network address on the printer again and switch it off and on.',
        'resolved',
        'It had picked up another address. Set it back and everybody can print.',
      ),
    ],
    closing: 'Thank you. A small UPS for that switch may be worth suggesting to them.',
  },
);

export const printerSpooler = session(
  {
    external_id: 'printer-2',
    title: 'Print jobs stay in the queue, printer shown as offline',
    problem_domain: 'printing',
    outcome: 'resolved',
    resolution_summary: 'A stuck job blocked the queue.',
  },
  {
    opening: 'Reception cannot print visitor badges, jobs pile up and the printer shows as offline.',
    turns: [
      ask(DISPLAY, 'no', 'No warning.'),
      ask(PING, 'yes', 'It answers in 1 ms.'),
      act(RESTART_SPOOLER, 'resolved', 'There was a 900 page PDF stuck. Deleted, and the badges came out.'),
    ],
    closing: 'I hope that nobody needed the 900 pages.',
  },
);

export const printerSpoolerByPhone = session(
  {
    external_id: 'printer-3',
    title: 'Nothing prints in the warehouse',
    problem_domain: 'printing',
    origin: 'l1_realtime',
    outcome: 'resolved',
    resolution_summary: 'Spooler restarted.',
    linked_ticket_id: 'T20260918.0040',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Warehouse on the phone, no labels since ten.',
    turns: [
      ask('Does the display of the printer show a warning?', 'No', 'Not that he can see.'),
      tell('The warehouse printer is a label printer with a small green display.', 'ok', 'Right, found it.'),
      ask(
        'Does the display of the printer show a warning',
        'No',
        'Now that we look at the right one: no, green.',
      ),
      ask('Does the printer answer a ping from the print server?', 'Yes', 'Yes.'),
      act(RESTART_SPOOLER, 'resolved', 'Labels are coming out.'),
    ],
    closing: 'Good. Tell them to ring at once next time, not at noon.',
  },
);
