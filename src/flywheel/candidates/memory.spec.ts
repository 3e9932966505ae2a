import { describe, expect, it } from '@jest/globals';
import { experienceOfWalk, MEMORY, problemsOf, withWalks } from './memory.js';

const ids = (kind: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${kind}${n}`);

describe('what is remembered of a flow', () => {
  it('has walks only where sessions leave room, the newest of them, and sessions last', () => {
    expect(withWalks(['s0'], ['w0', 'w1'])).toEqual(['w0', 'w1', 's0']);
    expect(withWalks([], ids('w', MEMORY + 1))).toEqual(ids('w', MEMORY + 1).slice(1));
    const almost = withWalks(ids('s', MEMORY - 1), ['w0', 'w1']);
    expect([almost.length, almost[0], almost.at(-1)]).toEqual([MEMORY, 'w1', `s${MEMORY - 2}`]);
    expect(withWalks(ids('s', MEMORY), ['w0'])).toEqual(ids('s', MEMORY));
  });

  it('has no problem of a walk that nobody wrote one down for', async () => {
    const walk = await experienceOfWalk({ problem: null, steps: [] });
    const session = { title: 'Offline', opening: null, steps: [], alignment: [] };
    expect(problemsOf([walk, await experienceOfWalk({ problem: 'Dead', steps: [] }), session])).toEqual([
      'Dead',
      'Offline',
    ]);
  });
});
