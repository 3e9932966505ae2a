import { isFunctionWord, isTalkWord } from '../../../search/text/function-words.js';
import { remembered } from '../../../search/text/remembered.js';
import { stem } from '../../../search/text/stem.js';
import { tokenise } from '../../../search/text/tokenise.js';
import { EMPTY_NEGATIONS, FAULT_WORDS, NEGATIONS, SOUND_WORDS } from './english-words.js';
import { isBuiltIn, languagesOf, NEGATION, type Language } from '../../../search/text/languages.js';
import { ASKS_IF_OVER, FAULTS_ELSEWHERE } from './outcomes.js';
import { spelt } from '../../../search/text/spelling.js';

/** What a yes/no question asks about. */
export interface AskedQuestion {
  languages: readonly Language[];
  words: readonly string[];
  /** Of all its words, also of those that are no terms since they are common ("start", "work"). */
  stems: ReadonlySet<string>;
  terms: ReadonlySet<string>;
  /** Those of the terms that only name what it asks about ("printer" of "does the printer print?"). */
  subject: ReadonlySet<string>;
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
  const languages = languagesOf(question);
  const over = ASKS_IF_OVER.test(main);
  const fault = !over && (mainWords.some((word) => isFault(word, languages)) || FAULTS_ELSEWHERE.test(main));
  const parts = text.split(ALTERNATIVE);
  const [wanted, other] = [termsOf(parts[0] ?? ''), termsOf(parts[1] ?? '')];
  return {
    languages,
    words,
    stems: new Set(words.map(stem)),
    terms: termsOf(text),
    subject: subjectOf(mainWords, languages),
    // "Isn't it on?" asks as "is it on?" does, and a late "no" belongs to an example.
    negated: isNegated(mainWords, languages),
    fault,
    sound: !fault && words.some((word) => SOUND_WORDS.has(word)),
    over,
    only: words.includes('only'),
    alternative:
      parts.length === 2 ? { wanted: without(wanted, other), other: without(other, wanted) } : null,
  };
});

/** Whether a word says that something is amiss; in German, "die" does not. */
export function isFault(word: string, languages: readonly Language[]): boolean {
  return FAULT_WORDS.has(word) && !isBuiltIn(word, languages);
}

const DETERMINER =
  /^(?:the|your|his|her|their|this|that|der|die|das|den|dem|ihr|ihre|dein|deine|le|la|les|l|votre|ton|ta|vos|el|los|las|su|tu|o|os|as|a|seu|sua|il|lo|gli|suo|sua|de|het|uw|je|jouw)$/;
const ENGLISH_AUXILIARY = /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)$/;

/**
 * What a question is about, as terms: what stands behind its first article or the like. English has its predicate behind that
 * without a sign of where it begins; there the last of the words in a row is taken for it. Empty where it is about "you", "it" or
 * whether there is any.
 */
function subjectOf(words: readonly string[], languages: readonly Language[]): Set<string> {
  const isEnglish = ENGLISH_AUXILIARY.test(words[0] ?? '');
  const at = isEnglish ? 1 : words.findIndex((word) => DETERMINER.test(word));
  if (at < 0 || !DETERMINER.test(words[at] ?? '')) return new Set();
  const isEnd = (word: string): boolean => isFunctionWord(word) || isBuiltIn(word, languages);
  const behind = words.slice(at + 1);
  const end = behind.findIndex(isEnd);
  const named = behind.slice(0, end < 0 ? behind.length : end);
  if (!isEnglish) return new Set(named.slice(0, 1).map(stem));
  return new Set((named.length > 1 ? named.slice(0, -1) : end < 0 ? [] : named).map(stem));
}

function isNegated(words: readonly string[], languages: readonly Language[]): boolean {
  if (words.slice(2, 5).some((word) => word === 'no' || word === 'not' || word === 'never')) return true;
  if (languages.length === 0 || languages.includes('en')) return false;
  return words.some((word) => !WITHOUT.test(word) && languages.every((each) => NEGATION[each].has(word)));
}

/** Words that deny only what follows them, and short ones that mean other things, too. */
const WITHOUT = /^(?:ohne|sans|sin|sem|senza|zonder|ni|n|nem|noch|kaum)$/;

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
