import { labelLines } from '../mermaid/mermaid-text.js';
import type { SourceLine } from '../source-text.js';

const OPEN = /^(\s*)<(table|ol|ul)\b/i;
/** Lines of one table or list of HTML. */
const LONGEST = 2_000;

/**
 * A table or a list that is written in HTML, as the one of Markdown; null where none begins there. Only rows, cells and
 * items are looked at, each on the line that it begins at.
 */
export function htmlBlock(
  lines: readonly SourceLine[],
  at: number,
): { lines: SourceLine[]; end: number } | null {
  const [, indent = '', tag = ''] = OPEN.exec(lines[at]?.text ?? '') ?? [];
  if (tag === '') return null;
  const closing = `</${tag.toLowerCase()}>`;
  const close = lines.slice(at, at + LONGEST).findIndex(({ text }) => text.toLowerCase().includes(closing));
  if (close < 0) return null;
  const block = lines.slice(at, at + close + 1);
  const [first] = block;
  if (!first) return null;
  const rows = partsOf(block, tag.toLowerCase() === 'table' ? 'tr' : 'li');
  const blank = { ...first, text: '' };
  const made =
    tag.toLowerCase() === 'table'
      ? rows.flatMap(({ html, from }, index): SourceLine[] => {
          const cells = html
            .split(/<t[hd]\b[^>]*>/i)
            .slice(1)
            .map((cell) => plain(cell).replaceAll('|', '\\|'));
          const row = { ...from, text: `${indent}| ${cells.join(' | ')} |` };
          return index === 0
            ? [row, { ...from, text: `${indent}|${' --- |'.repeat(Math.max(1, cells.length))}` }]
            : [row];
        })
      : rows.map(({ html, from }, index) => ({
          ...from,
          text: `${indent}${tag.toLowerCase() === 'ol' ? `${index + 1}.` : '-'} ${plain(html)}`,
        }));
  return made.length === 0 ? null : { lines: [blank, ...made, blank], end: at + close + 1 };
}

/** The rows or items of a block, from one mark of them to the next. */
function partsOf(block: readonly SourceLine[], tag: string): { html: string; from: SourceLine }[] {
  const parts: { html: string; from: SourceLine }[] = [];
  for (const line of block) {
    const [before = '', ...begun] = line.text.split(new RegExp(`<${tag}\\b[^>]*>`, 'i'));
    const last = parts.at(-1);
    if (last) last.html += ` ${before}`;
    parts.push(...begun.map((html) => ({ html, from: line })));
  }
  return parts;
}

function plain(html: string): string {
  return labelLines(html.replace(/<br\s*\/?>/gi, ' ').replace(/<[^>]*>/g, '')).join(' ');
}
