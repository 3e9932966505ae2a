import { yesOrNo, yesOrNoIn } from '../../../flywheel/core/answers/yes-no-words.js';
import { spelt } from '../../../search/text/spelling.js';
import { checkedIn, conditionIn, IF_SO_IN, MAYBE_CONDITION, OTHERWISE_IN } from './other-languages.js';
import { capitalised, isInstruction, isNote, isQuestion, jumpOf } from './step-words.js';

/** "If the queue is full, restart the spooler." */
export interface Conditional {
  /** What is asked: "The queue is full?" */
  question: string;
  /** The condition as an answer: "the queue is full". */
  answer: string;
  /** What is done then; empty where it follows elsewhere. */
  then: string;
}

const IF =
  /^(?:and |but |now |also |then )?(if|when|whenever|in case(?: of)?|in the case (?:of|that)|should|once|for)\s+(.+)$/is;
const OTHERWISE =
  /^(?:otherwise|else|if not|if no|if this (?:is not|isn't|does not|doesn't|did not|didn't) [\w\s]{2,20}|if (?:it|that|this) (?:is not|isn't|does not|doesn't)(?: the case| so| help| work)?|in (?:all |any )?other cases?|for (?:all |any )?other cases?|failing that)\b[,:\s–—-]*(?:then\s+)?/i;
const YES_NO =
  /^\W*(yes|no|y|n|ok|not ok|success|failure|fail|pass|true|false)\b\W{0,4}?\s*(?:[:,;.–—-]|->|=>|→|$)\s*/i;
/** A word that may be one for yes or no in another language, before what is done then. */
const YES_NO_IN = /^[^\p{L}\p{N}]*(\p{L}{1,12})\s*(?:[:：,，]|\s[–—-]|->|=>|→|$)\s*/u;
const LABELLED = /^(.{1,80}?)\s*(?::|->|=>|→|–|—|\s-)\s+(.+)$/s;

/** "If necessary" asks nobody for anything. */
export const LEFT_OPEN = /^(?:necessary|needed|required|desired|possible|applicable|available|appropriate)$/i;

/** A longer sentence is no condition that anybody could answer, and would take long to take apart. */
const LONGEST = 1_000;

/** @param strict only where an instruction follows, as in running text, where "when" mostly explains */
export function conditionalOf(sentence: string, strict: boolean): Conditional | null {
  const [, word = '', rest = ''] = IF.exec(sentence.trim()) ?? [];
  if (rest === '' && sentence.length <= LONGEST && otherwiseOf(sentence) === null) {
    const told = conditionIn(sentence.trim());
    if (told) return { question: asQuestion(told.condition), answer: told.condition, then: told.then };
  }
  if (rest === '' || rest.length > LONGEST || otherwiseOf(sentence) !== null) return null;
  const parts = partsOf(rest);
  if (!parts) return null;
  const [condition, then] = parts;
  const plain = /^if$/i.test(word);
  if ((strict || !plain) && then !== '' && !isInstruction(then) && !jumpOf(then)) return null;
  if (!plain && then === '') return null;
  if (/^for$/i.test(word) && !/^(?:all|any|other)/i.test(condition)) return null;
  const answer = condition.replace(/[\s,:;.]+$/, '');
  return answer === '' || answer.length > 300 || LEFT_OPEN.test(answer)
    ? null
    : { question: asQuestion(answer), answer, then };
}

/** The condition and what follows from it. */
function partsOf(rest: string): [string, string] | null {
  const then = /^(.+?),?\s+then[,:]?\s+(.+)$/is.exec(rest);
  if (then?.[1] && then[2] && then[1].length < 300) return [then[1], then[2]];
  const colon = /^([^:]+):(?:\s+(.+))?$/s.exec(rest);
  const commas = [...rest.matchAll(/,\s+/g)]
    .map(({ index, 0: mark }): [string, string] => [rest.slice(0, index), rest.slice(index + mark.length)])
    .filter(([before]) => before.lastIndexOf('(') <= before.lastIndexOf(')'));
  const acting = commas.find(([, after]) => isInstruction(after) || jumpOf(after) !== null);
  if (acting) return acting;
  if (colon?.[1]) return [colon[1], colon[2] ?? ''];
  return commas[0] ?? null;
}

export function asQuestion(condition: string): string {
  const words = condition.replace(/[\s?？.:,;]+$/, '').trim();
  return `${capitalised(words)}?`;
}

/** What is done where no condition before held; null where a sentence says no such thing. */
export function otherwiseOf(sentence: string): string | null {
  const found = OTHERWISE.exec(sentence.trim()) ?? OTHERWISE_IN.exec(sentence.trim());
  if (!found) return null;
  const rest = sentence.trim().slice(found[0].length);
  // "If not installed, install it" is a condition of its own.
  const isOpen = MAYBE_CONDITION.test(found[0]) && !isInstruction(rest.split(',')[0] ?? '');
  return isOpen ? null : rest;
}

const IF_SO =
  /^(?:if (?:so|yes|it (?:is|does|has|did)|they (?:are|do|have)|that is the case|this is the case)|in that case)\b[,:\s–—-]*(?:then\s+)?/i;

/** "If so, ..." and "If not, ...", which answer what stands before them. */
export function shortAnswerOf(sentence: string): Answer | null {
  const words = sentence.trim();
  const so = IF_SO.exec(words);
  if (so && /[,:]|\bso\b|\byes\b/i.test(so[0])) return { label: 'yes', rest: words.slice(so[0].length) };
  const soIn = IF_SO_IN.exec(words);
  if (soIn) return { label: 'yes', rest: words.slice(soIn[0].length) };
  const other = otherwiseOf(words);
  return other === null ? null : { label: 'no', rest: other };
}

const CHECK =
  /^(?:please\s+)?(?:first\s+)?(?:check|verify|see|confirm|test|find out|determine|look|make sure|ensure)\s+(?:if|whether|that)\s+([^\n]{3,300})$/i;

/** What a check asks: "Check if the lamp is lit" -> "The lamp is lit?"; null where a text is none. */
export function questionOfCheck(text: string): string | null {
  const asked = CHECK.exec(text.trim())?.[1] ?? checkedIn(text.trim());
  return asked === null ? null : asQuestion(asked);
}

/** "Check if the lamp is lit. If not, ...": asks, and tells what follows. */
export function answersItself([first = '', ...further]: readonly string[]): boolean {
  return (isQuestion(first) || questionOfCheck(first) !== null) && further.some((one) => shortAnswerOf(one));
}

export interface Answer {
  label: string;
  rest: string;
}

/** An item under a question as one of its answers: "Yes: restart it", "If it blinks, wait". */
export function answerOf(text: string): Answer | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  const plain = YES_NO.exec(trimmed);
  if (plain?.[1]) return { label: sameWord(plain[1]), rest: trimmed.slice(plain[0].length) };
  const [whole = '', word = ''] = YES_NO_IN.exec(trimmed) ?? [];
  // "Right: ..." is a side in English, and the words of English are known above.
  const said = word === '' || yesOrNoIn(spelt(word), []) ? null : yesOrNo(spelt(word), []);
  if (said) return { label: said, rest: trimmed.slice(whole.length) };
  const so = IF_SO_IN.exec(trimmed);
  if (so) return { label: 'yes', rest: trimmed.slice(so[0].length) };
  const yes = /^if\s+(yes|no|so|true|false)\b[,:\s–—-]*(?:then\s+)?(.*)$/is.exec(trimmed);
  if (yes?.[1]) return { label: sameWord(yes[1]), rest: yes[2] ?? '' };
  const other = otherwiseOf(trimmed);
  if (other !== null) return { label: 'any', rest: other };
  const conditional = conditionalOf(trimmed, false);
  if (conditional) return { label: conditional.answer, rest: conditional.then };
  const bareIf = /^(?:if|when)\s+(.{3,200}?)[\s:.]*$/is.exec(trimmed);
  return bareIf?.[1] ? { label: bareIf[1], rest: '' } : null;
}

/** As `answerOf`, also for "Blinking: wait" where the question was asked before. */
function labelledAnswerOf(text: string): Answer | null {
  const known = answerOf(text);
  if (known || text.length > LONGEST) return known;
  if (isNote(text)) return null;
  const [, label = '', rest = ''] = LABELLED.exec(text.trim()) ?? /^(.{1,80}):()$/.exec(text.trim()) ?? [];
  return label !== '' && !isInstruction(label) ? { label: label.replace(/[*_`]/g, ''), rest } : null;
}

/**
 * The items of a list as the answers to one question; null where one of them is none.
 * @param asked whether the question is known, so that a label is an answer too
 */
export function answersOf(texts: readonly string[], asked: boolean): Answer[] | null {
  const found = texts.map(asked ? labelledAnswerOf : answerOf);
  return found.every((answer) => answer !== null) ? found : null;
}

function sameWord(word: string): string {
  const plain = word.toLowerCase();
  if (plain === 'y' || plain === 'so') return 'yes';
  return plain === 'n' ? 'no' : plain;
}

/** "If the pod is pending:" */
export function bareCondition(text: string): { question: string; then: string } | null {
  const [, condition] = /^(?:if|when|in case(?: of)?)\s+([^,:]{3,200}):$/i.exec(text) ?? [];
  return condition === undefined ? null : { question: asQuestion(condition), then: '' };
}
