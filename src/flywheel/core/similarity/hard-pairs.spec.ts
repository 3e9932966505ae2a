import { describe, expect, it } from '@jest/globals';
import { TextCache } from '../../../search/text/analyse.js';
import { modelOf } from '../alignment/flow-model.js';
import { DIFFERENT, type HardPair, SAME } from './hard-pairs.testing.js';
import { Nearness } from './nearness.js';
import { stepOdds } from './similarity.js';
import { NO_STATISTICS } from '../sessions.testing.js';
import { termWeights } from './term-weights.js';

/** What else the flow asks: nothing that either wording speaks of. */
const OTHERS = ['Which site are you at?', 'Was the licence renewed?', 'Escalate to the second line.'];

/** Log odds that the second wording means the node of the first. */
function odds({ kind, a, b }: HardPair): number {
  const cache = new TextCache();
  const nodes = [
    { id: 'n', kind, text: a },
    ...OTHERS.map((text, i) => ({ id: `o${i}`, kind: 'question' as const, text })),
  ];
  const model = modelOf({ schema_version: 1, entries: ['n'], nodes, edges: [] }, new Map(), cache);
  const step = { kind, text: cache.analyse(b), result: null, answer: null };
  const weights = termWeights([model], NO_STATISTICS);
  return stepOdds(step, model.nodes, new Nearness(model, weights))[0] ?? 0;
}

describe('hard pairs', () => {
  it.each(DIFFERENT)('tells "$a" from "$b"', (pair) => {
    expect(odds(pair)).toBeLessThan(0);
    expect(odds({ ...pair, a: pair.b, b: pair.a })).toBeLessThan(0);
  });

  it.each(SAME)('takes "$b" for "$a"', (pair) => {
    expect(odds(pair)).toBeGreaterThan(0);
  });
});
