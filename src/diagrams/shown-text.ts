/** Control characters, and those that turn the direction of what follows and so would make a text look like another. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu;
/** Halves of characters, and code points that no character has: no XML document may hold them. */
const NO_CHARACTER = /[\p{Cs}\ufffe\uffff]/gu;
/** Ideographs, kana, Hangul, full-width forms and emoji take the place of two letters. */
const WIDE =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation})/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text on one line, without what cannot be seen and with single spaces. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}

/** The lines of a text, each without what cannot be seen; blank lines are left out. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map(oneLine)
    .filter((line) => line !== '');
}

function visible(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(NO_CHARACTER, '\ufffd');
}

/** How wide a text is, in letters. */
export function columns(text: string): number {
  let count = 0;
  for (const { segment } of graphemes.segment(text)) count += WIDE.test(segment) ? 2 : 1;
  return count;
}

/**
 * A text on lines of at most `width` columns, broken between words and inside a word only where it is longer than a
 * line. What does not fit into `maxLines` is left out, and the last line then ends with an ellipsis.
 */
export function wrap(text: string, width: number, maxLines: number): string[] {
  const whole = oneLine(text);
  // Some more than can be shown, so that a very long text costs no more than a long one.
  const begin = whole.slice(0, width * (maxLines + 1) * 4).replace(NO_CHARACTER, '');
  const lines: string[] = [];
  for (const { piece, begins } of begin.split(' ').flatMap((word) => pieces(word, width))) {
    const last = lines.at(-1);
    const joined = last === undefined || !begins ? null : `${last} ${piece}`;
    if (joined !== null && columns(joined) <= width) lines[lines.length - 1] = joined;
    else if (lines.push(piece) > maxLines) break;
  }
  if (lines.length <= maxLines && begin.length === whole.length) return lines;
  const shown = lines.slice(0, maxLines);
  shown.push(`${shortened(shown.pop() ?? '', width - 2)} …`);
  return shown;
}

/** A word in pieces of at most `width` columns; only the first one begins a word. */
function pieces(word: string, width: number): { piece: string; begins: boolean }[] {
  if (columns(word) <= width) return [{ piece: word, begins: true }];
  const found = [''];
  for (const { segment } of graphemes.segment(word)) {
    const piece = found.at(-1) ?? '';
    if (columns(piece) + columns(segment) > width) found.push(segment);
    else found[found.length - 1] = piece + segment;
  }
  return found.map((piece, index) => ({ piece, begins: index === 0 }));
}

function shortened(line: string, width: number): string {
  let short = '';
  for (const { segment } of graphemes.segment(line)) {
    if (columns(short + segment) > width) break;
    short += segment;
  }
  return short.trimEnd();
}
