import { describe, expect, it } from '@jest/globals';
import { RateWindow } from './rate-window.js';

describe('RateWindow', () => {
  it('lets each key have its limit in a second', () => {
    const window = new RateWindow(2);
    expect([1000, 1500, 1999].map((now) => window.take('a', now))).toEqual([true, true, false]);
    expect(window.take('b', 1999)).toBe(true);
  });

  it('begins anew with each second', () => {
    const window = new RateWindow(1);
    expect([1000, 1999, 2000, 2001, 9000].map((now) => window.take('a', now))).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it('lets nothing pass with a limit of none', () => {
    expect(new RateWindow(0).take('a', 0)).toBe(false);
  });
});
