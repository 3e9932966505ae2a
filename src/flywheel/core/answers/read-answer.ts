import { ANY_LABEL } from '../../../flows/document/edge-condition.js';
import { remembered } from '../../../search/text/remembered.js';
import { isFunctionWord } from '../../../search/text/function-words.js';
import { stem } from '../../../search/text/stem.js';
import { tokenise } from '../../../search/text/tokenise.js';
import { isBareCode, valueOf } from './answer-value.js';
import { UNCLEAR } from './outcomes.js';
import { readQuestion, type Question } from './question-kind.js';
import { spelt } from '../../../search/text/spelling.js';
import { yesNoOdds } from './yes-no-odds.js';
import { yesOrNo } from './yes-no-words.js';

export const YES = 'yes';
export const NO = 'no';

/**
 * Why nobody can be sure of what an answer means for its question:
 * - not_said: it says that it does not know, or says both;
 * - neither_yes_nor_no: it answers a yes/no question and means neither for certain;
 * - no_option: it names none of the options that it was asked to choose from;
 * - own_words: free words that are no option, no code and no value.
 */
export type UnsureReason = 'not_said' | 'neither_yes_nor_no' | 'no_option' | 'own_words';

export interface Reading {
  /** The condition that the answer stands for: `any` where it is none of its own. */
  label: string;
  /** Log odds of `yes` of an answer to a yes/no question; else 0. */
  odds: number;
  /** Null where the label is what the answer clearly says. */
  unsure: UnsureReason | null;
}

/**
 * Least log odds at which an answer is taken for a yes or no. Of 2,228 answers of recorded dialogs, 96 in 100 beyond it
 * were right; those nearer to none were as often the one as the other.
 */
export const CLEAR_ODDS = 0.3;

/** Reads an answer against its question. */
export const readAnswerText = remembered(20_000, (question = '', answer = ''): Reading => {
  const text = spelt(answer);
  const asked = readQuestion(question);
  if (text === '') return { label: ANY_LABEL, odds: 0, unsure: 'not_said' };
  // What may not be read says nothing.
  if (text.includes('[redacted')) return { label: ANY_LABEL, odds: 0, unsure: 'own_words' };
  if (asked.kind === 'choice') return readChoice(question, answer, text, asked);
  if (asked.kind === 'yes_no') return readYesNo(question, answer, text);
  return readValue(question, answer, text, asked);
});

function readYesNo(question: string, answer: string, text: string): Reading {
  const odds = yesNoOdds(question, answer);
  if (odds >= CLEAR_ODDS) return { label: YES, odds, unsure: null };
  if (odds <= -CLEAR_ODDS) return { label: NO, odds, unsure: null };
  if (UNCLEAR.test(text)) return { label: ANY_LABEL, odds: 0, unsure: 'not_said' };
  // A code is no yes and no no, whatever the question looks like ("error?" - "809").
  const value = isBareCode(answer) ? valueOf(question, answer) : null;
  return value === null
    ? { label: ANY_LABEL, odds, unsure: 'neither_yes_nor_no' }
    : { label: value, odds: 0, unsure: null };
}

function readValue(question: string, answer: string, text: string, { languages }: Question): Reading {
  const words = tokenise(text);
  const plain = yesOrNo(words.join(' '), languages);
  if (plain !== null) return { label: plain, odds: yesNoOdds(question, answer), unsure: null };
  if (UNCLEAR.test(text)) return { label: ANY_LABEL, odds: 0, unsure: 'not_said' };
  const value = valueOf(question, answer);
  if (value !== null) return { label: value, odds: 0, unsure: null };
  return { label: ANY_LABEL, odds: 0, unsure: 'own_words' };
}

