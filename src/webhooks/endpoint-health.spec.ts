import { describe, expect, it } from '@jest/globals';
import { isDead, pauseSeconds, retryAfterSeconds, retrySeconds } from './endpoint-health.js';

const HOUR = 3_600;
const NOW = new Date('2026-03-02T12:00:00Z');

describe('the time to the next attempt', () => {
  it('grows from seconds to a day, then there is none', () => {
    const all = Array.from({ length: 11 }, (_, i) => retrySeconds(i + 1, null, 0));
    expect(all.slice(0, 3)).toEqual([5, 300, 1_800]);
    expect(all.slice(-3)).toEqual([24 * HOUR, null, null]);
    const seconds = all.filter((each) => each !== null);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    // Long enough for an endpoint that never answers to be found dead.
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(72 * HOUR);
  });

  it('is spread a little', () => {
    expect(retrySeconds(2, null, 1)).toBeCloseTo(330);
  });

  it('is as long as the receiver asks for, up to a day', () => {
    expect(retrySeconds(1, 600, 0)).toBe(600);
    expect(retrySeconds(2, 10, 0)).toBe(300);
    expect(retrySeconds(1, 10 ** 9, 0)).toBe(24 * HOUR);
    expect(retrySeconds(10, 600, 0)).toBeNull();
  });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    ['Mon, 02 Mar 2026 12:01:00 GMT', 60],
    ['Mon, 02 Mar 2026 11:00:00 GMT', null],
    ['soon', null],
    ['-5', null],
    [undefined, null],
  ])('%s is %s', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });
});

describe('an endpoint that fails', () => {
  it('is left alone for longer and longer, up to an hour', () => {
    expect([1, 2, 3, 4, 5, 9, 10, 100, 10_000].map(pauseSeconds)).toEqual([
      0, 0, 30, 60, 120, 1_920, 3_600, 3_600, 3_600,
    ]);
  });

  it('is dead after three days and ten failures, not after one of both', () => {
    const since = (hours: number) => new Date(NOW.getTime() - hours * HOUR * 1_000);
    expect(isDead(10, since(72), NOW)).toBe(true);
    expect(isDead(9, since(72), NOW)).toBe(false);
    expect(isDead(1_000, since(71), NOW)).toBe(false);
  });
});
