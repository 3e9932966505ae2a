import { isFunctionWord, isTalkWord } from '../../../search/text/function-words.js';
import { inflected } from '../../../search/text/inflected.js';
import { isBuiltIn, LANGUAGES } from '../../../search/text/languages.js';
import { stem } from '../../../search/text/stem.js';
import { IT_OPPOSITES } from './it-opposites.js';
import { WORDNET_OPPOSITES } from './wordnet-opposites.js';

type Opposites = ReadonlyMap<string, ReadonlySet<string>>;

/** Made when they are first asked for: to stem them all takes longer than everything else at the start of a program. */
let opposites: Opposites | undefined;

/** A word in its forms, without those that are another word of some language ("para"). */
function formsOf(word: string, language: string): string[] {
  return inflected(word, language).filter((form) => form === word || !isBuiltIn(form, LANGUAGES));
}

/** By word, and by stem for inflected forms: what is opposed to it, as stems. */
function readOpposites(): Opposites {
  const read = new Map<string, Set<string>>();
  const oppose = (one: string, other: string): void => {
    for (const form of [one, stem(one)]) {
      const known = read.get(form) ?? new Set<string>();
      known.add(stem(other)).add(other);
      read.set(form, known);
    }
  };
  for (const [language, table] of [['en', WORDNET_OPPOSITES], ...Object.entries(IT_OPPOSITES)] as const)
    for (const pair of table.trim().split(/\s+/)) {
      const [left = [], right = []] = pair
        .split('/')
        .map((words) => words.split(',').flatMap((word) => formsOf(word, language)));
      for (const a of left)
        for (const b of right) {
          oppose(a, b);
          oppose(b, a);
        }
    }
  return read;
}

/** The reverse of a word by its prefix, where the other text has that word itself: "unblock" of "block". */
const REVERSING = /^(?:un|non|dis|de|ent|des)-?(?=[a-z]{4})/;
/** Begin like a reversal and are none. */
const NO_REVERSAL =
  /^(?:under\w*|until|unit\w*|union\w*|unique\w*|universe\w*|display\w*|discover\w*|distribut\w*|discount\w*|discard\w*|deploy\w*|detail\w*|device\w*|default\w*|design\w*|desktop\w*|delay\w*|describe\w*|destination\w*|developer?\w*|enter\w*|entri\w*|entry)$/;

/** Whether one normalised word says the opposite of another. */
export function areOpposed(a: string, b: string): boolean {
  if (a === b) return false;
  const known = oppositesOf(a);
  if (known && (known.has(b) || known.has(stem(b)))) return true;
  return reverses(a, b) || reverses(b, a);
}

/** As stems and as words. */
export function oppositesOf(word: string): ReadonlySet<string> | undefined {
  opposites ??= readOpposites();
  return opposites.get(word) ?? opposites.get(stem(word));
}

/** The word of which this one is the reverse by its prefix; null where it is none. */
export function reversedBy(word: string): string | null {
  if (NO_REVERSAL.test(word)) return null;
  const base = word.replace(REVERSING, '');
  return base === word ? null : base;
}

function reverses(a: string, b: string): boolean {
  if (b.length < 4 || isFunctionWord(b) || isTalkWord(b)) return false;
  const base = reversedBy(a);
  return base !== null && (base === b || stem(base) === stem(b));
}
