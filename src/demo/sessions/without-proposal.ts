import { act, ask, session, tell } from './demo-session.js';

/** Sessions from which nothing is learned: not resolved, too thin, or not over yet. */

export const wifiGivenUp = session(
  {
    external_id: 'wifi-1',
    title: 'Wi-Fi drops in the meeting room',
    problem_domain: 'network',
    outcome: 'abandoned',
  },
  {
    opening: 'Wi-Fi drops in the large meeting room whenever the blinds are down. I am not joking.',
    turns: [
      ask('Do all devices in the room lose the Wi-Fi at the same time?', 'not sure', 'I would have to ask.'),
      act(
        'Move the laptop next to the access point and try again.',
        'not done',
        'They have gone home, I will come back to this.',
      ),
    ],
    closing: 'No problem. Write to me when somebody is on site.',
  },
);

export const bitLockerEscalated = session(
  {
    external_id: 'bitlocker-1',
    title: 'Laptop asks for the BitLocker recovery key at every start',
    problem_domain: 'workstation',
    outcome: 'escalated',
    resolution_summary: 'Passed on to the hardware vendor; the main board has to be replaced.',
    linked_ticket_id: 'T20260916.0019',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Laptop wants the BitLocker key at every start since the firmware update.',
    turns: [
      ask('Is the recovery key stored in Entra ID?', 'yes', 'Yes, I can read it there.'),
      act('Suspend BitLocker, restart the laptop and resume BitLocker.', 'did not help', 'It asks again.'),
      act('Clear the TPM in the firmware settings.', 'did not help', 'The TPM is not even detected now.'),
    ],
    closing: 'That looks like the board. Please pass it on to the vendor with these notes.',
  },
);

export const phoneThin = session(
  {
    external_id: 'phone-1',
    title: 'Desk phone has no display',
    problem_domain: 'telephony',
    origin: 'l1_realtime',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'The cable was loose.',
  },
  {
    opening: 'Desk phone is dead at reception.',
    turns: [
      act('Push the network cable of the desk phone in until it clicks.', 'resolved', 'Ha, that was it.'),
    ],
    closing: 'The best kind of call.',
  },
);

export const slowLaptopNoAction = session(
  {
    external_id: 'slow-laptop-1',
    title: 'Laptop is slow in the morning',
    problem_domain: 'workstation',
    outcome: 'resolved',
    resolution_summary: 'Explained; nothing was changed.',
  },
  {
    opening: 'User complains that her laptop is slow before nine.',
    turns: [
      ask('Is it slow after nine as well?', 'no', 'No, only early.'),
      tell('The antivirus scan runs from eight to nine.', 'understood', 'Oh, then she will make tea first.'),
    ],
    closing: 'Tea is a fine solution.',
  },
);

export const scannerUnknown = session(
  {
    external_id: 'scanner-1',
    title: 'Scan to folder fails now and then',
    problem_domain: 'printing',
    outcome: 'unknown',
  },
  {
    opening: 'Scan to folder fails now and then at the notary.',
    turns: [
      ask('Has the password of the scan account expired?', 'no', 'It never expires.'),
      act(
        'Enter the server by its full name in the address book of the copier.',
        'waiting',
        'Changed, they will tell us.',
      ),
    ],
    closing: 'I have written down what was changed.',
  },
);

export const meetingRoomOpen = session(
  {
    external_id: 'meeting-room-1',
    title: 'Screen in the meeting room stays black',
    problem_domain: 'collaboration',
    linked_ticket_id: 'T20260922.0061',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Screen in the board room stays black when they plug a laptop in.',
    turns: [
      ask(
        'Does the screen show its own menu?',
        'yes',
        'Yes, the menu comes up. Customer is looking for another cable.',
      ),
    ],
    closing: 'Good. Tell me when they have tried the other cable.',
  },
);
