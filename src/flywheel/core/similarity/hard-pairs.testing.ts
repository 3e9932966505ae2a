import type { StepKind } from '../types.js';

/** Two wordings, and whether they mean the same step. */
export interface HardPair {
  kind: StepKind;
  a: string;
  b: string;
}

/** Nearly the same words, another meaning. */
export const DIFFERENT: readonly HardPair[] = [
  { kind: 'question', a: 'Is the light on?', b: 'Is the light off?' },
  { kind: 'question', a: 'Is the power light on the router on?', b: 'Is the power light on the router off?' },
  { kind: 'question', a: 'Is the VPN connected?', b: 'Is the VPN disconnected?' },
  { kind: 'question', a: 'Did it fail before the update?', b: 'Did it fail after the update?' },
  { kind: 'question', a: 'Can you send mail?', b: 'Can you receive mail?' },
  { kind: 'question', a: 'Is the front panel loose?', b: 'Is the rear panel loose?' },
  { kind: 'question', a: 'Does the upload fail?', b: 'Does the download fail?' },
  { kind: 'action', a: 'Enable the firewall rule.', b: 'Disable the firewall rule.' },
  { kind: 'action', a: 'Install the print driver.', b: 'Uninstall the print driver.' },
  { kind: 'action', a: 'Add the user to the group.', b: 'Remove the user from the group.' },
  { kind: 'question', a: 'Does the printer print a test page?', b: 'Does the scanner scan a test page?' },
  { kind: 'question', a: 'Is the drive cracking?', b: 'Is the fan rattling?' },
  { kind: 'action', a: 'Replace the keyboard.', b: 'Replace the docking station.' },
  { kind: 'question', a: 'Is the mailbox empty?', b: 'Is the mailbox full?' },
  { kind: 'question', a: 'Is the screw too tight?', b: 'Is the screw too loose?' },
  { kind: 'question', a: 'Is the scanner online?', b: 'Is the scanner offline?' },
  { kind: 'question', a: 'Is the account locked?', b: 'Is the account unlocked?' },
  { kind: 'question', a: 'Is the valve open?', b: 'Is the valve closed?' },
  { kind: 'question', a: 'Does the pump make noise while cold?', b: 'Does the pump make noise while hot?' },
  { kind: 'question', a: 'Is the headset wired?', b: 'Is the headset wireless?' },
  { kind: 'action', a: 'Increase the font size.', b: 'Decrease the font size.' },
  { kind: 'action', a: 'Lock the cabinet.', b: 'Unlock the cabinet.' },
  { kind: 'action', a: 'Check the input voltage.', b: 'Check the output voltage.' },
  { kind: 'action', a: 'Renew the certificate.', b: 'Renew the subscription.' },
];

/** The same meaning in other words. */
export const SAME: readonly HardPair[] = [
  {
    kind: 'question',
    a: 'Is the printer showing as offline?',
    b: 'Does the printer say that it is offline?',
  },
  { kind: 'question', a: 'Can you connect to the VPN?', b: 'Are you able to get a VPN connection?' },
  { kind: 'question', a: 'Does the laptop shut down by itself?', b: 'Is your PC shutting down on its own?' },
  {
    kind: 'question',
    a: 'Is the wi-fi adapter enabled?',
    b: 'Please check whether the wireless adapter is active.',
  },
  { kind: 'question', a: 'Do you hear any noise from the disk?', b: 'Is the disk making sounds?' },
  { kind: 'action', a: 'Restart the print spooler.', b: 'You should reboot the print spooler service.' },
  {
    kind: 'action',
    a: 'Recreate the Outlook profile.',
    b: 'Please create the Outlook profile again: recreate it.',
  },
  { kind: 'action', a: 'Replace the network cable.', b: 'The network cord has to be swapped.' },
  { kind: 'question', a: 'Has the password expired?', b: 'Could you tell me if your password has expired?' },
  { kind: 'question', a: 'Is the mailbox full?', b: "Would you see whether the user's mailbox is full?" },
  { kind: 'question', a: "Doesn't the scanner start?", b: 'Does the scanner not begin?' },
  { kind: 'question', a: 'Is the monitor black?', b: 'Is your display all black?' },
  { kind: 'question', a: 'Did you reset the phone?', b: 'Have you already restored your mobile?' },
  { kind: 'question', a: 'Is the badge reader defective?', b: 'Could the badge reader be broken?' },
  { kind: 'question', a: 'Is the pump overheating?', b: 'Does the pump get too hot?' },
  { kind: 'action', a: 'Shut down the server.', b: 'Please shutdown the server now.' },
  { kind: 'action', a: 'Delete the temporary files.', b: 'You need to erase all temporary files.' },
  { kind: 'action', a: 'Update the firmware.', b: 'The firmware needs an upgrade.' },
  { kind: 'action', a: 'Unplug the charger.', b: 'Disconnect your charger, please.' },
];
