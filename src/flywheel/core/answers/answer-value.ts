import { normaliseText } from '../../../search/text/normalise.js';
import { stem } from '../../../search/text/stem.js';
import { isFunctionWord } from '../../../search/text/function-words.js';
import { tokenise } from '../../../search/text/tokenise.js';
import { NEGATION, type Language } from '../../../search/text/languages.js';

/** An answer of more words than this says too much to be a label. */
export const MAX_LABEL_WORDS = 5;

/** A code, a number, a version, an address: what has a digit in it and is no word with a number beside it. */
const CODE = /^(?:0x[0-9a-f]+|[a-z]{0,8}[-_.:#]?\d[\p{L}\d._:/-]*|\d+(?:[.,]\d+)*)$/u;

/** What a code is introduced by, in short and in full: "err 809" is "error 809" is "809". */
const INTRODUCES = new Set(
  `error err errors code codes number no nr num fehler fehlercode fehlernummer nummer erreur codigo numero erro errore codice
  foutcode fout event id exit status http says shows shown displays reads gives showing saying it is the a an that s zeigt steht
  es er sie die der das ist affiche c est le la dice muestra sale pone mostra diz aparece staat geeft het is un une una um uma el
  il e with mit avec con com met got get getting i see have was just still again only`.split(/\s+/),
);

/** What stands in front of a value and says nothing of it. */
const LEADS =
  /^(?:(?:it|that|this|he|she|they|there) (?:is|was|are|says?|said|shows?|showed|reads?|displays?|gives?|has)|i (?:see|get|got|have|use|am using|think|believe)|we (?:see|get|use|have)|(?:says?|shows?|reads?|displays?)|es ist|es sind|das ist|c'est|ce sont|es|son|sono|het is) (?:just |still |only |about |the |a |an |ein |eine |un |une |una |um |uma |el |la |le |il |lo |de |het )*/;

/** The value that an answer to a question for one is: without what introduces it; null where it says too much. */
export function valueOf(question: string, answer: string): string | null {
  const text = normaliseText(answer).replace(/^["'\s]+|["'\s.!]+$/g, '');
  const words = tokenise(text);
  if (words.length === 0 || text.endsWith('?')) return null;
  const codes = words.filter((word) => CODE.test(word));
  const rest = words.filter((word) => !CODE.test(word));
  const asked = new Set(tokenise(question).map(stem));
  // "it shows error 809": all but the code repeats what was asked, or leads up to it.
  const [code] = codes;
  if (codes.length === 1 && code && rest.every((word) => INTRODUCES.has(word) || asked.has(stem(word)))) {
    const unit = unitBehind(text, code);
    return unit === null ? code : `${code}${unit}`;
  }
  const bare = text.replace(LEADS, '');
  const kept = trimmed(bare, asked);
  return kept !== '' && tokenise(kept).length <= MAX_LABEL_WORDS ? kept : null;
}

/** "40 %" is "40%"; words for units are words. */
function unitBehind(text: string, code: string): string | null {
  const behind = text.slice(text.indexOf(code) + code.length);
  return /^\s?([%\u00b0])/.exec(behind)?.[1] ?? null;
}

/** Without the words of the question and articles at its beginning: "the printer is on the second floor". */
function trimmed(text: string, asked: ReadonlySet<string>): string {
  const words = text.split(' ');
  let first = 0;
  const says = (word: string): boolean => {
    const [token = ''] = tokenise(word);
    return token !== '' && !asked.has(stem(token)) && !isArticle(token);
  };
  const tells = words.some((word) => says(word) && !isFunctionWord(tokenise(word)[0] ?? ''));
  while (tells && first < words.length - 1 && !says(words[first] ?? '')) first++;
  return words
    .slice(first)
    .map((word) => word.replace(/^["'(]+|["',;:)!?]+$/g, ''))
    .filter((word) => word !== '')
    .join(' ');
}

function isArticle(word: string): boolean {
  return /^(?:the|a|an|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|o|os|as|um|uma|il|lo|gli|de|het|een)$/.test(
    word,
  );
}

/** Whether an answer is nothing but a code, a number or the like, whatever introduces it. */
export function isBareCode(answer: string): boolean {
  const words = tokenise(answer);
  return (
    words.some((word) => CODE.test(word)) && words.every((word) => CODE.test(word) || INTRODUCES.has(word))
  );
}

/** Whether a clause has a word that denies, in English or in one of the languages that it may be in. */
export function denies(words: readonly string[], languages: readonly Language[]): boolean {
  const possible = new Set<Language>(['en', ...languages]);
  return words.some((word) => [...possible].some((language) => NEGATION[language].has(word)));
}
