import { describe, expect, it } from '@jest/globals';
import type { FlowDocument } from '../graph/outline.js';
import { runbookOf } from './runbook.js';

const DOCUMENT: FlowDocument = {
  schema_version: 1,
  entries: ['hot'],
  nodes: [
    { id: 'end', kind: 'resolution', text: 'Solved' },
    { id: 'hot', kind: 'question', text: 'Is it hot?' },
    { id: 'fan', kind: 'action', text: 'Clean the fan' },
  ],
  edges: [
    { id: 'e1', from: 'hot', to: 'fan', condition: { label: 'yes' } },
    { id: 'e2', from: 'hot', to: 'end', condition: { label: 'no' } },
    { id: 'e3', from: 'fan', to: 'end', condition: null },
  ],
};

describe('a runbook', () => {
  it('has each step once, in the order in which they are come by, with the numbers that they lead to', () => {
    const steps = runbookOf(DOCUMENT);
    expect(steps.map(({ node }) => node.id)).toEqual(['hot', 'fan', 'end']);
    expect(steps[0]?.ways).toEqual([
      { id: 'e1', label: 'yes', step: 2 },
      { id: 'e2', label: 'no', step: 3 },
    ]);
    expect(steps[1]?.ways).toEqual([{ id: 'e3', label: null, step: 3 }]);
  });
});
