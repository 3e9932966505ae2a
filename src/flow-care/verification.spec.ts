import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../accounts/settings/account-settings.js';
import { differenceInterval, Z_99, type Proportion } from '../kernel/proportions.js';
import { randomFrom } from '../../tools/simulation/random.js';
import { addDays, downgradeAt, dueAt, findReasons, hasFallen, type CareFacts } from './verification.js';

const NOW = new Date('2026-06-01T12:00:00Z');
const daysAgo = (days: number): Date => addDays(NOW, -days);
const of = (successes: number, trials: number): Proportion => ({ successes, trials });

/** A flow that holds. */
const HOLDS: CareFacts = {
  version: 2,
  verifiedAt: daysAgo(10),
  verifyEvery: null,
  lastUsedAt: daysAgo(1),
  freshFlags: 0,
  walksByVersion: [],
  recentWalks: of(0, 0),
  earlierWalks: of(0, 0),
};
const OFF = {
  ...DEFAULT_SETTINGS,
  verifyEveryDays: 0,
  flagsToVerify: 0,
  unusedDays: 0,
  successFallMinimum: 0,
};

const codes = (facts: Partial<CareFacts>, settings: Partial<typeof DEFAULT_SETTINGS> = {}): string[] =>
  findReasons({ ...HOLDS, ...facts }, { ...DEFAULT_SETTINGS, ...settings }, NOW).map(({ code }) => code);

describe('a flow', () => {
  it('holds while nothing speaks against it', () => {
    expect(codes({})).toEqual([]);
  });

  it('needs verification for every reason at once', () => {
    const facts = {
      verifiedAt: daysAgo(400),
      lastUsedAt: daysAgo(400),
      freshFlags: 3,
      recentWalks: of(10, 40),
      earlierWalks: of(80, 100),
    };
    expect(codes(facts)).toEqual(['overdue', 'success_fell', 'flagged', 'unused']);
    expect(codes(facts, OFF)).toEqual([]);
  });
});

describe('the time of a flow', () => {
  it('is over to the millisecond, whatever the clocks did in between', () => {
    // Between these two the clocks of Europe went forward.
    const verifiedAt = new Date('2026-03-28T12:00:00Z');
    const due = dueAt({ verifiedAt, verifyEvery: 2 }, { verifyEveryDays: 180 });
    expect(due).toEqual(new Date('2026-03-30T12:00:00Z'));
    const at = (time: string) =>
      findReasons({ ...HOLDS, verifiedAt, verifyEvery: 2 }, OFF, new Date(time)).length;
    expect(at('2026-03-30T11:59:59.999Z')).toBe(0);
    expect(at('2026-03-30T12:00:00.000Z')).toBe(1);
  });

  it('is its own before that of the account, and 0 is never', () => {
    expect(codes({ verifiedAt: daysAgo(180) })).toEqual(['overdue']);
    expect(codes({ verifiedAt: daysAgo(179.99) })).toEqual([]);
    expect(codes({ verifiedAt: daysAgo(180), verifyEvery: 181 })).toEqual([]);
    expect(codes({ verifiedAt: daysAgo(180), verifyEvery: 0 })).toEqual([]);
    expect(codes({ verifiedAt: daysAgo(30), verifyEvery: 30 }, { verifyEveryDays: 0 })).toEqual(['overdue']);
    expect(dueAt({ verifiedAt: NOW, verifyEvery: null }, { verifyEveryDays: 0 })).toBeNull();
  });
});

describe('flags', () => {
  it.each([
    [2, 3, []],
    [3, 3, ['flagged']],
    [1, 1, ['flagged']],
    [100, 0, []],
  ])('%i of %i that are asked for make %j', (freshFlags, flagsToVerify, expected) => {
    expect(codes({ freshFlags }, { flagsToVerify })).toEqual(expected);
  });
});

describe('a flow that nobody uses', () => {
  const settings = { verifyEveryDays: 0, unusedDays: 100 };

  it.each([
    [daysAgo(100), ['unused']],
    [daysAgo(99.99), []],
    [null, ['unused']],
  ])('last used at %j makes %j', (lastUsedAt, expected) => {
    expect(codes({ verifiedAt: daysAgo(200), lastUsedAt }, settings)).toEqual(expected);
  });

  it('is kept for as long again once somebody verified it', () => {
    expect(codes({ verifiedAt: daysAgo(99), lastUsedAt: daysAgo(500) }, settings)).toEqual([]);
    expect(codes({ verifiedAt: daysAgo(99), lastUsedAt: null }, settings)).toEqual([]);
    expect(codes({ verifiedAt: daysAgo(100), lastUsedAt: null }, settings)).toEqual(['unused']);
  });
});

