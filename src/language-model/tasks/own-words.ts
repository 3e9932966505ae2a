import { analyseText } from '../../search/text/analyse.js';
import { isFunctionWord } from '../../search/text/function-words.js';
import { NEGATION } from '../../search/text/languages.js';
import { stem } from '../../search/text/stem.js';
import { tokenise } from '../../search/text/tokenise.js';

const isNegation = (word: string): boolean => Object.values(NEGATION).some((all) => all.has(word));

/**
 * Words of a text that none of the others has, but for articles, prepositions and the like: what a model added. A word that
 * denies is one of them where nothing is denied elsewhere.
 */
export function addedWords(text: string, source: readonly string[]): string[] {
  const words = source.flatMap((each) => tokenise(each));
  const known = new Set([
    ...words,
    ...words.map((word) => stem(word)),
    ...source.flatMap((each) => [...analyseText(each).stems.keys()]),
  ]);
  return tokenise(text).filter((word) => {
    if (isFunctionWord(word) && !isNegation(word)) return false;
    return !known.has(word) && !known.has(stem(word));
  });
}
