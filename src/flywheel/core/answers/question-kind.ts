import { remembered } from '../../../search/text/remembered.js';
import { sentencesOf, tokenise } from '../../../search/text/tokenise.js';
import { ASKING, LANGUAGES, languagesOf, OR, type Language } from '../../../search/text/languages.js';
import { spelt } from '../../../search/text/spelling.js';
import { isYesNoQuestion } from './yes-no-question.js';

/**
 * - yes_no: wants yes or no;
 * - choice: names the options that it wants one of;
 * - value: wants a code, a number, a version, the name of a thing;
 * - open: wants whatever there is to tell.
 */
export type QuestionKind = 'yes_no' | 'choice' | 'value' | 'open';

export interface Question {
  kind: QuestionKind;
  /** The options of a choice as the question words them, in their order. */
  options: readonly string[];
  /** The languages that it may be in. */
  languages: readonly Language[];
}

/** Nouns for what has a value, by which a question without a verb ("err code?") is known to want one. */
const VALUE_NOUNS = new Set(
  `code codes number no version name model address ip mac id port vlan build serial os browser type brand make size speed
  date time hostname host ssid channel resolution message text colour color status firmware release edition fehlercode
  nummer fehlernummer modell adresse meldung version betriebssystem farbe codigo numero modelo direccion mensaje versao
  endereco codice modello indirizzo messaggio versione numero modele adresse couleur systeme foutcode meldingstekst
  naam adres kleur versie besturingssysteem nombre nome nom sistema`.split(/\s+/),
);

/** "Tell me the code": an order that wants what a question would. */
const ORDERS =
  /^(?:bitte |por favor,? |per favore,? |s'il vous plait,? |alstublieft,? )?(?:nennen sie|sagen sie|geben sie (?:mir|uns)|lesen sie|teilen sie|nenn|sag mir|dites|indiquez|donnez|quel est|diga|digame|indique|deme|dime|diga-me|informe|dica|mi dica|indichi|dammi|dimmi|geef|zeg|noem|vertel|lees)\b/;

/** "What" and the like may have one of these before it: "on which port", "seit wann". */
const BEFORE_ASKING = new Set(
  `at for in on to from about of with since until by under and so ok okay an auf aus bei mit von zu seit fur um bis und in a de
  en con por para desde hasta du des depuis jusqu dans sur avec em com da do na no di da per su op aan uit met van naar bij sinds
  voor please also now then`.split(/\s+/),
);

export const readQuestion = remembered(20_000, (question = ''): Question => {
  const languages = languagesOf(question);
  const options = optionsOf(question, languages);
  const last = askingSentence(question);
  if (options.length > 0) return { kind: 'choice', options, languages };
  if (isOpen(last, languages)) return { kind: wantsValue(last) ? 'value' : 'open', options, languages };
  if (isElliptic(last) && wantsValue(last)) return { kind: 'value', options, languages };
  if (isYesNoQuestion(last)) return { kind: 'yes_no', options, languages };
  return { kind: wantsValue(last) ? 'value' : 'open', options, languages };
});

/** The sentence that asks, where others stand around it. */
function askingSentence(question: string): string {
  const sentences = sentencesOf(question);
  return sentences.findLast((sentence) => sentence.includes('?')) ?? question;
}

function isOpen(question: string, languages: readonly Language[]): boolean {
  const text = spelt(question);
  if (ORDERS.test(text)) return true;
  const words = tokenise(text);
  const first = words.findIndex((word) => !BEFORE_ASKING.has(word) || isAsking(word, languages));
  const word = words[first] ?? '';
  // English has its own rules: "when it starts, does it beep?" wants yes or no.
  return isAsking(
    word,
    languages.length > 0 ? languages.filter((each) => each !== 'en') : LANGUAGES.slice(1),
  );
}

function isAsking(word: string, languages: readonly Language[]): boolean {
  return languages.some((language) => ASKING[language].has(word));
}

/** "err code?", "printer model": nothing but a name for what is wanted. */
function isElliptic(question: string): boolean {
  const words = tokenise(question);
  return words.length > 0 && words.length <= 4 && !words.some((word) => VERBS.has(word));
}

const VERBS = new Set(
  `is are was were do does did has have had can could will would shall should may might must been be ist sind war hat haben kann
  est sont a ont es esta estan son hay e sono ha hanno zijn heeft heb`.split(/\s+/),
);

function wantsValue(question: string): boolean {
  return tokenise(question).some((word) => VALUE_NOUNS.has(word));
}

const LISTED = /^\s*(?:\(?\d{1,2}[.):]|\(?[a-h][.)]|[-*\u2022])\s+(.+?)\s*$/gmu;
/** What may stand before the first option or behind the last one without belonging to it. */
const NO_OPTION =
  /^(?:not|no|both|so|any|anything|something|another|other|else|nicht|non|pas|nao|niet|none|neither|similar|similarly|more|less|later|if|when|whether|do|does|did|is|are|can|has|have)$/;
/** The most words of one option. */
const LONGEST_OPTION = 4;

/** The options that a question names: those of a list, or what stands on both sides of its last "or". */
function optionsOf(question: string, languages: readonly Language[]): string[] {
  const listed = [...question.matchAll(LISTED)].flatMap(([, text]) => text ?? []);
  if (listed.length > 1 && !listed.some((text) => text.endsWith('?'))) return listed;
  const text = spelt(askingSentence(question));
  const or = new RegExp(
    ` (?:${[...new Set([...languages, 'en' as const].map((each) => OR[each]))].join('|')}) `,
    'g',
  );
  const at = [...text.matchAll(or)].at(-1);
  if (!at || !text.endsWith('?')) return [];
  const before = text.slice(0, at.index).split(/[,;:]\s*| (?:or) /);
  const behind = tokenise(text.slice(at.index + at[0].length).split(/[?.,;]/)[0] ?? '');
  if (behind.length === 0 || behind.length > LONGEST_OPTION || behind.some((word) => NO_OPTION.test(word)))
    return [];
  const heads = before.flatMap((part, index) => {
    const words = tokenise(part);
    // What is before the first option is the question itself: as many words as the other option has belong to it.
    return index < before.length - 1 && index > 0 ? [words] : [words.slice(-behind.length)];
  });
  const options = [...(before.length > 1 ? heads : heads.slice(-1)), behind].map((words) => words.join(' '));
  return options.every((option) => option !== '' && !NO_OPTION.test(option)) ? options : [];
}
