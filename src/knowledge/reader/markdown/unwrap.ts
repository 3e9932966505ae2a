import type { SourceLine } from '../source-text.js';
import { htmlBlock } from './html-block.js';
import { counted, lettered } from './lettered.js';
import { isInstruction, isQuestion } from './step-words.js';

/** What begins a question among ways that are written as tabs or to be unfolded. */
export const WHICH = 'Which of these applies: ';

/** `!!! warning "Title"`, as MkDocs and Python-Markdown write what stands in a box; `???` may be folded. */
const BOX = /^(\s*)(?:!!!|\?\?\?\+?)\s*([\w-]*)[^"]*(?:"([^"]*)")?\s*$/;
/** `:::note Title`, as Docusaurus, VuePress and Pandoc write it. */
const FENCED_BOX = /^(\s*):{3,}\s*\{?\.?([a-z][\w-]*)\}?\s*(?:\[([^\]]*)\]|(.*))$/i;
const TAB = /^(\s*)===[+!]?\s+"([^"]*)"\s*$/;
const NOTES =
  /^(?:note|info|tip|hint|important|warning|caution|danger|attention|error|abstract|summary|tldr|quote|cite|seealso|success|question|bug|failure)$/i;
const CODE = /^\s*(`{3,}|~{3,})/;
/** Characters of a name of one way among several. */
const NAME = 40;
/** Lines of one box or of what is unfolded. */
const LONGEST = 500;

/**
 * A text in plain Markdown: boxes are quotations, tabs and what is unfolded a question with its answers, lettered lists
 * numbered ones, and tables and lists of HTML those of Markdown. Each line tells where it comes from.
 */
export function unwrapped(text: string): SourceLine[] {
  const lines = text.split('\n').map((line, index): SourceLine => ({ text: line, line: index, cut: 0 }));
  return lettered(counted(unwrap(lines, 0)));
}

/** Boxes within boxes; more than anybody writes. */
const DEEPEST = 8;

function unwrap(lines: readonly SourceLine[], depth: number): SourceLine[] {
  const out: SourceLine[] = [];
  let fence: string | null = null;
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    if (!line) break;
    const mark = CODE.exec(line.text)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence)))
      fence = fence === null ? mark : null;
    const read = fence === null && mark === undefined && depth < DEEPEST ? partAt(lines, at, depth) : null;
    out.push(...(read?.lines ?? [line]));
    at = read?.end ?? at + 1;
  }
  return out;
}

interface Part {
  lines: SourceLine[];
  /** The line after it. */
  end: number;
}

function partAt(lines: readonly SourceLine[], at: number, depth: number): Part | null {
  return (
    boxAt(lines, at, depth) ?? tabsAt(lines, at, depth) ?? foldsAt(lines, at, depth) ?? htmlBlock(lines, at)
  );
}

function boxAt(lines: readonly SourceLine[], at: number, depth: number): Part | null {
  const line = lines[at];
  if (!line) return null;
  const box = BOX.exec(line.text);
  if (box) {
    const [, indent = '', kind = '', title] = box;
    const end = endOfIndented(lines, at + 1, indent.length + 4);
    const body = lines.slice(at + 1, end).map((inner) => dedented(inner, indent.length, 4));
    return { lines: boxed(line, indent, kind, title, body, depth), end };
  }
  const fenced = FENCED_BOX.exec(line.text);
  if (!fenced) return null;
  const [, indent = '', kind = '', bracketed, rest] = fenced;
  const length = lines.slice(at + 1, at + LONGEST).findIndex(({ text }) => /^\s*:{3,}\s*$/.test(text));
  if (length < 0) return null;
  const end = at + 1 + length;
  return {
    lines: boxed(line, indent, kind, (bracketed ?? rest)?.trim(), lines.slice(at + 1, end), depth),
    end: end + 1,
  };
}

/** What stands in a box: a remark as a quotation, anything else under the words of its title. */
function boxed(
  marker: SourceLine,
  indent: string,
  kind: string,
  title: string | undefined,
  body: readonly SourceLine[],
  depth: number,
): SourceLine[] {
  const blank = { ...marker, text: '' };
  if (!NOTES.test(kind)) {
    const name = title === undefined || title === '' ? [] : [{ ...marker, text: `${indent}${title}:` }];
    return [blank, ...name, blank, ...unwrap(body, depth + 1), blank];
  }
  const shown = title === undefined || title === '' ? kind.charAt(0).toUpperCase() + kind.slice(1) : title;
  const quoted = body.map((line) => ({
    ...line,
    text: `${indent}> ${line.text.slice(indent.length)}`,
    cut: line.cut - 2,
  }));
  return [blank, { ...marker, text: `${indent}> ${shown}:` }, ...quoted, blank];
}

function tabsAt(lines: readonly SourceLine[], at: number, depth: number): Part | null {
  const indent = TAB.exec(lines[at]?.text ?? '')?.[1];
  if (indent === undefined) return null;
  const ways: Way[] = [];
  let end = at;
  for (;;) {
    const next = lines.findIndex(({ text }, index) => index >= end && text.trim() !== '');
    const marker = lines[next];
    const [, own, name = ''] = TAB.exec(marker?.text ?? '') ?? [];
    if (!marker || own !== indent) break;
    end = endOfIndented(lines, next + 1, indent.length + 4);
    const body = lines.slice(next + 1, end).map((inner) => dedented(inner, indent.length, 4));
    ways.push({ marker, name, body });
  }
  return { lines: waysOf(ways, indent, depth), end };
}

/** `<details>` beside each other, each with a way of its own. */
function foldsAt(lines: readonly SourceLine[], at: number, depth: number): Part | null {
  const ways: Way[] = [];
  let end = at;
  for (;;) {
    const next = lines.findIndex(({ text }, index) => index >= end && text.trim() !== '');
    const marker = lines[next];
    if (!marker || !/^\s*<details\b/i.test(marker.text)) break;
    const length = lines.slice(next, next + LONGEST).findIndex(({ text }) => /<\/details>\s*$/i.test(text));
    if (length < 0) break;
    const close = next + length;
    const head = lines.slice(next, close).findIndex(({ text }) => /<\/summary>/i.test(text));
    if (head < 0) break;
    const summary = lines
      .slice(next, next + head + 1)
      .map(({ text }) => text)
      .join(' ');
    const name = summary.replace(/<[^>]*>/g, '').trim();
    ways.push({ marker, name, body: lines.slice(next + head + 1, close) });
    end = close + 1;
  }
  const areWays = ways.length > 1 && ways.every(({ name }) => isWay(name));
  return areWays ? { lines: waysOf(ways, '', depth), end } : null;
}

interface Way {
  marker: SourceLine;
  name: string;
  body: SourceLine[];
}

function isWay(name: string): boolean {
  return (
    name !== '' && name.length <= NAME && !isInstruction(name) && !isQuestion(name) && !/^step\b/i.test(name)
  );
}

/** Ways beside each other as a question with a list of its answers. */
function waysOf(ways: readonly Way[], indent: string, depth: number): SourceLine[] {
  const [first] = ways;
  if (!first) return [];
  const blank = { ...first.marker, text: '' };
  const names = ways.map(({ name }) => name);
  const question = `${indent}${WHICH}${names.join(', ')}?`;
  return [
    ...[blank, { ...first.marker, text: question }, blank],
    ...ways.flatMap(({ marker, name, body }) => [
      { ...marker, text: `${indent}- ${name}:` },
      { ...marker, text: '' },
      ...unwrap(body, depth + 1).map((line) => ({
        ...line,
        text: line.text === '' ? '' : `${indent}  ${line.text.slice(indent.length)}`,
        cut: line.cut - 2,
      })),
      { ...marker, text: '' },
    ]),
    { ...(ways.at(-1) ?? first).marker, text: '' },
    { ...(ways.at(-1) ?? first).marker, text: `${indent}<!-- end of the ways -->` },
    { ...(ways.at(-1) ?? first).marker, text: '' },
  ];
}

function endOfIndented(lines: readonly SourceLine[], from: number, columns: number): number {
  let end = from;
  for (let at = from; at < lines.length; at++) {
    const text = lines[at]?.text ?? '';
    if (text.trim() === '') continue;
    if (text.slice(0, columns).trim() !== '') break;
    end = at + 1;
  }
  return end;
}

function dedented(line: SourceLine, indent: number, by: number): SourceLine {
  if (line.text.trim() === '') return { ...line, text: '' };
  return { ...line, text: line.text.slice(0, indent) + line.text.slice(indent + by), cut: line.cut + by };
}
