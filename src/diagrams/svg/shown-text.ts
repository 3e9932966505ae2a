import { NO_CHARACTER, oneLine } from '../../flows/document/one-line.js';

/** Ideographs, kana, Hangul, full-width forms and emoji take the place of two letters. */
const WIDE =
  /^(?:\p{scx=Han}|\p{scx=Hiragana}|\p{scx=Katakana}|\p{scx=Hangul}|[\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation})/u;

/**
 * A character with what belongs to it: marks, skin tones, what a joiner ties to it; of flags both letters. Intl.Segmenter
 * knows more scripts' rules, and takes a hundred times as long.
 */
const CLUSTER = /\p{RI}{2}|\P{M}(?:[\p{M}\p{EMod}\u{e0020}-\u{e007f}]|\u200d[^])*|[^]/gu;
const LEFTWARDS = /^\P{L}*[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}]/u;
const HANGUL = /^\p{scx=Hang}/u;
/** What no line begins with: it belongs to the ideograph before it. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]/u;
/** What no line ends with. */
const OPENING = /^[\p{Ps}\p{Pi}]/u;
/** Below are letters of Europe and the Near East, none of them wide. */
const FIRST_WIDE = 0x1100;

/** The lines of a text, each without what cannot be seen; blank lines are left out. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map(oneLine)
    .filter((line) => line !== '');
}

/** Texts of which each character is as wide as a letter, which most are. */
const PLAIN = /^[\u0020-\u007e]*$/;

/** How wide a text is, in letters. */
export function columns(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let count = 0;
  for (const cluster of clustersOf(text)) count += columnsOf(cluster);
  return count;
}

function clustersOf(text: string): readonly string[] {
  return text.match(CLUSTER) ?? [];
}

function columnsOf(cluster: string): number {
  return cluster.charCodeAt(0) >= FIRST_WIDE && WIDE.test(cluster) ? 2 : 1;
}

/** Whether the first letter of a text is of a script that is written to the left. */
export function isRightToLeft(text: string): boolean {
  return LEFTWARDS.test(text);
}

/**
 * A text on lines of at most `width` columns, broken between words, between ideographs, and inside a word only where
 * it is longer than a line. What does not fit into `maxLines` is left out, and the last line then ends with an
 * ellipsis. The time it takes grows with the text no faster than its length, and no further than what can be shown.
 */
export function wrap(text: string, width: number, maxLines: number): string[] {
  const whole = oneLine(text);
  // Some more than can be shown, so that a very long text costs no more than a long one.
  const begin = whole.slice(0, width * (maxLines + 1) * 4).replace(NO_CHARACTER, '');
  const lines: string[] = [];
  let used = 0;
  for (const word of begin.split(' ')) {
    let space = lines.length > 0 ? ' ' : '';
    for (const part of partsOf(word)) {
      const needed = columns(part);
      if (lines.length > 0 && used + space.length + needed <= width) {
        lines.push(`${lines.pop() ?? ''}${space}${part}`);
        used += space.length + needed;
      } else {
        const pieces = needed <= width ? [part] : broken(part, width);
        for (const piece of pieces) lines.push(piece);
        used = columns(lines.at(-1) ?? '');
      }
      space = '';
      if (lines.length > maxLines) break;
    }
    if (lines.length > maxLines) break;
  }
  if (lines.length <= maxLines && begin.length === whole.length) return lines;
  const shown = lines.slice(0, maxLines);
  shown.push(`${shortened(shown.pop() ?? '', width - 2)} …`);
  return shown;
}

/** Where a word may be broken: nowhere, unless it has ideographs or kana, each of which may begin a line. */
function partsOf(word: string): string[] {
  if (PLAIN.test(word)) return [word];
  const parts: string[] = [];
  let breaksAfter = false;
  let opens = false;
  for (const cluster of clustersOf(word)) {
    const isWide = columnsOf(cluster) === 2 && !HANGUL.test(cluster);
    if (parts.length > 0 && (CLOSING.test(cluster) || opens || !(isWide || breaksAfter)))
      parts.push((parts.pop() ?? '') + cluster);
    else parts.push(cluster);
    breaksAfter = isWide;
    opens = OPENING.test(cluster);
  }
  return parts;
}

/** A word in pieces of at most `width` columns. */
function broken(word: string, width: number): string[] {
  const pieces = [''];
  let used = 0;
  for (const cluster of clustersOf(word)) {
    const needed = columnsOf(cluster);
    if (used + needed > width) {
      pieces.push('');
      used = 0;
    }
    pieces.push((pieces.pop() ?? '') + cluster);
    used += needed;
  }
  return pieces;
}

function shortened(line: string, width: number): string {
  const [short = ''] = broken(line, width);
  return short.trimEnd();
}
