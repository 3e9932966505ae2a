import { isFunctionWord, isTalkWord } from '../../../search/text/function-words.js';
import { remembered } from '../../../search/text/remembered.js';
import { stem } from '../../../search/text/stem.js';
import { tokenise } from '../../../search/text/tokenise.js';
import { EMPTY_NEGATIONS, FAULT_WORDS, NEGATIONS, SOUND_WORDS } from './english-words.js';
import { languagesOf, type Language } from '../../../search/text/languages.js';
import { ASKS_IF_OVER, FAULTS_ELSEWHERE } from './outcomes.js';
import { spelt } from '../../../search/text/spelling.js';

/** What a yes/no question asks about. */
export interface AskedQuestion {
  languages: readonly Language[];
  words: readonly string[];
  terms: ReadonlySet<string>;
  /** The question itself is put in the negative ("do you hear no sound?"). */
  negated: boolean;
  /** It asks about something amiss: yes is bad. */
  fault: boolean;
  /** It asks about something being in order. */
  sound: boolean;
  /** It asks whether something is over, mended, better. */
  over: boolean;
  only: boolean;
  /** What is asked for, and what it is held against ("a clunk rather than a tick"). */
  alternative: { wanted: ReadonlySet<string>; other: ReadonlySet<string> } | null;
}

export const QUOTED = /(?<![\p{L}\p{N}])(["'])(?!\s).{2,60}?(?<!\s)\1(?![\p{L}\p{N}])/gu;
const SUBORDINATE =
  /\b(?:even |only |just )?(?:when|whenever|while|if|unless|without|with no|except|until|after|before|as soon as|in case)\b[^,]*(?:,|$)/g;
const ALTERNATIVE =
  /\b(?:rather than|instead of|as opposed to|opposed to|versus|vs|and not|not similar to)\b/;

export const questionAsked = remembered(20_000, (question = ''): AskedQuestion => {
  const text = spelt(question).replace(QUOTED, ' ').replace(EMPTY_NEGATIONS, ' ');
  const main = mainPart(text);
  const words = tokenise(text);
  const mainWords = tokenise(main);
  const over = ASKS_IF_OVER.test(main);
  const fault = !over && (mainWords.some((word) => FAULT_WORDS.has(word)) || FAULTS_ELSEWHERE.test(main));
  const parts = text.split(ALTERNATIVE);
  const [wanted, other] = [termsOf(parts[0] ?? ''), termsOf(parts[1] ?? '')];
  return {
    languages: languagesOf(question),
    words,
    terms: termsOf(text),
    // "Isn't it on?" asks as "is it on?" does, and a late "no" belongs to an example.
    negated: mainWords.slice(2, 5).some((word) => word === 'no' || word === 'not' || word === 'never'),
    fault,
    sound: !fault && words.some((word) => SOUND_WORDS.has(word)),
    over,
    only: words.includes('only'),
    alternative:
      parts.length === 2 ? { wanted: without(wanted, other), other: without(other, wanted) } : null,
  };
});

/** A clause without what hangs on "when", "if", "without" and the like, unless it is nothing else. */
export function mainPart(clause: string): string {
  const main = clause.replace(SUBORDINATE, ' ').trim();
  return tokenise(main).length > 1 ? main : clause;
}

export function termsOf(text: string): Set<string> {
  const words = tokenise(text).filter(
    (word) => !isFunctionWord(word) && !isTalkWord(word) && !NEGATIONS.has(word),
  );
  return new Set(words.map(stem));
}

function without(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...a].filter((term) => !b.has(term)));
}
