import { normaliseText } from '../../search/text/normalise.js';
import { remembered } from '../../search/text/remembered.js';
import { stem } from '../../search/text/stem.js';
import { isFunctionWord, isTalkWord } from '../../search/text/function-words.js';
import { tokenise } from '../../search/text/tokenise.js';
import {
  ALSO_OTHERWISE,
  EMPTY_NEGATIONS,
  FAULT_WORDS,
  NEGATIONS,
  NO_WORDS,
  SOUND_WORDS,
  THEN_ALONE,
  UNSURE,
  YES_WORDS,
} from './answer-words.js';
import { oppositesOf } from './opposites.js';

/** Log odds that each kind of evidence gives. */
const EXPLICIT = 3;
const NEGATED = 2;
const STATED = 0.8;
const VALENCE = 1.6;

const QUOTED = /(?<![\p{L}\p{N}])(["'])(?!\s).{2,60}?(?<!\s)\1(?![\p{L}\p{N}])/gu;
const CLAUSE_END = /[.!?;:]+\s+|,? (?:but|however|although|though|because|since|so that|otherwise)\b/;
const SUBORDINATE =
  /\b(?:even |only |just )?(?:when|whenever|while|if|unless|without|with no|except|until|after|before|as soon as|in case)\b[^,]*(?:,|$)/g;
const ALTERNATIVE =
  /\b(?:rather than|instead of|as opposed to|opposed to|versus|vs|and not|not similar to)\b/;

/**
 * Whether an answer means yes or no to its question: log odds of yes; 0 when the answer does not say.
 *
 * A first word that answers settles it. Otherwise clause by clause: a negation in the main part of a clause means
 * no, a plain statement yes, the more so the more of the question's words it takes up; words for "in order" and
 * "amiss" are held against what the question asks about ("it is fine" denies a question about a fault), and so are
 * opposites of the question's words. Questions with "only" and with "rather than" have answers of their own.
 */
export const polarity = remembered(20_000, (question = '', answer = ''): number => {
  const asked = readQuestion(question);
  const text = normaliseText(answer).replace(QUOTED, ' ').replace(EMPTY_NEGATIONS, ' ').trim();
  const explicit = explicitAnswer(text);
  if (explicit !== 0) return explicit;
  const clauses = text.split(CLAUSE_END).filter((clause) => tokenise(clause).length > 0);
  if (clauses.length === 0) return 0;
  if (asked.only) {
    const odds = answerToOnly(text);
    if (odds !== 0) return odds;
  }
  if (asked.alternative) {
    const odds = answerToAlternative(asked.alternative, clauses);
    if (odds !== 0) return odds;
  }
  let odds = 0;
  let weights = 0;
  clauses.forEach((clause, index) => {
    if (UNSURE.test(clause)) return;
    const taken = share(asked.terms, termsOf(clause));
    const weight = 0.3 + taken + (index === 0 ? 0.3 : 0);
    odds += weight * clauseOdds(clause, asked, taken);
    weights += weight;
  });
  return weights === 0 ? 0 : odds / weights;
});

interface AskedQuestion {
  terms: ReadonlySet<string>;
  /** The question itself is put in the negative ("do you hear no sound?"). */
  negated: boolean;
  fault: boolean;
  sound: boolean;
  opposites: ReadonlySet<string>;
  only: boolean;
  /** What is asked for, and what it is held against ("a clunk rather than a tick"). */
  alternative: { wanted: ReadonlySet<string>; other: ReadonlySet<string> } | null;
}

const readQuestion = remembered(20_000, (question = ''): AskedQuestion => {
  const text = normaliseText(question).replace(QUOTED, ' ').replace(EMPTY_NEGATIONS, ' ');
  const main = mainPart(text);
  const words = tokenise(text);
  const mainWords = tokenise(main);
  const fault = mainWords.some((word) => FAULT_WORDS.has(word));
  const parts = text.split(ALTERNATIVE);
  const [wanted, other] = [termsOf(parts[0] ?? ''), termsOf(parts[1] ?? '')];
  return {
    terms: termsOf(text),
    // "Isn't it on?" asks as "is it on?" does, and a late "no" belongs to an example.
    negated: mainWords.slice(2, 5).some((word) => word === 'no' || word === 'not' || word === 'never'),
    fault,
    sound: !fault && words.some((word) => SOUND_WORDS.has(word)),
    opposites: new Set(words.flatMap(oppositesOf).filter((word) => !words.includes(word))),
    only: words.includes('only'),
    alternative:
      parts.length === 2 ? { wanted: without(wanted, other), other: without(other, wanted) } : null,
  };
});

function explicitAnswer(text: string): number {
  const [first = '', second = ''] = tokenise(text);
  if (YES_WORDS.has(first) && !(first === 'right' && second === 'now')) return EXPLICIT;
  if (/^(?:that|it|this) is (?:right|correct|true|the case)\b/.test(text)) return EXPLICIT;
  // "No, ..." answers; "No fuse has blown" denies in its own words, which comes to the same.
  if (NO_WORDS.has(first)) return -EXPLICIT;
  if (/\b(?:yes|yeah|yep),/.test(text)) return EXPLICIT;
  return 0;
}

function answerToOnly(text: string): number {
  if (/\bnot\b[^.!?]*\b(?:only|just)\b/.test(text) || ALSO_OTHERWISE.test(text)) return -NEGATED;
  return THEN_ALONE.test(text) ? NEGATED : 0;
}

function answerToAlternative(
  { wanted, other }: { wanted: ReadonlySet<string>; other: ReadonlySet<string> },
  clauses: readonly string[],
): number {
  let odds = 0;
  for (const clause of clauses) {
    const terms = termsOf(clause);
    const sign = isNegated(clause) ? -1 : 1;
    const names = (set: ReadonlySet<string>): number => ([...set].some((term) => terms.has(term)) ? 1 : 0);
    odds += sign * (names(wanted) - names(other));
  }
  return NEGATED * Math.sign(odds);
}

function clauseOdds(clause: string, asked: AskedQuestion, taken: number): number {
  const words = tokenise(clause);
  const negated = isNegated(clause);
  const fault = words.some((word) => FAULT_WORDS.has(word));
  const sound = words.some((word) => SOUND_WORDS.has(word)) && !/\bas well\b/.test(clause);
  if (negated) {
    if (asked.negated) return NEGATED;
    // "Not having any trouble with it": no to a question about a fault, yes to one about good order, else less clear.
    if (fault && !asked.fault) return asked.sound ? VALENCE : -NEGATED / 2;
    return -NEGATED;
  }
  if (/\w-free\b|\bfree of\b/.test(clause)) return -NEGATED;
  if (tokenise(mainPart(clause)).some((word) => asked.opposites.has(word)) && taken < 1) return -VALENCE;
  if (sound && asked.sound) return VALENCE;
  if (sound && asked.fault && !fault) return -VALENCE;
  if (fault && asked.sound) return -VALENCE;
  return asked.negated ? -STATED : STATED;
}

/** Whether the main part of a clause has a negation; one in "when it is not hot" does not deny. */
function isNegated(clause: string): boolean {
  const negations = tokenise(mainPart(clause)).filter((word) => NEGATIONS.has(word));
  return negations.length > 0;
}

/** A clause without what hangs on "when", "if", "without" and the like, unless it is nothing else. */
function mainPart(clause: string): string {
  const main = clause.replace(SUBORDINATE, ' ').trim();
  return tokenise(main).length > 1 ? main : clause;
}

function termsOf(text: string): Set<string> {
  const words = tokenise(text).filter(
    (word) => !isFunctionWord(word) && !isTalkWord(word) && !NEGATIONS.has(word),
  );
  return new Set(words.map(stem));
}

function share(of: ReadonlySet<string>, among: ReadonlySet<string>): number {
  if (of.size === 0) return 0;
  return [...of].filter((term) => among.has(term)).length / of.size;
}

function without(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...a].filter((term) => !b.has(term)));
}
