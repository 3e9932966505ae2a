import { isFunctionWord, isTalkWord } from '../../../search/text/function-words.js';
import { remembered } from '../../../search/text/remembered.js';
import { stem } from '../../../search/text/stem.js';
import { tokenise } from '../../../search/text/tokenise.js';
import { wordOpposites } from '../difference/word-opposites.js';
import { denies } from './answer-value.js';
import { contrastOf } from './contrast-classes.js';
import { isBuiltIn, languagesOf, type Language } from '../../../search/text/languages.js';
import { ALSO_OTHERWISE, EMPTY_NEGATIONS, SOUND_WORDS, THEN_ALONE } from './english-words.js';
import { explicitAnswer } from './explicit-answer.js';
import { FAULTS_ELSEWHERE, NOTHING_AMISS, UNCLEAR, UNCLEAR_CLAUSE } from './outcomes.js';
import { outcomeOdds } from './outcome-odds.js';
import { awaitsLook, hasNotTried, leavesOpen, shortAnswerOdds } from './short-answer-odds.js';
import { spelt } from '../../../search/text/spelling.js';
import { isFault, questionAsked, mainPart, QUOTED, termsOf, type AskedQuestion } from './asked-question.js';

/** Log odds that each kind of evidence gives. */
export const EXPLICIT = 3;
const NEGATED = 2;
const STATED = 0.8;
/** A statement that takes up next to nothing of the question. */
const BESIDE = 0.4;
const VALENCE = 1.6;
/** The share of an answer's words from the question from which it speaks of what was asked. */
const TAKEN_UP = 0.3;

/** What was done to find out, before what was found. */
const STORY =
  /^(?:so |well |ok |okay )*(?:i|we) (?:have |just |also |now )*(?:tried|checked|tested|looked|did|ran|typed|turned|put|started|went|opened|used|expected)\b/;
const TOLD = 0.25;
/** "Which one?": no answer. */
const ASKS_BACK =
  /^[^.!?]*\?+$|^(?:what|which|how|where|why|who|was|welche[rsn]?|wie|wo|que|quoi|quel(?:le)?|comment|cual|como|donde|qual|onde|cosa|come|dove|wat|welke?|hoe|waar) (?:do|does|is|are|should|can|would|meinen|soll|ist|kann|voulez|veut|dois|est|quiere|debo|es|quer|devo|e|intende|bedoel|moet)\b/;

/** "I definitely do.": the clauses behind it explain. */
const ANSWERING = 1;

const CLAUSE_END =
  /[.!?;:]+\s+|,? (?:but|however|although|though|because|since|so that|otherwise|aber|sondern|mais|pero|mas|ma|maar)\b/;

/**
 * Whether an answer means yes or no to its question: log odds of yes; 0 when the answer does not say.
 *
 * Words and signs that answer settle it, and so do reports of what came of it. Otherwise clause by clause: a negation in
 * the main part of a clause means no, a plain statement yes, the more so the more of the question's words it takes up;
 * words for "in order" and "amiss" are held against what the question asks about ("it is fine" denies a question about a
 * fault), and so are opposites of the question's words and what rules them out ("green" of a red light); an opposite that
 * is denied affirms. Questions with "only" and with "rather than" have answers of their own.
 */
export const yesNoOdds = remembered(20_000, (question = '', answer = ''): number => {
  const asked = inTheLanguagesOf(questionAsked(question), answer);
  const text = spelt(answer).replace(QUOTED, ' ').replace(EMPTY_NEGATIONS, ' ').trim();
  if (hasNotTried(asked, text)) return -EXPLICIT;
  if (UNCLEAR.test(text) || awaitsLook(asked, text)) return 0;
  const explicit = explicitAnswer(asked, answer, text);
  if (explicit !== null) return explicit === 'both' ? 0 : explicit === 'yes' ? EXPLICIT : -EXPLICIT;
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
  if (leavesOpen(asked, text)) return 0;
  if (ASKS_BACK.test(text)) return 0;
  const short = shortAnswerOdds(asked, text);
  if (short !== 0) return short;
  const outcome = outcomeOdds(asked, text);
  if (outcome !== 0) return outcome;
  let odds = 0;
  let weights = 0;
  clauses.forEach((clause, index) => {
    if (UNCLEAR_CLAUSE.test(clause)) return;
    const taken = share(asked.terms, termsOf(clause));
    const isStory = clauses.length > 1 && STORY.test(clause);
    const isAnswer = index === 0 && isEcho(tokenise(clause));
    const weight =
      (0.3 + taken + (index === 0 ? 0.3 : 0) + (isAnswer ? ANSWERING : 0)) * (isStory ? TOLD : 1);
    odds += weight * clauseOdds(clause, asked, taken);
    weights += weight;
  });
  return weights === 0 ? 0 : odds / weights;
});

/** A short answer may be in the language of its question, or in the technician's own. */
function inTheLanguagesOf(asked: AskedQuestion, answer: string): AskedQuestion {
  const languages = languagesOf(answer);
  return languages.length === 0
    ? asked
    : { ...asked, languages: [...new Set([...asked.languages, ...languages])] };
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
    const sign = isNegated(clause, ['en']) ? -1 : 1;
    const names = (set: ReadonlySet<string>): number => ([...set].some((term) => terms.has(term)) ? 1 : 0);
    odds += sign * (names(wanted) - names(other));
  }
  return NEGATED * Math.sign(odds);
}

