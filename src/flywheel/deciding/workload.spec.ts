import { describe, expect, it } from '@jest/globals';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { action, question } from '../core/sessions.testing.js';
import { isSmall, waysOf } from './workload.js';

/** A chain of so many nodes, with so many edges beside it. */
function flow(nodes: number, more = 0): { document: FlowDocument } {
  const edge = (i: number) => ({ id: `e${i}`, from: 'n0', to: 'n1', condition: null });
  return {
    document: {
      schema_version: 1,
      entries: ['n0'],
      nodes: Array.from({ length: nodes }, (_, i) => ({ id: `n${i}`, kind: 'action', text: `Do ${i}` })),
      edges: Array.from({ length: nodes - 1 + more }, (_, i) => edge(i)),
    },
  };
}

const steps = (count: number, text: string) => ({
  steps: Array.from({ length: count }, (_, i) => (i % 2 === 0 ? question(text) : action(text))),
});

describe('what is decided at once', () => {
  it('is what people record', () => {
    const ordinary = steps(12, 'Is the lamp of the printer on, and does it stay on?');
    expect(isSmall(ordinary, [])).toBe(true);
    expect(
      isSmall(
        ordinary,
        Array.from({ length: 12 }, () => flow(20)),
      ),
    ).toBe(true);
  });

  it.each([
    ['long texts', steps(3, 'x'.repeat(10_000)), []],
    ['many steps', steps(500, 'Is it on?'), []],
    ['many nodes', steps(12, 'Is it on?'), [flow(501)]],
    ['many nodes together', steps(12, 'Is it on?'), Array.from({ length: 60 }, () => flow(10))],
    ['long texts before many nodes', steps(12, 'x'.repeat(500)), [flow(100)]],
  ])('is not %s', (_, session, candidates) => {
    expect(isSmall(session, candidates)).toBe(false);
  });

  it('is less the more ways a document has', () => {
    const session = steps(20, 'Is the lamp of the printer on?');
    expect(waysOf(flow(20).document)).toBe(1);
    expect(isSmall(session, [flow(50)], waysOf(flow(20).document))).toBe(true);
    expect(waysOf(flow(20, 100).document)).toBe(40);
    expect(isSmall(session, [flow(50)], waysOf(flow(20, 100).document))).toBe(false);
  });
});
