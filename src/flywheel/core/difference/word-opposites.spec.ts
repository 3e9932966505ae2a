import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { IT_OPPOSITES } from './it-opposites.js';
import { areOpposed } from './opposites.js';
import { MOST_WORDS, WordOpposites } from './word-opposites.js';

const listed = Object.values(IT_OPPOSITES)
  .flatMap((table) => table.trim().split(/[\s/,]+/))
  .slice(0, 200);
const word = fc.oneof(
  fc.constantFrom('on', 'off', 'not', 'never', 'always', 'hot', 'cold', 'before', 'after', 'printer'),
  fc.constantFrom('block', 'blocked', 'unblock', 'unblocking', 'connected', 'disconnect', 'under', 'unit'),
  fc.constantFrom(...listed),
);
const text = fc.array(word, { maxLength: 30 });

describe('the words of two texts', () => {
  it('are opposed where one word is the opposite of the other', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const expected = new Set(
          a.flatMap((one) => b.filter((other) => areOpposed(one, other)).map((other) => `${one} ${other}`)),
        );
        const found = [...new WordOpposites(a).against(new WordOpposites(b))].flatMap(([one, others]) =>
          [...others].map((other) => `${one} ${other}`),
        );
        expect(new Set(found)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('are counted, up to the most that are compared', () => {
    const long = new WordOpposites([...Array.from({ length: MOST_WORDS }, () => 'on'), 'off']);
    expect([long.times('on'), long.times('off')]).toEqual([MOST_WORDS, 0]);
  });
});
