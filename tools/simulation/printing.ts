import type { HiddenFlow, HiddenNode } from './hidden-flow.js';

const ask = (wordings: HiddenNode['wordings'], ways: Record<string, string>): HiddenNode => ({
  kind: 'question',
  wordings,
  ways,
});
const fix = (...wordings: HiddenNode['wordings']): HiddenNode => ({ kind: 'action', wordings, ways: {} });

/** Why nothing comes out of an office printer: ten questions, fourteen causes. */
export const PRINTING: HiddenFlow = {
  title: 'Nothing comes out of the office printer',
  problemDomain: 'printing',
  root: 'others',
  nodes: {
    others: ask(
      [
        'Can other people print on this printer?',
        'Do your colleagues get their pages out of the same printer?',
        'Is it working for anybody else in the office?',
      ],
      { yes: 'listed', no: 'powered' },
    ),
    listed: ask(
      [
        'Is the printer in the list of printers on the computer?',
        'Do you see the printer under Printers and scanners?',
        'Does the printer show up in the settings of the computer?',
      ],
      { yes: 'offline', no: 'office' },
    ),
    office: ask(
      [
        'Is the computer in the office network?',
        'Are you connected to the network of the office?',
        'Is the machine on the office LAN right now?',
      ],
      { yes: 'add', no: 'tunnel' },
    ),
    add: fix(
      'Add the printer from the print server.',
      'Connect the printer again from the list of the print server.',
      'Install the printer by picking it on the print server.',
    ),
    tunnel: fix(
      'Connect the VPN first and add the printer then.',
      'Start the VPN client and add the printer once it is up.',
      'Bring the VPN up, after that add the printer.',
    ),
    offline: ask(
      [
        'Does Windows show the printer as offline?',
        'Is the printer greyed out and marked offline in Windows?',
        'Does it say offline next to the printer?',
      ],
      { yes: 'online', no: 'stuck' },
    ),
    online: fix(
      'Untick Use Printer Offline in the queue window.',
      'Open the queue and switch Use Printer Offline off.',
      'In the window of the queue, take the tick from Use Printer Offline.',
    ),
    stuck: ask(
      [
        'Are there documents stuck in the queue?',
        'Do old jobs sit in the print queue and not move?',
        'Is a document hanging in the queue of the printer?',
      ],
      { yes: 'spooler', no: 'testpage' },
    ),
    spooler: fix(
      'Stop the spooler, empty its folder and start it again.',
      'Restart the print spooler after deleting what is in the spool folder.',
      'Clear the spool folder while the spooler service is stopped, then start it.',
    ),
    testpage: ask(
      [
        'Does a test page from the properties of the printer come out?',
        'Can you print a Windows test page?',
        'When you print the test page, do you get it on paper?',
      ],
      { yes: 'default', no: 'driver' },
    ),
    default: fix(
      'Choose the office printer as the default printer.',
      'Set the default printer to the one in the office.',
      'Make the office printer the default one in the settings.',
    ),
    driver: fix(
      'Remove the driver and install the current one from the vendor.',
      'Uninstall the printer driver, then install the latest driver of the vendor.',
      'Replace the driver with the newest one from the site of the vendor.',
    ),
    powered: ask(
      [
        'Is the display of the printer lit?',
        'Is the printer switched on, with something on its display?',
        'Do you see light on the panel of the printer?',
      ],
      { yes: 'shows', no: 'plug' },
    ),
    plug: fix(
      'Plug the power cable in and switch the printer on.',
      'Push the power cord in properly and press the power button.',
      'Check the mains plug and turn the printer on.',
    ),
    shows: ask(
      [
        'What does the display of the printer say?',
        'Which message is on the panel of the printer?',
        'What can you read on the display of the printer?',
      ],
      { 'paper jam': 'jam', 'toner empty': 'toner', 'network error': 'cable', ready: 'server' },
    ),
    jam: fix(
      'Open the rear door and pull the jammed sheet out.',
      'Take the paper that is jammed out through the door at the back.',
      'Remove the stuck sheet behind the rear door.',
    ),
    toner: fix(
      'Put in the spare toner cartridge from the cupboard.',
      'Swap the toner cartridge for the spare one.',
      'Change the toner for a new cartridge.',
    ),
    cable: fix(
      'Put the network cable of the printer back into the wall socket.',
      'Plug the network cable in again at the printer and at the wall.',
      'Reseat the network cable of the printer.',
    ),
    server: ask(
      [
        'Does the print server answer a ping?',
        'Can you ping the print server?',
        'Does a ping to the print server come back?',
      ],
      { yes: 'paused', no: 'reboot' },
    ),
    reboot: fix(
      'Start the print server again from the console of the host.',
      'Reboot the print server on its host.',
      'Restart the virtual machine of the print server.',
    ),
    paused: ask(
      [
        'Is the queue paused on the print server?',
        'Does the print server show the queue as paused?',
        'On the server, is the queue of this printer on pause?',
      ],
      { yes: 'resume', no: 'cycle' },
    ),
    resume: fix(
      'Resume the queue on the print server.',
      'Let the paused queue go on in print management.',
      'Take the pause off the queue on the server.',
    ),
    cycle: fix(
      'Switch the printer off for a minute and on again.',
      'Turn the printer off, wait a minute, turn it on.',
      'Power the printer down for sixty seconds and back up.',
    ),
  },
  causes: {
    spooler: 18,
    toner: 11,
    online: 10,
    add: 9,
    tunnel: 9,
    driver: 8,
    default: 7,
    jam: 7,
    resume: 6,
    cable: 5,
    plug: 4,
    cycle: 3,
    reboot: 3,
  },
};

/** Ends that the first published version does not have, and the questions that lead only there. */
export const UNKNOWN_AT_FIRST: readonly string[] = ['tunnel', 'spooler', 'toner', 'cable', 'resume', 'cycle'];
