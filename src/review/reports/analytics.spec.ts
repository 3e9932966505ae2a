import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { periodOf, weeksOf } from './analytics.js';

const NOW = new Date('2026-03-18T10:00:00Z');

describe('periodOf', () => {
  it('is the last twelve weeks where nothing is said', () => {
    expect(periodOf(undefined, undefined, NOW)).toEqual({
      since: new Date('2025-12-24T10:00:00Z'),
      until: NOW,
    });
  });

  it('ends after it begins, and within two years', () => {
    expect(periodOf(NOW, NOW, NOW)).toBe('since must be before until');
    expect(periodOf(new Date('2024-01-01'), undefined, NOW)).toBe('the period must be at most two years');
    expect(periodOf(new Date('2024-04-01'), undefined, NOW)).toMatchObject({ until: NOW });
  });
});

describe('weeksOf', () => {
  it('has each Monday from the one before the period to the last one in it', () => {
    const since = new Date('2026-03-08T23:59:59Z');
    expect(weeksOf({ since, until: NOW })).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
    expect(weeksOf({ since, until: new Date('2026-03-09T00:00:00Z') })).toEqual(['2026-03-02']);
  });

  it('names Mondays only, seven days apart', () => {
    const time = fc.date({ min: new Date('1969-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 700 }), (since, days) => {
        const until = new Date(since.getTime() + days * 86_400_000);
        const weeks = weeksOf({ since, until }).map((day) => new Date(`${day}T00:00:00Z`));
        expect(weeks.every((week) => week.getUTCDay() === 1)).toBe(true);
        const [first] = weeks;
        expect(since.getTime() - (first?.getTime() ?? 0)).toBeGreaterThanOrEqual(0);
        expect(since.getTime() - (first?.getTime() ?? 0)).toBeLessThan(7 * 86_400_000);
        expect(weeks.length).toBe(Math.ceil((until.getTime() - (first?.getTime() ?? 0)) / (7 * 86_400_000)));
      }),
    );
  });
});
