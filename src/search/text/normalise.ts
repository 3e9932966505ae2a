import { foldSpelling, withoutTranscription } from '../../kernel/text/fold.js';
import { remembered } from './remembered.js';

/**
 * So many UTF-16 code units of a text are compared once it is folded, some 600 words: what comes after them would take as
 * long again, and tells next to nothing more of what a step means. One character may become eighteen when it is folded.
 */
export const MOST_COMPARED = 4_000;

const CONTRACTIONS: readonly [RegExp, string][] = [
  [/\bcan't\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/\bshan't\b/g, 'shall not'],
  [/\bain't\b/g, 'is not'],
  [/n't\b/g, ' not'],
  [/\b(i)'m\b/g, '$1 am'],
  [/'re\b/g, ' are'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'d\b/g, ' would'],
  [/\b(it|that|there|what|where|who|he|she)'s\b/g, '$1 is'],
  [/'s\b/g, ''],
];

/** Written in one word, or typed without the apostrophe, as people in a hurry do. */
const JOINED: readonly [RegExp, string][] = [
  [/\bcannot\b/g, 'can not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|should|could)nt\b/g, '$1 not'],
];

const SINGLE_QUOTES = /[`\u2018\u2019\u201b\u02bc]/g;
const DOUBLE_QUOTES = /[\u201c\u201d]/g;

/**
 * One spelling for what people type in many: case, compatibility characters and accents folded, umlauts written out,
 * straight quotation marks, English contractions written out, single spaces. What is beyond `most` is left out.
 */
export function normaliseText(text: string, most = MOST_COMPARED): string {
  let result = foldSpelling(text.replaceAll('\u00b4', "'"), most);
  result = result.replace(SINGLE_QUOTES, "'").replace(DOUBLE_QUOTES, '"');
  if (result.includes("'")) result = replaced(result, CONTRACTIONS);
  if (result.includes('nt') || result.includes('cannot')) result = replaced(result, JOINED);
  return result.replace(/\s+/g, ' ').trim();
}

function replaced(text: string, replacements: readonly [RegExp, string][]): string {
  let result = text;
  for (const [pattern, words] of replacements) result = result.replace(pattern, words);
  return result;
}

/** What two short texts are compared by, however they are spelt. */
export const spellingKey = remembered(20_000, (text = '') => withoutTranscription(normaliseText(text)));
