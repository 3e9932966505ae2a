import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differenceInterval, shareInterval, Z_95, Z_99, type Proportion } from './proportions.js';

const of = (successes: number, trials: number): Proportion => ({ successes, trials });

const proportions = fc
  .nat({ max: 2_000 })
  .chain((trials) => fc.nat({ max: trials }).map((successes) => of(successes, trials)));

describe('the interval of a share', () => {
  it('is that of the literature', () => {
    // R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
    const known: [Proportion, number, number][] = [
      [of(81, 263), 0.2553, 0.3662],
      [of(15, 148), 0.0624, 0.1605],
      [of(0, 20), 0, 0.1611],
      [of(1, 29), 0.0061, 0.1718],
    ];
    for (const [proportion, low, high] of known) {
      const interval = shareInterval(proportion);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it('holds the share, keeps to 0 and 1, and narrows with trials and with less confidence', () => {
    fc.assert(
      fc.property(proportions, (proportion) => {
        const { share, low, high } = shareInterval(proportion);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        expect(high).toBeLessThanOrEqual(1);
        const wider = shareInterval(proportion, Z_99);
        expect(wider.high - wider.low).toBeGreaterThanOrEqual(high - low);
        const tenfold = shareInterval(of(proportion.successes * 10, proportion.trials * 10));
        expect(tenfold.high - tenfold.low).toBeLessThanOrEqual(high - low);
      }),
    );
  });
});

describe('the interval of a difference', () => {
  it('is that of the literature', () => {
    // Newcombe's table II, method 10; the first share less the second there.
    const known: [Proportion, Proportion, number, number][] = [
      [of(56, 70), of(48, 80), 0.0524, 0.3339],
      [of(9, 10), of(3, 10), 0.1705, 0.809],
      [of(10, 10), of(0, 20), 0.6791, 1],
    ];
    for (const [first, second, low, high] of known) {
      const interval = differenceInterval(second, first);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it('turns round with its two sides, and says nothing of sides without trials', () => {
    fc.assert(
      fc.property(proportions, proportions, fc.constantFrom(Z_95, Z_99), (before, after, z) => {
        const there = differenceInterval(before, after, z);
        const back = differenceInterval(after, before, z);
        expect(there.low).toBeCloseTo(-back.high, 10);
        expect(there.high).toBeCloseTo(-back.low, 10);
        expect(there.low).toBeLessThanOrEqual(there.difference);
        expect(there.high).toBeGreaterThanOrEqual(there.difference);
        if (before.trials === 0 || after.trials === 0)
          expect(there).toEqual({ difference: 0, low: -1, high: 1 });
      }),
    );
  });
});
