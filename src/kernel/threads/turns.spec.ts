import { describe, expect, it } from '@jest/globals';
import { mapInTurns } from './turns.js';

/** Computes for so many milliseconds. */
function busy(ms: number): number {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return ms;
}

/** How often others have their turn during some work. */
async function othersDuring(work: () => Promise<unknown>): Promise<number> {
  let ended = false;
  let turns = 0;
  const other = (): void => {
    turns++;
    if (!ended) setImmediate(other);
  };
  setImmediate(other);
  await work();
  ended = true;
  return turns;
}

const times = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms);

describe('work in turns', () => {
  it('is what it would be at once', async () => {
    expect(await mapInTurns([1, 2, 3], (number) => number * 2)).toEqual([2, 4, 6]);
    expect(await mapInTurns(new Set<number>(), (number) => number)).toEqual([]);
  });

  it('lets others have theirs', async () => {
    expect(await othersDuring(() => mapInTurns(times(10, 15), busy))).toBeGreaterThanOrEqual(10);
  });

  it('lets them have it between many small works, too', async () => {
    const works = async (): Promise<void> => {
      for (let work = 0; work < 20; work++) await mapInTurns(times(2, 4), busy);
    };
    expect(await othersDuring(works)).toBeGreaterThanOrEqual(8);
  });
});
