import { stem } from '../../../search/text/stem.js';
import { areOpposed, oppositesOf, reversedBy } from './opposites.js';

/** So many words of a text are held against those of another: who writes more than that turns no single word round. */
export const MOST_WORDS = 200;

/**
 * The words of one text by what they may be the opposite of. With it two texts are held against each other in time of
 * their lengths, where each word against each would take half a million comparisons of the longest.
 */
export class WordOpposites {
  private readonly counts = new Map<string, number>();
  /** Each word by itself and by its stem. */
  private readonly byForm = new Map<string, string[]>();
  /** By word that has opposites: in which forms they may occur. */
  private readonly formsAgainst = new Map<string, readonly string[]>();
  /** Words that reverse another, by forms of that. */
  private readonly byReversed = new Map<string, string[]>();

  constructor(words: readonly string[]) {
    for (const word of words.slice(0, MOST_WORDS)) {
      const count = this.times(word);
      this.counts.set(word, count + 1);
      if (count > 0) continue;
      for (const form of formsOf(word)) add(this.byForm, form, word);
      const reversed = reversedBy(word);
      const forms = reversed === null ? [] : formsOf(reversed);
      for (const form of forms) add(this.byReversed, form, word);
      const against = [...(oppositesOf(word) ?? []), ...forms];
      if (against.length > 0) this.formsAgainst.set(word, against);
    }
  }

  times(word: string): number {
    return this.counts.get(word) ?? 0;
  }

  /** By word of this text: the words of the other that it is opposed to; words without any are left out. */
  against(other: WordOpposites): ReadonlyMap<string, ReadonlySet<string>> {
    const opposed = new Map<string, Set<string>>();
    const look = (word: string, against: string): void => {
      if (!areOpposed(word, against)) return;
      const known = opposed.get(word);
      if (known) known.add(against);
      else opposed.set(word, new Set([against]));
    };
    for (const [word, forms] of this.formsAgainst)
      for (const form of forms) for (const against of other.byForm.get(form) ?? []) look(word, against);
    for (const [form, reversing] of other.byReversed)
      for (const word of this.byForm.get(form) ?? []) for (const against of reversing) look(word, against);
    return opposed;
  }
}

const known = new WeakMap<readonly string[], WordOpposites>();

/** Kept as long as the words are, since each text is held against many others. */
export function wordOpposites(words: readonly string[]): WordOpposites {
  let found = known.get(words);
  if (!found) known.set(words, (found = new WordOpposites(words)));
  return found;
}

function formsOf(word: string): string[] {
  return [...new Set([word, stem(word)])];
}

function add(lists: Map<string, string[]>, key: string, word: string): void {
  const list = lists.get(key);
  if (list) list.push(word);
  else lists.set(key, [word]);
}
