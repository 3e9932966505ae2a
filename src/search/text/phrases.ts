import { termOfWord } from './synonyms.js';
import { tokenise } from './tokenise.js';

/** A turn of phrase: the terms of its words, null where up to two words may stand. */
export type Phrase = readonly (string | null)[];

/** Up to so many words stand where a phrase leaves room. */
const MOST_BETWEEN = 2;

/** Reads a phrase in which `~` stands for up to two words. */
export function toPhrase(text: string): Phrase {
  return text.split(' ').flatMap((part) => (part === '~' ? [null] : tokenise(part).map(termOfWord)));
}

/** Where among terms the words of a phrase first stand, as indexes; null where they do not. */
export function findPhrase(terms: readonly string[], phrase: Phrase): number[] | null {
  for (let start = 0; start < terms.length; start++) {
    const at = phraseFrom(terms, phrase, start);
    if (at) return at;
  }
  return null;
}

function phraseFrom(terms: readonly string[], phrase: Phrase, start: number): number[] | null {
  const at: number[] = [];
  let next = start;
  let room = 0;
  for (const part of phrase) {
    if (part === null) {
      room = MOST_BETWEEN;
      continue;
    }
    const found = terms.slice(next, next + room + 1).indexOf(part);
    if (found < 0) return null;
    at.push(next + found);
    next += found + 1;
    room = 0;
  }
  return at;
}
