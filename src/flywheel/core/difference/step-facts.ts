import { remembered } from '../../../search/text/remembered.js';
import { stem } from '../../../search/text/stem.js';
import { isFunctionWord } from '../../../search/text/function-words.js';
import { conceptOf } from '../../../search/text/synonyms.js';
import { tokenise } from '../../../search/text/tokenise.js';
import { ORDER_VERBS } from '../../extraction/speech-words.js';
import { thingsAmong } from '../answers/contrast-classes.js';
import { languagesOf, NEGATION } from '../../../search/text/languages.js';
import { spelt } from '../../../search/text/spelling.js';

/** What of a step's text is to the letter: two steps that differ in it are two steps. */
export interface StepFacts {
  words: readonly string[];
  /** Those of its words that name a thing of a class of which one rules the others out, each once. */
  things: readonly string[];
  /** Numbers, ports, versions, addresses, codes. */
  numbers: ReadonlySet<string>;
  /** Paths of files and keys, and addresses of pages. */
  paths: ReadonlySet<string>;
  /** What stands in quotation marks or is set as code. */
  quoted: ReadonlySet<string>;
  /** Told not to be done. */
  negated: boolean;
  /** Denies something or warns of it anywhere. */
  denies: boolean;
  /** What it tells to do, where it begins with that, as a stem that stands for all that mean the same; else null. */
  verb: string | null;
  /** The stems of its words that stand for all that mean the same. */
  concepts: ReadonlySet<string>;
}

const PATH =
  /(?:\b[a-z]:\\|\\\\|(?<![\p{L}\p{N}])(?:~|\.{1,2})?\/(?=[\p{L}\p{N}._-]))[^\s"'<>|]{2,}|\bhk(?:lm|cu|ey)[\w]*\\[^\s"']+|\b(?:https?|ftp|smb|ldaps?):\/\/[^\s"'<>]+/giu;
