import type { List, Nodes, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { whyTooWild } from '../../kernel/text/wild-markdown.js';
import { enumerationIn } from './enumeration.js';
import { sequenceIn } from './sequence.js';
import type { Span } from './sentences.js';

/**
 * A part of a message, in its order: running text, an item of a list, the longest cell of a row, a heading, or a block of code. The span of an item
 * leaves out its mark, `mark` is where that stands.
 */
export interface Part extends Span {
  kind: 'prose' | 'item' | 'cell' | 'heading' | 'code';
  mark: number;
}

export interface ReadMessage {
  /** The message without the marks of emphasis and headings, and all else to the letter. */
  text: string;
  parts: Part[];
}

/** Chat text is indented and broken at will, and what stands in angle brackets is a placeholder. */
const NOT_IN_CHATS = ['codeIndented', 'htmlFlow', 'htmlText', 'setextUnderline', 'definition'];
const MARKDOWN = unified()
  .data('micromarkExtensions', [{ disable: { null: NOT_IN_CHATS } }])
  .use(remarkParse)
  .use(remarkGfm);
/** A message without any of these has nothing that Markdown would read otherwise. */
const MARKED_UP = /[*_`#|>~[]|^[^\S\n]*(?:[-+]|\d{1,9}[.)])\s/m;
/** What begins and ends so is emphasised; anything else with stars around it is a pattern of file names. */
const EMPHASISED =
  /^[\p{L}\p{N}"'`(\u201c\u00ab][^]*?[\p{L}\p{N}"'`).:!?,\u201d\u00bb\u2026]$|^[\p{L}\p{N}]$/u;

/** What stands next to it belongs to a path or a name. */
const PATH_SIGN = /[\\/_]/;

/** Takes a message apart as Markdown, with the enumerations that Markdown does not see. */
export function partsOf(content: string): ReadMessage {
  if (!MARKED_UP.test(content) || whyTooWild(content) !== null)
    return { text: content, parts: proseParts(content, { start: 0, end: content.length }) };
  const tree = MARKDOWN.parse(content);
  const marks = marksOfEmphasis(tree, content).sort((a, b) => a.start - b.start);
  const text = without(content, marks);
  const place = (offset: number): number =>
    marks.reduce((at, { start, end }) => at - Math.max(0, Math.min(offset, end) - start), offset);
  const spanOf = (node: Nodes): Span => {
    const { start, end } = node.position ?? {};
    return { start: place(start?.offset ?? 0), end: place(end?.offset ?? content.length) };
  };
  return { text, parts: tree.children.flatMap((node) => blockParts(node, text, spanOf)) };
}

function blockParts(node: RootContent, text: string, spanOf: (node: Nodes) => Span): Part[] {
  const span = spanOf(node);
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', mark: span.start, ...span }];
    case 'code':
      return [{ kind: 'code', mark: span.start, ...span }];
    case 'list':
      return listParts(node, text, spanOf);
    case 'blockquote':
      return node.children.flatMap((child) => blockParts(child, text, spanOf));
    case 'table':
      return node.children.slice(1).flatMap((row) => {
        const cells = row.children.map(spanOf).map((cell) => trimmed(text, cell, /[|\s]/));
        const longest = cells.sort((a, b) => b.end - b.start - (a.end - a.start))[0];
        // A word alone is a name or a value.
        return longest && text.slice(longest.start, longest.end).includes(' ')
          ? [{ kind: 'cell' as const, mark: longest.start, ...longest }]
          : [];
      });
    case 'thematicBreak':
      return [];
    default:
      return proseParts(text, span);
  }
}

function listParts(list: List, text: string, spanOf: (node: Nodes) => Span): Part[] {
  // "1) Is it on? 2) Is it warm?" is a list of one item to Markdown.
  if (list.children.length === 1) return proseParts(text, spanOf(list));
  return list.children.flatMap((item) => {
    const [first, last] = [item.children[0], item.children.at(-1)];
    if (!first || !last) return [];
    return [{ kind: 'item', mark: spanOf(item).start, start: spanOf(first).start, end: spanOf(last).end }];
  });
}

const DOTTED = /^[^\S\n]*[\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u2013\u2014*+-]\s+(?=\S)/gmu;

/** Running text, in which items may be marked with letters, dots, "first" and "then", and whatever Markdown takes for text. */
function proseParts(text: string, { start, end }: Span): Part[] {
  const prose = text.slice(start, end);
  const counted = enumerationIn(prose);
  const dotted = [...prose.matchAll(DOTTED)].map((match) => ({
    start: match.index,
    from: match.index + match[0].length,
  }));
  const marks = counted.length > 1 ? counted : dotted.length > 1 ? dotted : sequenceIn(prose);
  const parts: Part[] = [
    { kind: 'prose', mark: start, start, end: start + (marks[0]?.start ?? prose.length) },
  ];
  marks.forEach((mark, i) => {
    const until = marks[i + 1]?.start ?? prose.length;
    const item = { mark: start + mark.start, start: start + mark.from, end: start + until };
    // What stands in a paragraph of its own behind the last item is none of it.
    const gap = i === marks.length - 1 ? text.slice(item.start, item.end).search(/\n\s*\n/) : -1;
    if (gap < 0) parts.push({ kind: 'item', ...item });
    else {
      parts.push({ kind: 'item', ...item, end: item.start + gap });
      parts.push({ kind: 'prose', mark: item.start + gap, start: item.start + gap, end: item.end });
    }
  });
  return parts
    .map((part) => ({ ...part, ...trimmed(text, part, /\s/) }))
    .filter((part) => part.start < part.end);
}

function trimmed(text: string, { start, end }: Span, edge: RegExp): Span {
  let [from, to] = [start, end];
  while (from < to && edge.test(text.charAt(from))) from++;
  while (to > from && edge.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}

/** Where the marks around emphasised words and before headings stand. */
function marksOfEmphasis(node: Root | RootContent, content: string): Span[] {
  if (!('children' in node)) return [];
  const inner = node.children.flatMap((child) => marksOfEmphasis(child, content));
  if (node.type !== 'strong' && node.type !== 'emphasis' && node.type !== 'heading') return inner;
  const [start, end] = [node.position?.start.offset, node.position?.end.offset];
  const from = node.children[0]?.position?.start.offset;
  const to = node.children.at(-1)?.position?.end.offset;
  if (start === undefined || end === undefined || from === undefined || to === undefined) return inner;
  if (node.type !== 'heading') {
    const words = content.slice(from, to).replace(/^[*_]+|[*_]+$/g, '');
    const around = content.charAt(start - 1) + content.charAt(end);
    if (!EMPHASISED.test(words) || PATH_SIGN.test(around)) return inner;
  }
  return [...inner, { start, end: from }, { start: to, end }].filter((mark) => mark.start < mark.end);
}

function without(content: string, marks: readonly Span[]): string {
  let text = '';
  let from = 0;
  for (const { start, end } of marks) {
    text += content.slice(from, start);
    from = end;
  }
  return text + content.slice(from);
}
