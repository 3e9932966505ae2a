/** Bodies to try in Swagger UI. */
export const ROLLBACK_EXAMPLES = {
  plain: { summary: 'Back to the first version', value: { version: 1 } },
  loss: {
    summary: 'Although known sessions fit worse',
    value: {
      version: 1,
      notes: 'The driver of the vendor breaks duplex printing on every model that we have.',
      accept_regressions: true,
    },
  },
};

export const ARCHIVE_EXAMPLES = {
  notes: {
    summary: 'With the reason',
    value: { notes: 'The last of these printers went back to the lessor.' },
  },
};

export const RESTORE_EXAMPLES = {
  notes: {
    summary: 'With the reason',
    value: { notes: 'The branch in Leeds still has two of them.' },
  },
};

export const REVERT_EXAMPLES = {
  plain: { summary: 'Without notes', value: {} },
  notes: {
    summary: 'With the reason',
    value: { reviewer_notes: 'Approved the wrong one of the two; this needs the exact driver version.' },
  },
};
