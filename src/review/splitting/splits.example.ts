/** Bodies to try in Swagger UI. */
const CHOICE = { base_version: 1, node_ids: ['cable', 'vendor'], shared_node_ids: ['ping'] };

export const SPLIT_PREVIEW_EXAMPLES = {
  branch: { summary: 'A branch, with the question that leads to it in both', value: CHOICE },
};

export const SPLIT_EXAMPLES = {
  branch: {
    summary: 'A branch, with the question that leads to it in both',
    value: { ...CHOICE, title: 'Printer has no network' },
  },
  loss: {
    summary: 'Although sessions that stay fit worse',
    value: {
      ...CHOICE,
      title: 'Printer has no network',
      notes: 'Who has no network never gets as far as the queue; the three sessions that did were mistaken.',
      accept_regressions: true,
    },
  },
};

export const SPLIT_REVERT_EXAMPLES = {
  notes: { summary: 'With the reason', value: { notes: 'Callers cannot tell the two apart after all.' } },
};