function clauseOdds(clause: string, asked: AskedQuestion, taken: number): number {
  const words = tokenise(clause);
  const main = tokenise(mainPart(clause));
  const negated = isNegated(clause, asked.languages);
  const fault = main.some((word) => isFault(word, asked.languages)) || FAULTS_ELSEWHERE.test(clause);
  const sound = words.some((word) => SOUND_WORDS.has(word)) && !/\bas well\b/.test(clause);
  const opposed = taken < 1 && hasOpposite(main, asked);
  if (negated) {
    // "It is not disabled": that it is active.
    if (opposed && taken < TAKEN_UP) return VALENCE;
    if (asked.negated) return NEGATED;
    // "Not having any trouble with it": no to a question about a fault, yes to one about good order, else less clear.
    if (fault && !asked.fault)
      return asked.sound || (taken === 0 && NOTHING_AMISS.test(clause)) ? VALENCE : -NEGATED / 2;
    return -NEGATED;
  }
  if (/\w-free\b|\bfree of\b/.test(clause)) return -NEGATED;
  if (opposed) return -VALENCE;
  // "Is the lamp green?" - "off".
  if (UNLIT.test(main.join(' ')) && asksOfColour(asked.words)) return -VALENCE;
  const { same, other } = contrastOf(asked.words, main);
  if (other && !same) return ASKS_OF_STATE.test(asked.words.join(' ')) ? 0 : -VALENCE;
  if (sound && asked.sound) return VALENCE;
  if (sound && asked.fault && !fault) return -VALENCE;
  if (fault && asked.sound) return -VALENCE;
  return (asked.negated ? -1 : 1) * statementOdds(main, asked);
}

/** A plain statement affirms what it takes up of the question; one that takes up nothing says nothing. */
function statementOdds(main: readonly string[], { stems, words, subject, languages }: AskedQuestion): number {
  const content = main.filter((word) => !isFunctionWord(word) && !isBuiltIn(word, languages));
  // "It does", "I can": the question's own auxiliary, and nothing else.
  if (content.length === 0) return main.some((word) => words.includes(word)) || isEcho(main) ? STATED : 0;
  const takenUp = content.filter((word) => stems.has(stem(word)));
  const told = takenUp.length;
  // "The printer makes a noise" names what was asked about and says nothing of what was asked.
  if (told > 0 && takenUp.every((word) => subject.has(stem(word))))
    return ASKS_IF_ENDED.test(words.join(' ')) && THERE.test(main.join(' ')) ? -STATED : 0;
  if (told === 0) return isEcho(main) ? BESIDE : 0;
  return told / content.length >= TAKEN_UP ? STATED : BESIDE;
}

/** "Does the noise stop?" - "it makes the noise": it goes on. */
const ASKS_IF_ENDED =
  /\b(?:stops?|ceases?|disappears?|vanish(?:es)?|go away|aufhort|verschwindet|cesse|disparait|desaparece|cessa|some|sparisce|verdwijnt|stopt)\b/;
const THERE =
  /\b(?:there (?:is|are)|makes?|making|hear|see|have|has|get|still|noch|encore|toujours|sigue|hay|ainda|ha|ancora|c'e|nog)\b/;

/** "I definitely do", "there is", "it can", "I can see it there": an auxiliary carries the answer. */
function isEcho(words: readonly string[]): boolean {
  const telling = words.filter((word) => !isTalkWord(word) && !isFunctionWord(word));
  return (
    telling.length === 0 &&
    words.some((word) => /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|am)$/.test(word))
  );
}

/** "Is the Wi-Fi enabled?": who uses the cable has not said. */
const ASKS_OF_STATE =
  /\b(?:enabled|disabled|activated?|deactivated|active|turned|switched|installed|updated?|available|aktiviert|deaktiviert|aktiv|(?:ein|aus|an)geschaltet|installiert|verfugbar|activee?|desactivee?|allumee?|installee?|activad[oa]|desactivad[oa]|instalad[oa]|encendid[oa]|ativad[oa]|desativad[oa]|ligad[oa]|attiv[oa]|attivat[oa]|abilitat[oa]|installat[oa]|acces[oa]|ingeschakeld|uitgeschakeld|geactiveerd|geinstalleerd)\b/;
/** A light that is off has no colour. */
const UNLIT = /\b(?:off|unlit|dark|aus|dunkel|eteinte?|apagad[oa]|desligad[oa]|spent[oa]|uit|donker)\b/;

function asksOfColour(words: readonly string[]): boolean {
  const { same, other } = contrastOf(words, ['red']);
  return same || other;
}

/** What expires is valid until then. */
const STILL_RUNS = /^expires?$/;

function hasOpposite(main: readonly string[], { words }: AskedQuestion): boolean {
  const opposed = wordOpposites(main).against(wordOpposites(words));
  return [...opposed.keys()].some((word) => !words.includes(word) && !STILL_RUNS.test(word));
}

/** Whether the main part of a clause has a negation; one in "when it is not hot" does not deny. */
function isNegated(clause: string, languages: readonly Language[]): boolean {
  return denies(tokenise(mainPart(clause)), languages);
}

function share(of: ReadonlySet<string>, among: ReadonlySet<string>): number {
  if (of.size === 0) return 0;
  return [...of].filter((term) => among.has(term)).length / of.size;
}
