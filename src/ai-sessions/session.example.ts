import type { SessionMessage, SessionStep } from './session.js';

/** A session that runs through the API's description. */
export const EXAMPLE_MESSAGES: SessionMessage[] = [
  { role: 'user', content: 'The printer in accounts shows as offline for everybody.' },
  { role: 'assistant', content: 'Does it answer a ping from the print server?' },
  { role: 'user', content: 'No, nothing comes back.' },
  { role: 'assistant', content: 'Switch it off, wait ten seconds, switch it on, and try the ping again.' },
  { role: 'user', content: 'It answers now, and the queue is printing.' },
];

export const EXAMPLE_STEPS: SessionStep[] = [
  { kind: 'question', text: 'Does the printer answer a ping from the print server?', result: 'no' },
  { kind: 'action', text: 'Switch the printer off and on again', result: 'it answers, the queue prints' },
];

export const EXAMPLE_SESSION = {
  external_id: 'halo-48213',
  title: 'Printer in accounts is offline',
  problem_domain: 'printing',
  messages: EXAMPLE_MESSAGES,
  steps: EXAMPLE_STEPS,
  linked_ticket_id: '48213',
  linked_ticket_kind: 'psa',
};

/** Three lines of an import: one that is resolved, one still open, and one with a fault. */
export const EXAMPLE_IMPORT = [
  {
    ...EXAMPLE_SESSION,
    messages: EXAMPLE_MESSAGES.slice(0, 1),
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'Power cycle',
  },
  { external_id: 'halo-48214', title: 'VPN drops after a minute' },
  { title: 'A row that lacks its external_id' },
]
  .map((row) => `${JSON.stringify(row)}\n`)
  .join('');
