import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { confidenceOf } from './confidence.js';

const evidence = fc.record({
  supportingSessions: fc.integer({ min: 1, max: 500 }),
  confirmedOutcomes: fc.integer({ min: 0, max: 500 }),
  meanFitness: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('confidenceOf', () => {
  it.each([
    [{ supportingSessions: 1, confirmedOutcomes: 0, meanFitness: 1 }, 0.35],
    [{ supportingSessions: 2, confirmedOutcomes: 0, meanFitness: 1 }, 0.5125],
    [{ supportingSessions: 2, confirmedOutcomes: 1, meanFitness: 1 }, 0.6588],
    [{ supportingSessions: 1, confirmedOutcomes: 0, meanFitness: 0 }, 0.175],
  ])('is what the formula says: %j', (given, expected) =>
    expect(confidenceOf(given)).toBeCloseTo(expected, 3),
  );

  it('lies between 0 and 1 and never falls as evidence grows', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const confidence = confidenceOf(given);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        const more = { ...given, supportingSessions: given.supportingSessions + 1 };
        expect(confidenceOf(more)).toBeGreaterThanOrEqual(confidence);
        expect(
          confidenceOf({ ...more, confirmedOutcomes: given.confirmedOutcomes + 1 }),
        ).toBeGreaterThanOrEqual(confidence);
      }),
    );
  });
});