const QUOTED =
  /["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]{1,80})["\u201c\u201d\u201e\u00ab\u00bb]|`([^`]{1,200})`|(?<![\p{L}\p{N}])'([^']{2,60})'(?![\p{L}\p{N}])/gu;
const NUMBER = /(?<![\p{L}\p{N}])(?:0x[0-9a-f]+|kb\d{5,}|v?\d+(?:[.:]\d+)*)(?![\p{L}\p{N}]{3,})/giu;
/** What is called with options: "sfc /scannow", "systemctl --user". */
const COMMAND = /(?<![\p{L}\p{N}./-])([a-z][\w.]{1,30}) (?=(?:\/|--?)[a-z?])/gu;
/** Files, machines and drives by their names, and what has a letter for a name: "app.log", "PRN02", "H:", "bay B". */
const NAMED =
  /(?<![\p{L}\p{N}.])(?:[\w-]{1,60}\.(?:log|txt|exe|dll|conf|cfg|ini|json|xml|ya?ml|msi|zip|bat|ps1|sh|reg|ost|pst|csv|docx?|xlsx?)|\p{Lu}{2,}[\p{Lu}_-]*\d{1,5}|[A-Z]:)(?![\p{L}\p{N}])|(?<=\b(?:port|bay|slot|drive|disk|line|channel|zone|room|building|group|option|profile|laufwerk|anschluss|steckplatz|raum|lecteur|puerto|porta|poort) )[A-Z](?![\p{L}\p{N}])/gu;
/** Verbs whose particle turns them round are one word with it: "sign in", "logged out". */
const PARTICLE = /\b(sign|log|opt|zoom)(?:g?(?:ed|ing))? (in|on|out|off)\b/g;
/** "1." before a step, and numbers that only count seconds of patience. */
const NUMBERING = /^\s*\(?\d{1,2}[.)]\s+/;

export const factsOf = remembered(20_000, (text = ''): StepFacts => {
  const quoted = new Set<string>();
  for (const [, double, code, single] of text.matchAll(QUOTED)) add(quoted, double ?? code ?? single ?? '');
  const paths = new Set<string>();
  for (const [path] of text.matchAll(PATH)) add(paths, path.replace(/[.,;:)]+$/, ''));
  const numbers = new Set<string>();
  const bare = text.replace(NUMBERING, '').replace(PATH, ' ');
  for (const [number] of bare.matchAll(NUMBER)) numbers.add(number.toLowerCase().replace(/^v(?=\d)/, ''));
  for (const [, command] of text.matchAll(COMMAND)) add(quoted, command ?? '');
  for (const [name] of text.replace(PATH, ' ').matchAll(NAMED)) add(paths, name);
  const words = tokenise(spelt(text).replace(PARTICLE, '$1$2'));
  const concepts = new Set(words.map((word) => conceptOf(stem(word))));
  const negated = ordersNot(text, words);
  const denies = negated || DENIES.test(spelt(text));
  return {
    words,
    things: thingsAmong(words),
    numbers,
    paths,
    quoted,
    negated,
    denies,
    verb: verbOf(text),
    concepts,
  };
});

function add(to: Set<string>, text: string): void {
  const plain = spelt(text);
  if (plain !== '') to.add(plain);
}

const ORDERS_NOT =
  /^(?:please |now |and |but |so |just )*(?:do not|never|avoid|you (?:should|must|may|can) not|(?:try |make sure |be sure |please )?not to|no longer|not)\b/;
const DENIES = /\b(?:not|never|avoid|avoided|refrain|without|instead|no)\b/;
/** An order in another language is short, and begins or ends with what denies it. */
const SHORT_ORDER = 10;

/** "Do not restart it": the order itself is denied; in "if it is not on" it is not. */
function ordersNot(text: string, words: readonly string[]): boolean {
  if (ORDERS_NOT.test(spelt(text))) return true;
  const languages = languagesOf(text).filter((language) => language !== 'en');
  if (words.length > SHORT_ORDER || text.includes('?')) return false;
  const [first, second] = words;
  const denies = (word = ''): boolean =>
    languages.some((language) => NEGATION[language].has(word) && !WITHOUT.test(word));
  // "No" alone denies in Spanish, and is "in the" in Portuguese.
  if (first === 'no' && languages.includes('es') && !languages.includes('pt')) return true;
  return denies(first) || denies(second) || denies(words.at(-1)) || (words.length <= 6 && words.some(denies));
}

const WITHOUT = /^(?:ohne|sans|sin|sem|senza|zonder|no|na|nos|nas|ne|ni|n)$/;

/** What may stand before an order without being its verb. */
const LEAD =
  /^(?:(?:please|then|now|next|first|also|just|and|so|ok|okay|try to|you (?:should|need to|have to|must|can|could)|we (?:should|need to|have to|can)|i (?:have|had|would|then|just|also)?|we (?:have|then|just)?|have|can you|could you|do not|never|go ahead and|let us|make sure to) )+/;

function verbOf(text: string): string | null {
  const words = tokenise(spelt(text).replace(NUMBERING, '').replace(LEAD, ''));
  const first = words.find((word) => !isFunctionWord(word)) ?? '';
  if (first !== words[0]) return null;
  const base = ORDER_VERBS.has(first) ? first : baseOf(first);
  if (base === null || LIGHT.has(base)) return null;
  if (CHECKING.has(base)) return 'check';
  // To install again is to install, and whoever boots a machine restarts it.
  const again =
    /^re-?(?=(?:install|connect|enter|add|create|configure|build|seat|map|register|deploy|image|join)\b)/;
  return conceptOf(stem(base.replace(again, '').replace(/^boot$/, 'reboot')));
}

/** Verbs that say nothing without their object ("take a look"), and those of looking into something. */
const LIGHT = new Set(
  'try take use make go get do put give keep leave ensure have be wait work let follow perform please'.split(
    ' ',
  ),
);
const CHECKING = new Set(
  'check inspect look verify confirm see test view review examine double-check'.split(' '),
);

const VERB_STEMS = new Map([...ORDER_VERBS].map((verb) => [stem(verb), verb]));

/** The base form of a verb in its past or with what reverses it: "unblocked". */
function baseOf(word: string): string | null {
  const known = VERB_STEMS.get(stem(word));
  if (known !== undefined) return known;
  const reversed = /^(?:un|re|dis|de|over)(?=[a-z]{3})/.exec(word);
  const rest = reversed ? VERB_STEMS.get(stem(word.slice(reversed[0].length))) : undefined;
  return rest === undefined ? null : word;
}
