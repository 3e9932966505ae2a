import type { StepKind } from './types.js';

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
];
