import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { brierScore, fitCurve, readCurve, risingCurve, type Case } from './confidence-curve.js';

const likelihood = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
);
const cases = fc.array(fc.record({ prior: likelihood, observed: fc.constantFrom(0, 0.5, 1) }), {
  maxLength: 120,
});

const many = (count: number, prior: number, observed: number): Case[] =>
  Array.from({ length: count }, () => ({ prior, observed }));

describe('risingCurve', () => {
  it('pools what falls, by weight, and leaves the rest', () => {
    const curve = risingCurve([
      { prior: 0.6, observed: 0.5, weight: 1 },
      { prior: 0.1, observed: 0.2, weight: 1 },
      { prior: 0.3, observed: 0.8, weight: 1 },
      { prior: 0.4, observed: 0.2, weight: 2 },
      { prior: 0.9, observed: 1, weight: 1 },
    ]);
    // (.8 + 2 * .2) / 3 = .4, which lies between .2 and .5
    expect(curve).toEqual([
      { prior: 0.1, score: 0.2 },
      { prior: 0.3, score: expect.closeTo(0.4) },
      { prior: 0.4, score: expect.closeTo(0.4) },
      { prior: 0.6, score: 0.5 },
      { prior: 0.9, score: 1 },
    ]);
  });

  it('pools back as far as it must', () => {
    const curve = risingCurve([
      { prior: 0.1, observed: 0.5, weight: 1 },
      { prior: 0.2, observed: 0.6, weight: 1 },
      { prior: 0.3, observed: 0.1, weight: 1 },
    ]);
    expect(curve).toEqual([
      { prior: 0.1, score: expect.closeTo(0.4) },
      { prior: 0.3, score: expect.closeTo(0.4) },
    ]);
  });
});

describe('readCurve', () => {
  const curve = [
    { prior: 0.2, score: 0.1 },
    { prior: 0.4, score: 0.5 },
  ];

  it.each([
    [0, 0.1],
    [0.2, 0.1],
    [0.25, 0.2],
    [0.4, 0.5],
    [1, 0.5],
  ])('at %d is %d: straight between the points, level beyond them', (prior, score) => {
    expect(readCurve(curve, prior)).toBeCloseTo(score, 12);
  });
});

describe('fitCurve', () => {
  it('says what the formula says while nothing is known', () => {
    const curve = fitCurve([]);
    for (const prior of [0.1, 0.35, 0.5, 0.8]) expect(readCurve(curve, prior)).toBeCloseTo(prior, 6);
  });

  /*
   * At a prior of .5 the logit is 0, so that only the shift b is learned: 10 * (sigmoid(b) - observed) + b = 0. With
   * what was observed at sigmoid(1) + .1 = .8310586 that is 1. The curve at .5 is then the mean of ten times that and
   * five times sigmoid(1) = .7310586: .7977253. Its neighbours .6444 at .4 and .8031 at .6 leave it alone.
   */
  it('is what one works out by hand', () => {
    const curve = fitCurve(many(10, 0.5, 0.8310586));
    expect(readCurve(curve, 0.5)).toBeCloseTo(0.7977253, 6);
    expect(readCurve(curve, 0.4)).toBeCloseTo(0.6444045, 6);
    expect(readCurve(curve, 0.6)).toBeCloseTo(0.8030497, 6);
  });

  it('comes to what many decisions say', () => {
    const decided = [...many(300, 0.35, 1), ...many(100, 0.35, 0), ...many(190, 0.8, 1), ...many(10, 0.8, 0)];
    const curve = fitCurve(decided);
    expect(readCurve(curve, 0.35)).toBeCloseTo(0.75, 1);
    expect(readCurve(curve, 0.8)).toBeCloseTo(0.95, 1);
  });

  it('stays level where reviewers prefer what the formula thinks little of', () => {
    const curve = fitCurve([...many(100, 0.3, 1), ...many(100, 0.7, 0)]);
    expect(readCurve(curve, 0.7)).toBeCloseTo(readCurve(curve, 0.3), 1);
  });

  it('never falls and stays within 0 to 1', () => {
    fc.assert(
      fc.property(cases, likelihood, likelihood, (decided, a, b) => {
        const curve = fitCurve(decided);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(readCurve(curve, low)).toBeGreaterThanOrEqual(0);
        expect(readCurve(curve, high)).toBeLessThanOrEqual(1);
        expect(readCurve(curve, high)).toBeGreaterThanOrEqual(readCurve(curve, low) - 1e-12);
      }),
    );
  });

  it('is never worse than the formula on what it has learned from', () => {
    fc.assert(
      fc.property(cases, (decided) => {
        const curve = fitCurve(decided);
        const formula = brierScore(decided, (prior) => prior);
        expect(brierScore(decided, (prior) => readCurve(curve, prior))).toBeLessThanOrEqual(formula + 1e-12);
      }),
    );
  });

  it('does not depend on the order of the decisions', () => {
    fc.assert(
      fc.property(cases, likelihood, (decided, prior) => {
        const there = readCurve(fitCurve(decided), prior);
        expect(readCurve(fitCurve([...decided].reverse()), prior)).toBeCloseTo(there, 9);
      }),
    );
  });

  it('is nearer to the truth than the formula on decisions that it has not seen', () => {
    const generous = (prior: number) => 0.6 + 0.4 * prior;
    const priors = Array.from({ length: 60 }, (_, n) => 0.2 + (n / 60) * 0.7);
    // Every prior once, its outcome by the golden ratio's even spread over 0 to 1: a sample without chance.
    const decided = priors.map((prior, n) => ({
      prior,
      observed: (n * 0.618034) % 1 < generous(prior) ? 1 : 0,
    }));
    const curve = fitCurve(decided);
    const off = (predict: (prior: number) => number) =>
      Math.max(...priors.map((prior) => Math.abs(predict(prior + 0.005) - generous(prior + 0.005))));
    expect(off((prior) => readCurve(curve, prior))).toBeLessThan(0.15);
    expect(off((prior) => prior)).toBeGreaterThan(0.4);
  });
});

describe('brierScore', () => {
  it('is the mean square of what a prediction is off by', () => {
    const decided = [
      { prior: 0.8, observed: 1 },
      { prior: 0.6, observed: 0 },
    ];
    expect(brierScore(decided, (prior) => prior)).toBeCloseTo((0.04 + 0.36) / 2, 12);
    expect(brierScore([], (prior) => prior)).toBe(0);
  });
});
