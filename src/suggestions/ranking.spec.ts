import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { rank, smoothedShare, type Circumstances } from './ranking.js';

const UNKNOWN: Circumstances = {
  tried: 0,
  worked: 0,
  sameDomain: false,
  sameTeam: false,
  failedForTicket: false,
  downgraded: false,
};

const record = fc
  .record({ tried: fc.nat(200), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ tried, share }) => ({ tried, worked: Math.round(tried * share) }));

describe('a smoothed share', () => {
  it.each([
    [0, 0, 0.5],
    [1, 1, 0.6],
    [8, 10, 10 / 14],
    [0, 10, 2 / 14],
    [96, 96, 0.98],
  ])('of %i of %i is %f', (worked, tried, share) => {
    expect(smoothedShare({ tried, worked })).toBeCloseTo(share, 12);
  });

  it('grows with every use that worked, falls with every other, and never reaches an end', () => {
    fc.assert(
      fc.property(record, ({ tried, worked }) => {
        const share = smoothedShare({ tried, worked });
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThan(1);
        expect(smoothedShare({ tried: tried + 1, worked: worked + 1 })).toBeGreaterThan(share);
        expect(smoothedShare({ tried: tried + 1, worked })).toBeLessThan(share);
      }),
    );
  });
});

describe('the rank of a flow', () => {
  it('is its text score where nothing else is known', () => {
    expect(rank(0.4, UNKNOWN)).toEqual({
      score: 0.4,
      textScore: 0.4,
      successShare: 0.5,
      successFactor: 1,
      contextFactor: 1,
    });
  });

  it('multiplies what worked, the domain, the team, the ticket and trust', () => {
    const flow = {
      tried: 10,
      worked: 8,
      sameDomain: true,
      sameTeam: true,
      failedForTicket: true,
      downgraded: true,
    };
    const { successFactor, contextFactor, score } = rank(0.4, flow);
    expect(successFactor).toBeCloseTo(0.75 + 0.5 * (10 / 14), 12);
    expect(contextFactor).toBeCloseTo(1.2 * 1.1 * 0.5 * 0.5, 12);
    expect(score).toBeCloseTo(0.4 * successFactor * contextFactor, 12);
  });

  it('is at most 1', () => {
    expect(rank(0.9, { ...UNKNOWN, sameDomain: true, sameTeam: true }).score).toBe(1);
  });

  it('is not turned round by what worked where the words are five thirds as good', () => {
    fc.assert(
      fc.property(record, record, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (good, bad, text) => {
        const better = rank((text * 5) / 3, { ...UNKNOWN, ...bad });
        const worse = rank(text, { ...UNKNOWN, ...good });
        expect(better.score).toBeGreaterThan(worse.score);
      }),
    );
  });

  it('lets what worked decide between flows that fit alike', () => {
    const helps = rank(0.3, { ...UNKNOWN, tried: 20, worked: 18 });
    const fails = rank(0.32, { ...UNKNOWN, tried: 20, worked: 4 });
    expect(helps.score).toBeGreaterThan(fails.score);
  });
});