describe('success', () => {
  const versions = (...walks: [version: number, successes: number, trials: number][]) => ({
    walksByVersion: walks.map(([version, successes, trials]) => ({ version, successes, trials })),
  });

  it('falls from one version to the next', () => {
    expect(codes(versions([1, 80, 100], [2, 20, 40]))).toEqual(['success_fell']);
    expect(codes(versions([1, 80, 100], [2, 30, 40]))).toEqual([]);
    expect(codes(versions([1, 20, 40], [2, 80, 100]))).toEqual([]);
  });

  it('is compared with the last version that was walked often enough', () => {
    expect(codes({ ...versions([1, 80, 100], [2, 0, 19], [3, 20, 40]), version: 3 })).toEqual([
      'success_fell',
    ]);
    expect(codes({ ...versions([1, 80, 100], [2, 10, 20], [3, 20, 40]), version: 3 })).toEqual([]);
    const [reason] = findReasons(
      { ...HOLDS, ...versions([2, 0, 19], [1, 80, 100], [3, 20, 40]), version: 3 },
      DEFAULT_SETTINGS,
      NOW,
    );
    expect(reason?.details).toEqual({
      compared: 'versions',
      before: { version: 1, walks: 100, resolved: 80, success: 0.8 },
      after: { version: 3, walks: 40, resolved: 20, success: 0.5 },
      difference: -0.3,
      difference_low: expect.closeTo(-0.5, 1),
      difference_high: expect.closeTo(-0.08, 1),
    });
  });

  it('falls within a version, from one time to the next', () => {
    const fell = { earlierWalks: of(80, 100), recentWalks: of(20, 40) };
    expect(codes(fell)).toEqual(['success_fell']);
    expect(codes({ ...fell, ...versions([2, 100, 140]) })).toEqual(['success_fell']);
    expect(codes({ earlierWalks: of(20, 40), recentWalks: of(80, 100) })).toEqual([]);
  });

  it('is not asked for below the number of walks, on either side', () => {
    expect(codes({ earlierWalks: of(1000, 1000), recentWalks: of(0, 19) })).toEqual([]);
    expect(codes({ earlierWalks: of(19, 19), recentWalks: of(0, 1000) })).toEqual([]);
    expect(codes({ earlierWalks: of(1000, 1000), recentWalks: of(0, 20) })).toEqual(['success_fell']);
  });

  it('has to fall by as many points as the account has set, however certain it is', () => {
    const fell = { earlierWalks: of(90_000, 100_000), recentWalks: of(80_001, 100_000) };
    expect(codes(fell)).toEqual([]);
    expect(codes({ ...fell, recentWalks: of(80_000, 100_000) })).toEqual(['success_fell']);
    expect(codes(fell, { successFallPoints: 9 })).toEqual(['success_fell']);
  });

  const walks = fc.nat({ max: 500 }).chain((trials) => fc.nat({ max: trials }).map((n) => of(n, trials)));
  const settings = fc.record({
    successFallMinimum: fc.nat({ max: 50 }),
    successFallPoints: fc.integer({ min: 1, max: 100 }),
  });

  it('has fallen only where the interval of the difference lies below zero, and never in both directions', () => {
    fc.assert(
      fc.property(walks, walks, settings, (before, after, rule) => {
        if (!hasFallen(before, after, rule)) return;
        expect(differenceInterval(before, after, Z_99).high).toBeLessThan(0);
        expect(before.trials).toBeGreaterThanOrEqual(rule.successFallMinimum);
        expect(after.trials).toBeGreaterThanOrEqual(rule.successFallMinimum);
        expect(hasFallen(after, before, rule)).toBe(false);
      }),
    );
  });

  it('that fell still did when one walk fewer solved the problem afterwards', () => {
    fc.assert(
      fc.property(walks, walks, settings, (before, after, rule) => {
        fc.pre(after.successes > 0 && hasFallen(before, after, rule));
        expect(hasFallen(before, { ...after, successes: after.successes - 1 }, rule)).toBe(true);
      }),
    );
  });

  it('seldom seems to fall where it does not, though it is looked at after every walk', () => {
    const rule = { successFallMinimum: 20, successFallPoints: 10 };
    const random = randomFrom(1);
    const FLOWS = 400;
    let alarms = 0;
    for (let flow = 0; flow < FLOWS; flow++) {
      const share = 0.5 + 0.4 * random();
      const walked = (n: number): number =>
        Array.from({ length: n }, () => random() < share).filter(Boolean).length;
      const before = of(walked(100), 100);
      let successes = 0;
      for (let trials = 1; trials <= 100; trials++) {
        successes += random() < share ? 1 : 0;
        if (!hasFallen(before, of(successes, trials), rule)) continue;
        alarms++;
        break;
      }
    }
    expect(alarms / FLOWS).toBeLessThan(0.04);
  });
});

describe('a downgrade', () => {
  it('comes after the term of the account, or never', () => {
    expect(downgradeAt(NOW, { verifyGraceDays: 30 })).toEqual(addDays(NOW, 30));
    expect(downgradeAt(NOW, { verifyGraceDays: 0 })).toBeNull();
    expect(downgradeAt(null, { verifyGraceDays: 30 })).toBeNull();
  });
});
