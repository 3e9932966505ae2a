import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { foldCase, foldSpelling, withoutTranscription, withoutUmlauts } from './fold.js';

const MOST = 1_000;
const fold = (text: string): string => foldSpelling(text, MOST);

/** Every character but the halves of pairs. */
function* characters(): Generator<string> {
  for (let point = 0; point <= 0x10ffff; point++)
    if (point < 0xd800 || point > 0xdfff) yield String.fromCodePoint(point);
}

describe('foldCase', () => {
  it.each([
    ['BAHNHOFSTRASSE', 'Bahnhofstraße'],
    ['BAHNHOFSTRAẞE', 'bahnhofstraße'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['ﬁle', 'FILE'],
  ])('makes %s and %s the same', (one, another) => {
    expect(foldCase(one)).toBe(foldCase(another));
  });

  it('makes each character the same as its capital and its small letter, and nothing more the second time', () => {
    const wrong = [...characters()].filter((character) => {
      const folded = foldCase(character);
      return [character.toUpperCase(), character.toLowerCase(), folded].some(
        (other) => foldCase(other) !== folded,
      );
    });
    expect(wrong).toEqual([]);
  });
});

describe('foldSpelling', () => {
  it.each([
    ['Überstände', 'UEBERSTAENDE'],
    ['U\u0308bersta\u0308nde', 'ueberstaende'],
    ['Größe', 'GROESSE'],
    ['Ærø', 'aeroe'],
    ['Café', 'cafe'],
  ])('makes %s and %s the same', (one, another) => {
    expect(fold(one)).toBe(fold(another));
  });

  it('makes each character the same as its capital and its small letter, and nothing more the second time', () => {
    const wrong = [...characters()].filter((character) => {
      const folded = fold(character);
      return [character.toUpperCase(), character.toLowerCase(), folded].some(
        (other) => fold(other) !== folded,
      );
    });
    expect(wrong).toEqual([]);
  });

  it('gives no more than is wanted, however much a character becomes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 40 }), (text, most) => {
        expect(foldSpelling(`${text}\ufdfa`.repeat(3), most).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('withoutTranscription', () => {
  it('makes all spellings of a word the same', () => {
    const consonants = fc.stringMatching(/^[b-df-hj-npr-tv-zß]{1,3}$/);
    const vowels = fc.constantFrom(
      ...['ä', 'ö', 'ü', 'äu', 'Ä', 'Ö', 'Ü', 'a', 'e', 'o', 'u', 'au', 'eu', 'ie', 'äe'],
    );
    const syllable = fc.tuple(consonants, vowels).map((sounds) => sounds.join(''));
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 1 }), (syllables) => {
        const word = syllables.join('');
        const [spelt, bare] = [fold(word), fold(withoutUmlauts(word))];
        expect(withoutTranscription(fold(spelt.toUpperCase()))).toBe(withoutTranscription(spelt));
        expect(withoutTranscription(bare)).toBe(withoutTranscription(spelt));
      }),
    );
  });

  it.each(['queue', 'request', 'frequent', 'neue', 'bauen'])('leaves %s alone', (word) => {
    expect(withoutTranscription(word)).toBe(word);
  });
});
