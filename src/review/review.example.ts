import { SHORT_FLOW_REWORDED } from '../flows/document/flow-document.example.js';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';

const NOTES = { summary: 'With notes', value: { reviewer_notes: 'Matches what we see on the Ricohs.' } };

/** Bodies to try in Swagger UI. */
export const APPROVE_EXAMPLES = {
  plain: { summary: 'Without notes', value: {} },
  notes: NOTES,
  labels: {
    summary: 'With a name for a label that no answer clearly said',
    value: { labels: [{ edge_id: 'e4', label: 'now and then' }] },
  },
  loss: {
    summary: 'Although known sessions fit worse',
    value: {
      reviewer_notes: 'The sessions that restart the spooler first lost an hour; that way is to go.',
      accept_regressions: true,
    },
  },
};

export const REJECT_EXAMPLES = {
  notes: {
    summary: 'With the reason',
    value: {
      reason_code: 'incorrect',
      reviewer_notes: 'Restarting the print server at noon is no fix; the session only hid the cause.',
    },
  },
  duplicate: {
    summary: 'It says again what a flow says',
    value: { reason_code: 'duplicate', duplicate_of: { kind: 'flow', id: EXAMPLE_IDS.flow } },
  },
};

export const DISMISS_EXAMPLES = {
  notes: {
    summary: 'With the reason',
    value: {
      reason_code: 'not_now',
      reviewer_notes: 'Only the old Kyocera models; look again once the lease is renewed.',
    },
  },
};

export const REOPEN_EXAMPLES = {
  notes: {
    summary: 'With the reason',
    value: { reviewer_notes: 'The lease was renewed, so these models stay for another two years.' },
  },
};

export const MODIFY_EXAMPLES = {
  edited: {
    summary: 'One text made clearer',
    value: {
      flow_data: SHORT_FLOW_REWORDED,
      reviewer_notes: 'Said that it is to be switched off and on, too.',
    },
  },
};

export const PREVIEW_EXAMPLES = {
  plain: { summary: 'As it was proposed', value: {} },
  edited: {
    summary: 'As it was edited against version 2',
    value: { flow_data: SHORT_FLOW_REWORDED, base_version: 2 },
  },
};
