import { analyseText } from './analyse.js';
import { isFunctionWord } from './function-words.js';
import { tokenise } from './tokenise.js';

/** Where a word stands in a text as it was written, in UTF-16 code units; `end` is past its last one. */
export interface WordPlace {
  start: number;
  end: number;
}

/** A run without spaces and most punctuation; what `tokenise` makes of it may be several words. */
const RUN = /[\p{L}\p{M}\p{N}]+(?:['\u2019./:-][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * The words of a text that have a meaning of their own, normalised, each with the terms that it is looked up by; a
 * text of function words alone has them all. Two neighbours that are also looked up as one share that term.
 */
export function termsByWord(text: string): Map<string, Set<string>> {
  const words = tokenise(text);
  const content = words.filter((word) => !isFunctionWord(word));
  const terms = new Map<string, Set<string>>();
  for (const word of content.length > 0 ? content : words)
    terms.set(word, new Set(analyseText(word).stems.keys()));
  words.slice(1).forEach((second, index) => {
    const first = words[index] ?? '';
    const own = new Set([...(terms.get(first) ?? []), ...(terms.get(second) ?? [])]);
    for (const term of analyseText(`${first} ${second}`).stems.keys()) {
      if (own.has(term)) continue;
      terms.get(first)?.add(term);
      terms.get(second)?.add(term);
    }
  });
  return terms;
}

/** The places in a text of the words that mean one of the terms, in their order. */
export function placesOf(text: string, terms: ReadonlySet<string>): WordPlace[] {
  return [...text.matchAll(RUN)].flatMap((run): WordPlace[] => {
    if (![...analyseText(run[0]).stems.keys()].some((term) => terms.has(term))) return [];
    return [{ start: run.index, end: run.index + run[0].length }];
  });
}
