import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { termOfWord } from '../search/text/synonyms.js';
import { spellingsNear } from './misspelt.js';
import { saidOtherwise } from './said-otherwise.js';
import { asKnown, spellingsOf, termsToLookUp, wordingOf } from './wording.js';

const known = (...words: string[]): Set<string> => new Set(words.map(termOfWord));

/** The terms that a problem is asked for by in an account that has only these words. */
const asked = (problem: string, ...words: string[]): string[] => {
  const has = known(...words);
  const wording = wordingOf(problem);
  return [...asKnown(wording, spellingsOf(wording, has), has).terms.keys()].filter((term) => has.has(term));
};

describe('spellings near a word', () => {
  it.each([
    ['scaner', 'scanner'],
    ['scannner', 'scanner'],
    ['scammer', 'scanner', false],
    ['scanber', 'scanner'],
    ['scnaner', 'scanner'],
    ['tonre', 'toner'],
    ['tonor', 'toner', false],
  ])('of %s have %s', (typed, meant, has = true) => {
    expect(spellingsNear(typed).has(meant)).toBe(has);
  });

  it('are none of short words and of what is no word', () => {
    for (const word of ['fax', 'x11vnc', '10.0.0.1', 'straße', 'a'.repeat(25)])
      expect(spellingsNear(word).size).toBe(0);
  });

  it('keep the first letter, and never hold the word itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,24}$/), (word) => {
        const near = spellingsNear(word);
        expect(near.has(word)).toBe(false);
        expect([...near].every((each) => each.startsWith(word.charAt(0)))).toBe(true);
      }),
    );
  });
});

describe('what is said otherwise', () => {
  it.each([
    ['the tunnel throws everybody out', 'disconnect'],
    ['i can not reach the corporate network', 'vpn'],
    ['mein kennwort wird abgelehnt', 'password'],
    ['el raton no se mueve', 'mouse'],
  ])('of %j has %s', (text, word) => {
    expect(saidOtherwise(text.split(' ')).flatMap(({ words }) => words)).toContain(word);
  });

  it('leaves no room for more than two words within a phrase', () => {
    expect(saidOtherwise(['throw', 'a', 'b', 'out'])).toHaveLength(1);
    expect(saidOtherwise(['throw', 'a', 'b', 'c', 'out'])).toEqual([]);
  });
});

describe('a problem as it is asked for', () => {
  it('is in the words that the account has', () => {
    expect(asked('the tunnel throws everybody out', 'disconnect', 'tunnel')).toEqual(
      expect.arrayContaining([...known('disconnect', 'tunnel')]),
    );
    expect(asked('Mein Kennwort ist abgelaufen', 'password')).toEqual([...known('password')]);
  });

  it('is as it was meant where a word is misspelt, and as it was typed where somebody says it so', () => {
    expect(asked('the scaner is dead', 'scanner')).toEqual([...known('scanner')]);
    expect(asked('the scaner is dead', 'scanner', 'scaner')).toEqual([...known('scaner')]);
  });

  it('is not taken for misspelt where others say it otherwise', () => {
    expect(asked('the monitor is black', 'block')).toEqual([]);
  });

  it('asks for what nobody knows all the same, since it counts against every flow', () => {
    const wording = wordingOf('the turnstile squeaks');
    expect([...asKnown(wording, new Map(), new Set()).terms.keys()]).toEqual(termsToLookUp(wording));
  });

  it('speaks of things, not of the talk about them or of what is denied', () => {
    expect(wordingOf('Hello, it does not work, please help').things).toEqual([]);
    expect(wordingOf('no tone from the turnstile').things.map(({ words }) => words)).toEqual(
      expect.arrayContaining([['turnstile']]),
    );
  });

  it('reads whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(() => asKnown(wordingOf(text), new Map(), new Set())).not.toThrow();
      }),
    );
  });
});
