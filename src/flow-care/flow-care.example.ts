/** Bodies to try in Swagger UI. */
export const CARE_EXAMPLES = {
  interval: { summary: 'Every quarter', value: { verify_every: 90 } },
  account: { summary: 'As often as the account has set', value: { verify_every: null } },
  owner: {
    summary: 'Somebody else answers for it',
    value: {
      owner_id: '0199c2f0-1a2b-7c3d-9e4f-000000000002',
      notes: 'Tom looks after the print servers now.',
    },
  },
};

export const VERIFY_EXAMPLES = {
  plain: { summary: 'It holds', value: {} },
  resolved: {
    summary: 'It holds, now that what was flagged is mended',
    value: {
      notes: 'Version 3 has the new address of the driver page.',
      open_flags: 'resolved',
    },
  },
};

export const FLAG_EXAMPLES = {
  flow: {
    summary: 'The flow as a whole',
    value: { reason: 'incomplete', words: 'Says nothing of printers on a print server.' },
  },
  node: {
    summary: 'A node, in the middle of a walk',
    value: {
      node_id: 'driver',
      reason: 'outdated',
      words: 'The vendor moved the driver to another page.',
      walk_id: '0199c2f6-5b21-7e4c-8d3a-2f6b9c8e7a10',
    },
  },
};

export const CLOSE_FLAG_EXAMPLES = {
  resolved: {
    summary: 'Something was done about it',
    value: { status: 'resolved', notes: 'Version 3 has the new address.' },
  },
  dismissed: {
    summary: 'Nothing is to be done',
    value: { status: 'dismissed', notes: 'It is the right page.' },
  },
};
