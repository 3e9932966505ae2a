import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../flows/document/flow-document.example.js';
import { changeSummary } from './changes/change-summary.js';

/** The ids that the examples of the API documentation share. */
export const EXAMPLE_IDS = {
  account: '0199c2e8-0000-7a10-8b2c-1d2e3f4a5b6c',
  flow: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21',
  proposal: '0199c2f4-6b3e-7d51-8a0e-5f1c2b7d9e10',
  session: '0199c2f3-91aa-7b0c-9c7d-2f6e5d4c3b2a',
  engineer: '0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f',
  reviewer: '0199c2f0-7f6e-7d5c-8b4a-392817065f4e',
  event: '0199c2f6-10d2-7e55-a1b3-c4d5e6f70819',
} as const;

const NEW_FLOW = {
  title: 'Network printer shows as offline',
  description: 'A shared network printer is offline for everybody, or for one user.',
  problem_domain: 'printing',
  proposal_type: 'new_flow',
  proposed_flow_data: PRINTER_OFFLINE,
  session: {
    title: 'Ricoh in accounts went offline after the move',
    resolution_summary:
      'The port still had the old address. Set it to the reserved one; the queue came back.',
  },
  linked_ticket_id: 'T20260302.0117',
  linked_ticket_kind: 'psa',
};

const ENHANCEMENT = {
  title: 'Printer offline: the driver can be the cause',
  description: 'When restarting the spooler does not help, the Type 4 driver is to blame.',
  proposal_type: 'enhancement',
  target_flow_id: EXAMPLE_IDS.flow,
  proposed_flow_data: PRINTER_OFFLINE_LATER,
  source_session_id: EXAMPLE_IDS.session,
};

const BRANCH_ADDITION = {
  ...ENHANCEMENT,
  title: 'Printer offline: the spooler does not start',
  description: 'The Print Spooler service stops again at once: a broken driver package.',
  proposal_type: 'branch_addition',
  proposed_flow_data: {
    ...PRINTER_OFFLINE,
    nodes: [
      ...PRINTER_OFFLINE.nodes,
      { id: 'remove-package', kind: 'action', text: 'Remove the driver package that the event log names.' },
      { id: 'spooler-runs', kind: 'resolution', text: 'The Print Spooler service stays up.' },
    ],
    edges: [
      ...PRINTER_OFFLINE.edges,
      { id: 'e9', from: 'spooler', to: 'remove-package', condition: { label: 'stops again' } },
      { id: 'e10', from: 'remove-package', to: 'spooler-runs', condition: null },
    ],
  },
};

/** Bodies to try in Swagger UI. */
export const DRAFT_EXAMPLES = {
  new_flow: { summary: 'A new flow, with a session recorded for it', value: NEW_FLOW },
  branch_addition: { summary: 'One new branch of a published flow', value: BRANCH_ADDITION },
  enhancement: { summary: 'Any other change of a published flow', value: ENHANCEMENT },
};

export const DRAFT_CHANGE_EXAMPLES = {
  texts: {
    summary: 'Other words',
    value: {
      title: 'Network printer is offline or prints nothing',
      description: 'Also covers queues that take jobs and print none.',
    },
  },
  document: { summary: 'Another document', value: { proposed_flow_data: PRINTER_OFFLINE_LATER } },
};

export const EXAMPLE_SUMMARY = changeSummary('enhancement', PRINTER_OFFLINE_LATER, PRINTER_OFFLINE_DIFF);
export const EXAMPLE_DIFF = PRINTER_OFFLINE_DIFF;
export const EXAMPLE_DOCUMENT = PRINTER_OFFLINE_LATER;
