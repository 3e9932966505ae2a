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

/** Has nothing to fold. */
const PLAIN = /^[\x20-\x7e\s]*$/;

/**
 * One spelling for what people type in many: compatibility characters and accents folded, lower case, straight
 * quotation marks, English contractions written out, single spaces.
 */
export function normaliseText(text: string): string {
  let result = (PLAIN.test(text) ? text : folded(text)).toLowerCase().replaceAll('`', "'");
  if (result.includes("'")) result = replaced(result, CONTRACTIONS);
  if (result.includes('nt') || result.includes('cannot')) result = replaced(result, JOINED);
  return result.replace(/\s+/g, ' ').trim();
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[\u2018\u2019\u201b\u02bc\u00b4]/g, "'")
    .replace(/[\u201c\u201d]/g, '"');
}

function replaced(text: string, replacements: readonly [RegExp, string][]): string {
  let result = text;
  for (const [pattern, words] of replacements) result = result.replace(pattern, words);
  return result;
}
