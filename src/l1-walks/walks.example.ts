import { PRINTER_OFFLINE } from '../flows/document/flow-document.example.js';
import type { PathEntry } from './walked-path.js';

export const WALK_EXAMPLE_IDS = {
  walk: '0199c301-4d2e-7a6b-8c1f-3e5d7a9b0c12',
  flow: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21',
  team: '0199c2f0-2b3c-7d4e-8f50-1b2c3d4e5f60',
  technician: '0199c2f0-1a2b-7c3d-9e4f-000000000002',
  session: '0199c2ee-91c4-7b0f-9d3a-2c6e8f1a5b70',
};

/**
 * Bodies to try in Swagger UI one after another: a walk through the flow of the printer that is offline, from its
 * first question to its end.
 */
export const START_EXAMPLES = {
  ticket: {
    summary: 'A caller whose printer is offline, with their ticket',
    value: {
      flow_id: WALK_EXAMPLE_IDS.flow,
      problem: 'The printer in accounts shows as offline for everybody.',
      linked_ticket_id: '48213',
      linked_ticket_kind: 'psa',
    },
  },
  plain: { summary: 'The flow alone', value: { flow_id: WALK_EXAMPLE_IDS.flow } },
  problem: {
    summary: 'The problem alone: the flow that fits, or suggestions',
    value: { problem: 'The printer in accounts shows as offline for everybody.', problem_domain: 'printing' },
  },
};

export const ANSWER_EXAMPLES = {
  condition: {
    summary: '1. The printer answers a ping: by the condition',
    value: { version: 1, condition: 'yes', words: 'Yes, it answers the ping.' },
  },
  words: {
    summary: '2. The port shows another address: read from what the caller says',
    value: { version: 2, words: 'No, the queue shows the address from before the move.' },
  },
  done: {
    summary: '3. The port is set: done, and on',
    value: { version: 3, note: 'SNMP was on.' },
  },
  edge: { summary: '4. The spooler is restarted: by the edge', value: { version: 4, edge_id: 'e8' } },
};

export const BACK_EXAMPLES = {
  plain: { summary: 'Take the latest step back', value: { version: 2 } },
  note: {
    summary: 'With the reason',
    value: { version: 2, note: 'It was the neighbour printer that answered.' },
  },
};

export const DEVIATE_EXAMPLES = {
  action: {
    summary: 'Something more was done',
    value: {
      version: 4,
      kind: 'action',
      text: 'Update the firmware of the print server.',
      result: 'the queue prints again',
    },
  },
  instead: {
    summary: 'In place of what the flow says',
    value: {
      version: 3,
      kind: 'action',
      text: 'Delete the queue and add the printer again with its new address.',
      result: 'the queue prints again',
      instead: true,
    },
  },
  answer: {
    summary: 'The caller gave an answer that has no way on',
    value: {
      version: 2,
      kind: 'action',
      text: 'Map the printer again under its own name.',
      result: 'it prints',
      words: 'There are two ports of that name.',
    },
  },
};

export const FINISH_EXAMPLES = {
  resolved: {
    summary: '5. Solved; the ticket will tell whether it holds',
    value: { version: 5, outcome: 'resolved', notes: 'The port had the old address since the move.' },
  },
  confirmed: {
    summary: 'Solved, and the caller tried it',
    value: { version: 5, outcome: 'resolved', outcome_confirmed: true },
  },
  escalated: {
    summary: 'Handed over',
    value: { version: 2, outcome: 'escalated', escalated_to: 'Second line, printing' },
  },
  abandoned: { summary: 'The caller hung up', value: { version: 2, outcome: 'abandoned' } },
};

export const OUTCOME_EXAMPLES = {
  plain: { summary: 'Whatever happened since', value: {} },
  seen: { summary: 'Only if nothing happened since', value: { version: 6 } },
};

/** The node after the first answer, and the path up to there. */
export const EXAMPLE_NODE = PRINTER_OFFLINE.nodes[2];
export const EXAMPLE_PATH: (PathEntry & { text: string })[] = [
  {
    seq: 1,
    kind: 'answer',
    node_id: 'ping',
    edge_id: 'e1',
    condition: 'yes',
    to_node_id: 'port',
    undoes: null,
    step: null,
    instead: false,
    words: 'Yes, it answers the ping.',
    note: null,
    seconds: 41.208,
    at: '2026-03-02T08:51:12.504Z',
    by: WALK_EXAMPLE_IDS.technician,
    text: 'Does the printer answer a ping from the print server?',
  },
];
