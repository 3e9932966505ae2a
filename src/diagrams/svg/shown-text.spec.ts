import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { oneLine } from '../../flows/document/one-line.js';
import { hostileText } from '../hostile-flow.testing.js';
import { columns, wrap } from './shown-text.js';

const WITHOUT_LIMIT = Number.MAX_SAFE_INTEGER;
const FAMILY = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';

describe('columns', () => {
  it.each([
    ['', 0],
    ['plain text', 10],
    ['wörd', 4],
    ['wo\u0308rd', 4],
    ['プリンター', 10],
    ['한글', 4],
    [FAMILY, 2],
    ['\u{1f44d}\u{1f3fd}', 2],
    ['\u{1f1eb}\u{1f1f7}\u{1f1e9}\u{1f1ea}', 4],
  ])('of %j are %p', (text, count) => {
    expect(columns(text)).toBe(count);
  });
});

describe('wrap', () => {
  it('breaks between words, and inside those that are longer than a line', () => {
    expect(wrap('one two three', 8, 5)).toEqual(['one two', 'three']);
    expect(wrap('a unbreakable bc d', 5, 9)).toEqual(['a', 'unbre', 'akabl', 'e bc', 'd']);
    expect(wrap('プリンター', 4, 9)).toEqual(['プリ', 'ンタ', 'ー']);
    expect(wrap('', 5, 2)).toEqual(['']);
  });

  it('breaks between ideographs, but not before what closes, nor inside other words', () => {
    expect(wrap('検査 ping に応答', 8, 9)).toEqual(['検査', 'ping に', '応答']);
    expect(wrap('電源。確認（後）', 6, 9)).toEqual(['電源。', '確認', '（後）']);
    expect(wrap('네트워크 케이블', 12, 9)).toEqual(['네트워크', '케이블']);
  });

  it('ends with an ellipsis where something is left out', () => {
    expect(wrap('one two three four', 8, 2)).toEqual(['one two', 'three …']);
    expect(wrap('unbreakable', 5, 1)).toEqual(['unb …']);
  });

  it('never parts what belongs to one character', () => {
    expect(wrap(FAMILY.repeat(3), 4, 9)).toEqual([FAMILY.repeat(2), FAMILY]);
    expect(wrap('e\u0301'.repeat(5), 3, 9)).toEqual(['e\u0301'.repeat(3), 'e\u0301'.repeat(2)]);
  });

  it('loses nothing and fits, whatever the text is', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 4, max: 40 }), (text, width) => {
        const lines = wrap(text, width, WITHOUT_LIMIT);
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(oneLine(text).replaceAll(' ', ''));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['x', 'ö', '漢', FAMILY, '\u0301', 'ö '])(
    'takes time in proportion to the text, as of half a million letters %j',
    (letter) => {
      const begun = performance.now();
      wrap(letter.repeat(Math.floor(500_000 / letter.length)), 40, WITHOUT_LIMIT);
      // A small part of what it took when each line was measured again with each letter.
      expect(performance.now() - begun).toBeLessThan(5_000);
    },
  );
});
