import { spelt } from '../../../search/text/spelling.js';
import { CLDR_NO, CLDR_YES } from './cldr-words.js';
import type { Language } from '../../../search/text/languages.js';

export type YesNo = 'yes' | 'no';

/** What people say for yes and no besides the words of CLDR, which has one or two of each language. */
const SPOKEN = `
  yes, yeah, yep, yup, aye, correct, right, indeed, affirmative, true, definitely, absolutely, exactly, certainly, positive,
  agreed, sure: en; jawohl, jep, jup, jo, genau, stimmt, richtig, doch, klar, korrekt, sicher: de; ouais, si, exactement, exact,
  affirmatif, tout a fait, bien sur: fr; claro, exacto, correcto, afirmativo, por supuesto, asi es, desde luego: es; claro, exato,
  correto, isso, com certeza, afirmativo: pt; certo, esatto, corretto, certamente, affermativo: it; klopt, jawel, zeker,
  inderdaad, juist: nl; hai: ja; shi, dui: zh`;
const SPOKEN_NO = `
  no, nope, nah, nay, negative, false, incorrect, wrong: en; nein, noe, ne, nee, negativ, falsch, keineswegs: de; non, nan, pas du
  tout, negatif, faux: fr; no, para nada, en absoluto, negativo, falso, que va: es; nao, de jeito nenhum, de modo nenhum, negativo,
  falso, nada disso: pt; no, per niente, affatto, per nulla, negativo, falso: it; nee, neen, helemaal niet, onjuist: nl; iie: ja;
  bu, bu shi: zh; nyet, net: ru`;

interface Speakers {
  yes: Set<string>;
  no: Set<string>;
}

const WORDS = new Map<string, Speakers>();
/** The most words of a phrase for yes or no. */
const LONGEST = 4;

for (const [text, sign] of [
  [CLDR_YES, 'yes'],
  [SPOKEN, 'yes'],
  [CLDR_NO, 'no'],
  [SPOKEN_NO, 'no'],
] as const)
  for (const line of text.split(';')) {
    const [words = '', languages = ''] = line.split(':');
    for (const word of words.split(','))
      for (const language of languages.trim().split(/\s+/)) {
        const key = spelt(word);
        const speakers = WORDS.get(key) ?? { yes: new Set<string>(), no: new Set<string>() };
        speakers[sign].add(language);
        WORDS.set(key, speakers);
      }
  }

/**
 * What a word or phrase by itself means, where it does in one of the languages: in English too, which is understood
 * everywhere; null where it is no word for yes or no in any of them.
 */
export function yesOrNoIn(phrase: string, languages: readonly Language[]): YesNo | null {
  const speakers = WORDS.get(phrase);
  if (!speakers) return null;
  for (const language of [...languages, 'en']) {
    const [yes, no] = [speakers.yes.has(language), speakers.no.has(language)];
    if (yes !== no) return yes ? 'yes' : 'no';
  }
  return null;
}

/**
 * What a word or phrase by itself means in whatever language; null where it is no word for yes or no, or means yes in one
 * language and no in another. A letter alone says nothing outside its own language.
 */
export function yesOrNo(phrase: string, languages: readonly Language[]): YesNo | null {
  const own = yesOrNoIn(phrase, languages);
  if (own) return own;
  const speakers = WORDS.get(phrase);
  if (!speakers || /^[a-z]$/.test(phrase)) return null;
  if (speakers.no.size === 0) return 'yes';
  if (speakers.yes.size === 0) return 'no';
  const [yes, no] = [isWellKnown(speakers.yes), isWellKnown(speakers.no)];
  return yes === no ? null : yes ? 'yes' : 'no';
}

function isWellKnown(languages: ReadonlySet<string>): boolean {
  return [...languages].some((language) => !language.endsWith('?'));
}

/** The longest phrase for yes or no that a text begins with, in scripts that part no words too. */
export function leadingPhrase(words: readonly string[]): string | null {
  for (let length = Math.min(LONGEST, words.length); length > 0; length--) {
    const phrase = words.slice(0, length).join(' ');
    if (WORDS.has(phrase)) return phrase;
  }
  return UNPARTED.find((word) => words[0]?.startsWith(word)) ?? null;
}

/** Every word and phrase for yes or no, in whatever language. */
export const YES_NO_WORDS: readonly string[] = [...WORDS.keys()];

/** Words of scripts that write no spaces, the longest first: what follows them is written on to them. */
const UNPARTED = YES_NO_WORDS.filter((word) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]+$/u.test(word),
).sort((a, b) => b.length - a.length);
