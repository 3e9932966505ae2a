import { Recent } from '../../kernel/recent.js';
import { withoutTranscription } from '../../kernel/text/fold.js';
import { nextTurn } from '../../kernel/threads/turns.js';
import { isFunctionWord, isTalkWord } from './function-words.js';
import { remembered } from './remembered.js';
import { conceptOf, termOfWord } from './synonyms.js';
import { tokenise } from './tokenise.js';

/** How much a word that serves the talk counts beside a word for a thing. Chosen, and not sensitive. */
export const TALK_WEIGHT = 0.35;

/** How much two neighbouring words written as one count: "shut down" is "shutdown", and "hard drive" one thing. */
const PAIR_WEIGHT = 0.5;

/** Few words make up most of all texts, and to stem one takes longer than to know it again. */
const termOf = remembered(50_000, (word = '') => conceptOf(termOfWord(word)));

/** One text, taken apart. */
export interface TextAnalysis {
  /** As it was written. */
  readonly text: string;
  /** All normalised words, in their order. */
  readonly words: readonly string[];
  /** The words joined by spaces: two texts with the same key say the same in the same words, however they are spelt. */
  readonly key: string;
  /** The stems of the words with a meaning of their own, each once, with the weight of their class (0..1]. */
  readonly stems: ReadonlyMap<string, number>;
  /** The sum of the squares of their weights. */
  readonly squares: number;
}

/**
 * Takes a text apart. A text of function words alone ("Is it on?") keeps them all, for they are all it has.
 */
export function analyseText(text: string): TextAnalysis {
  const words = tokenise(text);
  const content = words.filter((word) => !isFunctionWord(word));
  const stems = new Map<string, number>();
  for (const word of content.length > 0 ? content : words) {
    const key = termOf(word);
    const weight = isTalkWord(word) ? TALK_WEIGHT : 1;
    stems.set(key, Math.max(weight, stems.get(key) ?? 0));
  }
  addPairs(words, stems);
  let squares = 0;
  for (const weight of stems.values()) squares += weight * weight;
  return { text, words, key: withoutTranscription(words.join(' ')), stems, squares };
}

function addPairs(words: readonly string[], stems: Map<string, number>): void {
  words.slice(1).forEach((second, index) => {
    const first = words[index] ?? '';
    if ([first, second].some((word) => isFunctionWord(word) || isTalkWord(word))) return;
    const pair = termOf(first + second);
    if (!stems.has(pair)) stems.set(pair, PAIR_WEIGHT);
  });
}

/** Remembers the analyses of texts, since the same node texts come again with every session; up to `limit` of them. */
export class TextCache {
  private readonly analyses: Recent<string, TextAnalysis>;

  constructor(limit = 50_000) {
    this.analyses = new Recent(limit);
  }

  analyse(text: string): TextAnalysis {
    const known = this.analyses.get(text);
    if (known) return known;
    const analysis = analyseText(text);
    this.analyses.set(text, analysis);
    return analysis;
  }

  /** Knows the texts from then on. */
  async take(texts: Iterable<string>): Promise<void> {
    for (const text of texts) {
      this.analyse(text);
      await nextTurn();
    }
  }
}
