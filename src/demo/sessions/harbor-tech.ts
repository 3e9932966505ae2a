import { act, ask, session } from './demo-session.js';

/** Sessions of the second account: dental practices, with some of the first account's problems and external ids. */

const SAFE_MODE = 'Does Outlook start in safe mode?';
const WEBMAIL = 'Does webmail work in the browser for this mailbox?';
const NEW_PROFILE = 'Create a new Outlook profile in Control Panel under Mail and set it as the default.';
const SENSOR_LIGHT = 'Is the light of the X-ray sensor on?';
const OTHER_PORT = 'Does the imaging program find the X-ray sensor in another USB port?';

export const harborOutlook = session(
  {
    external_id: 'outlook-1',
    title: 'Outlook does not open at the front desk',
    problem_domain: 'email',
    outcome: 'resolved',
    resolution_summary: 'New Outlook profile for the front desk.',
    linked_ticket_id: '88102',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Front desk of Bayside Dental cannot open Outlook, patients are waiting for their reminders.',
    turns: [
      ask(SAFE_MODE, 'no', 'It does not.'),
      ask(WEBMAIL, 'yes', 'Webmail works.'),
      act(NEW_PROFILE, 'resolved', 'New profile, all good.'),
    ],
    closing: 'Great, then the reminders can go out.',
  },
);

export const harborOutlookAgain = session(
  {
    external_id: 'outlook-2',
    title: 'Outlook hangs for the hygienist',
    problem_domain: 'email',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'New Outlook profile.',
  },
  {
    opening: 'Same thing at Bayside for the hygienist: Outlook hangs.',
    turns: [ask(SAFE_MODE, 'No', 'No.'), ask(WEBMAIL, 'Yes', 'Yes.'), act(NEW_PROFILE, 'resolved', 'Fixed.')],
    closing: 'Two in a week. I will keep an eye on it.',
  },
);

export const harborSensor = session(
  {
    external_id: 'xray-sensor-1',
    title: 'Imaging program does not find the X-ray sensor',
    problem_domain: 'dental imaging',
    outcome: 'resolved',
    resolution_summary: 'Worn USB port on the chair-side computer.',
    linked_ticket_id: '88110',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Chair 3 cannot take X-rays, "sensor not found".',
    turns: [
      ask(SENSOR_LIGHT, 'yes', 'Yes, green.'),
      ask(OTHER_PORT, 'yes', 'In the port at the back it is found.'),
      act(
        'Leave the sensor in the working port and cover the worn one.',
        'resolved',
        'Done, the dentist is happy.',
      ),
    ],
    closing: 'Please order a new front panel for that computer.',
  },
);

export const harborSensorDriver = session(
  {
    external_id: 'xray-sensor-2',
    title: 'X-ray sensor not found after a Windows update',
    problem_domain: 'dental imaging',
    outcome: 'resolved',
    resolution_summary: 'Sensor driver installed again.',
  },
  {
    opening: 'Sensor not found in chair 1 since the update last night.',
    turns: [
      ask(SENSOR_LIGHT, 'yes', 'Yes.'),
      ask(OTHER_PORT, 'no', 'No, in none of them.'),
      act('Install the driver of the X-ray sensor again as administrator.', 'resolved', 'It is found again.'),
    ],
    closing: 'Good to know for the other chairs.',
  },
);

export const harborPrinter = session(
  {
    external_id: 'printer-1',
    title: 'Label printer in the lab is offline',
    problem_domain: 'printing',
    origin: 'l1_realtime',
    outcome: 'resolved',
    resolution_summary: 'Spooler restarted.',
    linked_ticket_id: '88121',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Label printer in the lab shows as offline.',
    turns: [
      ask('Does the display of the printer show a warning?', 'no', 'No.'),
      ask('Does the printer answer a ping from the print server?', 'yes', 'Yes.'),
      act(
        'Restart the print spooler service on the print server and delete the stuck print jobs.',
        'resolved',
        'Labels print again.',
      ),
    ],
    closing: 'Fine.',
  },
);

export const harborServerRoom = session(
  {
    external_id: 'server-room-1',
    title: 'Practice server is off',
    problem_domain: 'servers',
    outcome: 'escalated',
    resolution_summary: 'A technician is on the way.',
    linked_ticket_id: '88125',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'The whole practice is down, the server shows no light.',
    turns: [
      ask('Is the UPS of the server beeping?', 'yes', 'Yes, all the time.'),
      act('Plug the server into a wall socket past the UPS.', 'did not help', 'Still dead.'),
    ],
    closing: 'That needs somebody on site. I have passed it on.',
  },
);
