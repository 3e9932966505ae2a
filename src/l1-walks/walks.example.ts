export const WALK_EXAMPLE_IDS = {
  flow: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21',
  team: '0199c2f0-2b3c-7d4e-8f50-1b2c3d4e5f60',
  technician: '0199c2f0-1a2b-7c3d-9e4f-000000000002',
};

/**
 * Bodies to try in Swagger UI one after another: a walk through a flow of the demo account, from its first question to
 * its end. Each names the version that the walk has by then.
 */
export const START_EXAMPLES = {
  problem: {
    summary: 'A caller whose websites do not open, with their ticket: begins the flow that fits',
    value: {
      problem: 'Websites do not open although the computer is on the network.',
      problem_domain: 'network',
      linked_ticket_id: '48213',
      linked_ticket_kind: 'psa',
    },
  },
  flow: {
    summary: 'A flow that `flows/suggest` found',
    value: {
      flow_id: WALK_EXAMPLE_IDS.flow,
      problem: 'The printer in accounts shows as offline for everybody.',
    },
  },
  plain: { summary: 'The flow alone', value: { flow_id: WALK_EXAMPLE_IDS.flow } },
};

export const ANSWER_EXAMPLES = {
  condition: {
    summary: '1. nslookup finds no address: by the condition',
    value: { version: 1, condition: 'no', words: 'No, it says that the name is unknown.' },
  },
  words: {
    summary: '2. The adapter has an address of its own: read from what the caller says',
    value: { version: 2, words: 'No, somebody has typed an address in there.' },
  },
  done: {
    summary: '3. The adapter is set: done, and on',
    value: { version: 3, note: 'It was the address of the old router.' },
  },
  edge: {
    summary: 'By the edge of one of the `options`',
    value: { version: 1, edge_id: '0199c2f5-0c44-7f1a-b7d2-41d20c7a9e35' },
  },
};

export const BACK_EXAMPLES = {
  plain: { summary: 'Take the latest step back', value: { version: 2 } },
  note: {
    summary: 'With the reason',
    value: { version: 2, note: 'The name was misspelt; it finds an address.' },
  },
};

export const DEVIATE_EXAMPLES = {
  action: {
    summary: 'Something more was done, at the end',
    value: {
      version: 4,
      kind: 'action',
      text: 'Restart the browser without its extensions.',
      result: 'the websites open',
    },
  },
  instead: {
    summary: 'In place of what the flow says',
    value: {
      version: 3,
      kind: 'action',
      text: 'Disable the VPN client that writes its own DNS server into the adapter.',
      result: 'the websites open',
      instead: true,
    },
  },
  answer: {
    summary: 'The caller gave an answer that has no way on',
    value: {
      version: 2,
      kind: 'action',
      text: 'Put the adapter back on with the device manager.',
      result: 'the websites open',
      words: 'There is no adapter in the list.',
    },
  },
};

export const FINISH_EXAMPLES = {
  resolved: {
    summary: '4. Solved; the ticket will tell whether it holds',
    value: { version: 4, outcome: 'resolved', notes: 'The adapter had the address of the old router.' },
  },
  confirmed: {
    summary: 'Solved, and the caller tried it',
    value: { version: 4, outcome: 'resolved', outcome_confirmed: true },
  },
  escalated: {
    summary: 'Handed over',
    value: { version: 2, outcome: 'escalated', escalated_to: 'Second line, networks' },
  },
  abandoned: { summary: 'The caller hung up', value: { version: 2, outcome: 'abandoned' } },
};

export const OUTCOME_EXAMPLES = {
  plain: { summary: '5. Whatever happened since', value: {} },
  seen: { summary: 'Only if nothing happened since', value: { version: 5 } },
};
