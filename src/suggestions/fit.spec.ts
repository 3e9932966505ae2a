import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitFeatures, isLikely, probabilityOf } from './fit.js';

const thing = (word: string, ...otherwise: string[]) => ({
  words: [word],
  terms: new Set([word]),
  otherwise: new Set(otherwise),
});

describe('whether a flow is about a problem', () => {
  it('rests on what it covers, what names it, and what it does not have', () => {
    const impacts = new Map([
      ['gate', 3],
      ['barrier', 3],
      ['squeak', 1],
    ]);
    const things = [thing('gate', 'barrier'), thing('squeak'), thing('lamp')];
    expect(fitFeatures(things, impacts, new Set(['barrier']), new Set(['barrier']))).toEqual({
      covered: 0.75,
      named: 1,
      missing: 1,
    });
  });

  it('is not told by what is not looked up, since most flows have it', () => {
    const features = fitFeatures([thing('error')], new Map(), new Set(), new Set(['error']));
    expect(features).toEqual({ covered: 0, named: 1, missing: 0 });
  });

  it('is unlikely where nothing is spoken of, or only things beside the subject', () => {
    expect(isLikely({ probability: probabilityOf({ covered: 0, named: 0, missing: 0 }) })).toBe(false);
    expect(isLikely({ probability: probabilityOf({ covered: 0.6, named: 0, missing: 1 }) })).toBe(false);
    expect(isLikely({ probability: probabilityOf({ covered: 0.6, named: 2, missing: 1 }) })).toBe(true);
  });

  it('grows with what is covered and named, falls with what is missing, and stays a probability', () => {
    const features = fc.record({
      covered: fc.double({ min: 0, max: 0.9, noNaN: true }),
      named: fc.nat(2),
      missing: fc.nat(4),
    });
    fc.assert(
      fc.property(features, (few) => {
        const probability = probabilityOf(few);
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThan(1);
        expect(probabilityOf({ ...few, covered: few.covered + 0.1 })).toBeGreaterThan(probability);
        expect(probabilityOf({ ...few, named: few.named + 1 })).toBeGreaterThan(probability);
        expect(probabilityOf({ ...few, missing: few.missing + 1 })).toBeLessThan(probability);
      }),
    );
  });
});
