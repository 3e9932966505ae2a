import type { SourceLine } from '../source-text.js';

const LETTERED = /^(\s*)(\(?)([a-z])([.)])(\s+\S.*)$/i;

/** Lines from one item to the next. */
const FARTHEST = 60;

/** Lists that are lettered by hand, `a)` and `b)`, as numbered ones: Markdown knows no letters. */
export function lettered(lines: readonly SourceLine[]): SourceLine[] {
  const out = [...lines];
  const done = new Set<number>();
  lines.forEach((line, at) => {
    const [, indent = '', , letter = ''] = LETTERED.exec(line.text) ?? [];
    if (done.has(at) || letter.toLowerCase() !== 'a') return;
    const items = runFrom(lines, at, indent, letter);
    if (items.length < 2) return;
    items.forEach((index, place) => {
      const item = lines[index];
      const [, , open = '', , mark = '', rest = ''] = LETTERED.exec(item?.text ?? '') ?? [];
      if (!item) return;
      done.add(index);
      out[index] = { ...item, text: `${indent}${place + 1}${mark}${open === '' ? '' : ' '}${rest}` };
    });
  });
  return out;
}

/** "1\ufe0f\u20e3 Unplug it", "Schritt 2: Leuchtet es?": counted by hand, in a way that Markdown does not know. */
const COUNTED =
  /^(\s*)(?:(\d)\ufe0f?\u20e3|(?:schritt|étape|etape|paso|passo|passaggio|stap)\s+(\d{1,2})\s*[:.)\u2013-])\s+(\S.*)$/iu;

/** Lines that are counted so as the items of a numbered list, with the bullets between them below their item. */
export function counted(lines: readonly SourceLine[]): SourceLine[] {
  const numbers = lines.map(({ text }) => {
    const [, , key, number] = COUNTED.exec(text) ?? [];
    return Number(key ?? number ?? 0);
  });
  const found = numbers.filter((number) => number > 0);
  if (found.length < 2 || found.some((number, place) => number !== place + 1)) return [...lines];
  const [first, last] = [numbers.indexOf(1), numbers.lastIndexOf(found.length)];
  let wasItem = false;
  return lines.map((line, at) => {
    const [, indent = '', , , rest = ''] = COUNTED.exec(line.text) ?? [];
    if (rest !== '') {
      wasItem = true;
      return { ...line, text: `${indent}${numbers[at]}. ${rest}` };
    }
    const isBullet = /^[-*+]\s/.test(line.text);
    if (at > last && !isBullet && line.text.trim() !== '') wasItem = false;
    return at > first && wasItem && isBullet ? { ...line, text: `   ${line.text}` } : line;
  });
}

/** The lines of a, b, c and so on at one indentation; what stands between them is blank, further in, or goes on. */
function runFrom(lines: readonly SourceLine[], from: number, indent: string, letter: string): number[] {
  const items = [from];
  let wasBlank = false;
  for (let at = from + 1; at < lines.length && at - (items.at(-1) ?? from) < FARTHEST; at++) {
    const text = lines[at]?.text ?? '';
    const [, own, , next = ''] = LETTERED.exec(text) ?? [];
    const wanted = String.fromCharCode(letter.charCodeAt(0) + items.length);
    if (own === indent && next === wanted) items.push(at);
    else if (text.trim() !== '' && !/^\s/.test(text.slice(indent.length)) && wasBlank) break;
    wasBlank = text.trim() === '';
  }
  return items;
}
