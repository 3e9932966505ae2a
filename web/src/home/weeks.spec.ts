import { describe, expect, it } from '@jest/globals';
import { weeksOf } from './weeks.js';

const counted = (value: string | null, approved: number, rejected = 0) => ({
  ...{ value, approved, rejected, modified: 0, dismissed: 0 },
  decided: approved + rejected,
});

describe('weeksOf', () => {
  it('puts weeks in their order, and those between in which nothing was decided', () => {
    const weeks = weeksOf([counted('2026-03-23', 2, 1), counted('2026-03-09', 4)]);
    expect(weeks.map(({ monday, decided, approved }) => [monday, decided, approved])).toEqual([
      ['2026-03-09', 4, 4],
      ['2026-03-16', 0, 0],
      ['2026-03-23', 3, 2],
    ]);
  });

  it('is not put off by clocks that change, or by the end of a year', () => {
    const weeks = weeksOf([counted('2026-12-28', 1), counted('2027-01-04', 1), counted('2026-10-19', 1)]);
    expect(weeks).toHaveLength(12);
    expect(weeks.at(-1)?.monday).toBe('2027-01-04');
    expect(weeks[1]?.monday).toBe('2026-10-26');
  });

  it('leaves out what belongs to no week, and is empty where nothing was decided', () => {
    expect(weeksOf([counted(null, 3)])).toEqual([]);
    expect(weeksOf([])).toEqual([]);
  });
});
