import {
  SHORT_FLOW,
  SHORT_FLOW_BRANCHED,
  SHORT_FLOW_REWORDED,
} from '../flows/document/flow-document.example.js';

/** The ids that the examples of the API documentation share. */
export const EXAMPLE_IDS = {
  flow: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21',
  proposal: '0199c2f4-6b3e-7d51-8a0e-5f1c2b7d9e10',
  session: '0199c2f3-91aa-7b0c-9c7d-2f6e5d4c3b2a',
  reviewer: '0199c2f0-7f6e-7d5c-8b4a-392817065f4e',
  event: '0199c2f6-10d2-7e55-a1b3-c4d5e6f70819',
} as const;

const NEW_FLOW = {
  title: 'Network printer shows as offline',
  description: 'A shared network printer is offline for everybody, or for one user.',
  problem_domain: 'printing',
  proposal_type: 'new_flow',
  proposed_flow_data: SHORT_FLOW,
  session: {
    title: 'Ricoh in accounts went offline after the move',
    resolution_summary:
      'The port still had the old address. Set it to the reserved one; the queue came back.',
  },
  linked_ticket_id: 'T20260302.0117',
  linked_ticket_kind: 'psa',
};

const BRANCH_ADDITION = {
  title: 'Printer offline: the driver can be the cause',
  proposal_type: 'branch_addition',
  target_flow_id: EXAMPLE_IDS.flow,
  proposed_flow_data: SHORT_FLOW_BRANCHED,
  source_session_id: EXAMPLE_IDS.session,
};

/** Bodies to try in Swagger UI. */
export const DRAFT_EXAMPLES = {
  new_flow: { summary: 'A new flow, with a session recorded for it', value: NEW_FLOW },
  branch_addition: { summary: 'One new branch of a published flow', value: BRANCH_ADDITION },
};

export const DRAFT_CHANGE_EXAMPLES = {
  texts: {
    summary: 'Other words',
    value: {
      title: 'Network printer is offline or prints nothing',
      description: 'Also covers queues that take jobs and print none.',
    },
  },
  document: { summary: 'Another document', value: { proposed_flow_data: SHORT_FLOW_REWORDED } },
};