/** The option that an answer names; yes and no to a choice that is none ("red or any other colour?"). */
function readChoice(
  question: string,
  answer: string,
  text: string,
  { options, languages }: Question,
): Reading {
  const option = optionNamed(options, text);
  if (option !== null) return { label: option, odds: 0, unsure: null };
  const leading = yesOrNo(text.replace(/[\s.!,]+$/, ''), languages);
  if (leading !== null || saysYesOrNo(question, answer)) return readYesNo(question, answer, text);
  if (UNCLEAR.test(text)) return { label: ANY_LABEL, odds: 0, unsure: 'not_said' };
  const value = valueOf(question, answer);
  return { label: value ?? ANY_LABEL, odds: 0, unsure: 'no_option' };
}

/** An answer in a whole sentence is one to "does it beep or flash?" as a yes/no question. */
function saysYesOrNo(question: string, answer: string): boolean {
  return Math.abs(yesNoOdds(question, answer)) >= CLEAR_ODDS;
}

const ORDINALS: readonly RegExp[] = [
  /^(?:(?:the )?(?:first|1st|former)|(?:option |number |nr\.? )?\(?(?:1|a)\)?\.?|(?:der|die|das) erste|erstere[rs]?|(?:le|la) premiere?|(?:el|la) primer[oa]?|o primeiro|a primeira|il primo|la prima|de eerste)(?: one| option)?$/,
  /^(?:(?:the )?(?:second|2nd|latter)|(?:option |number |nr\.? )?\(?(?:2|b)\)?\.?|(?:der|die|das) zweite|letztere[rs]?|(?:le|la) (?:deuxieme|seconde?)|(?:el|la) segund[oa]|o segundo|a segunda|il secondo|la seconda|de tweede)(?: one| option)?$/,
  /^(?:(?:the )?(?:third|3rd)|(?:option |number |nr\.? )?\(?(?:3|c)\)?\.?|(?:der|die|das) dritte|(?:le|la) troisieme|(?:el|la) tercer[oa]?|o terceiro|a terceira|il terzo|la terza|de derde)(?: one| option)?$/,
  /^(?:(?:the )?(?:fourth|4th)|(?:option |number |nr\.? )?\(?(?:4|d)\)?\.?|(?:der|die|das) vierte|(?:le|la) quatrieme|(?:el|la) cuart[oa]|o quarto|a quarta|il quarto|la quarta|de vierde)(?: one| option)?$/,
];

function optionNamed(options: readonly string[], text: string): string | null {
  const bare = text.replace(/[\s.!,]+$/, '');
  const ordinal = ORDINALS.findIndex((pattern) => pattern.test(bare));
  if (ordinal >= 0 && options[ordinal] !== undefined) return withoutEdges(normalised(options[ordinal]));
  const said = contentOf(bare);
  if (said.length === 0 || tokenise(bare).length > LONGEST_CHOICE) return null;
  const named = options.filter((option, index) => {
    const others = new Set(options.flatMap((other, i) => (i === index ? [] : contentOf(other))));
    const own = contentOf(option).filter((word) => !others.has(word));
    // Both "the printer" and "the scanner" may be named in full, in part, or run together ("wifi" of "Wi-Fi").
    const joined = own.join('');
    return own.some((word) => said.includes(word)) || (joined !== '' && said.join('') === joined);
  });
  const [option] = named;
  if (named.length !== 1 || option === undefined) return null;
  const words = new Set(contentOf(option));
  // What was said of the option names it, where that is all that was said.
  return withoutEdges(said.every((word) => words.has(word)) ? bare : normalised(option));
}

/** Without articles, prepositions and the like at both ends. */
function withoutEdges(text: string): string {
  const words = tokenise(text);
  const first = words.findIndex((word) => !isFunctionWord(word));
  const last = words.findLastIndex((word) => !isFunctionWord(word));
  return first < 0 ? text : words.slice(first, last + 1).join(' ');
}

/** A choice is named in few words; more of them tell something. */
const LONGEST_CHOICE = 6;

function contentOf(text: string): string[] {
  return tokenise(spelt(text))
    .filter((word) => !isFunctionWord(word))
    .map(stem);
}

function normalised(option: string): string {
  return spelt(option).replace(/[\s.!,]+$/, '');
}
