import type { NodeKind } from '../flows/document/flow-document.js';
import { CHANGE_MARKS, entryWords, KIND_NAMES } from './diagram-words.js';
import type { Change, Diagram, DiagramEdge, DiagramEntry, DiagramNode } from './diagram.js';
import type { Paint } from './svg/paint.js';
import { CHANGE_PAINT, KIND_PAINT, TEXT_COLOUR } from './svg/palette.js';
import { isRightToLeft, wrap } from './svg/shown-text.js';
import { textBlock, type TextBlock, type TextLine } from './svg/text-block.js';

/** How many columns a line has, and how many lines a text; a longer text has a wider box. */
const NODE_TEXT = { width: 34, lines: 8 };
const LONG_NODE_TEXT = { width: 46, lines: 10 };
const EDGE_TEXT = { width: 24, lines: 5 };
const NO_CONDITION = 'no condition';

export interface NodeBlock {
  text: TextBlock;
  paint: Paint;
  /** Of the drawn shape, in points. */
  width: number;
  height: number;
}

/** Room between a shape and its text: a question narrows to both sides, an end is round. */
const MARGINS = {
  question: { x: 22, y: 8 },
  action: { x: 12, y: 8 },
  info: { x: 14, y: 8 },
  resolution: { x: 22, y: 9 },
  escalation: { x: 16, y: 9 },
} as const satisfies Record<NodeKind, { x: number; y: number }>;

/** What is written in a node: its kind, its text, and of a changed one what it was. */
export function nodeBlock(node: DiagramNode, showsChanges: boolean): NodeBlock {
  const paint = paintOf(node, showsChanges);
  const heading = (text: string): TextLine => ({ text, size: 8, colour: paint.line, bold: true });
  const lines: TextLine[] = [
    heading(`${CHANGE_MARKS[node.change]}${KIND_NAMES[node.kind].toUpperCase()}`),
    ...written(node.text, roomFor(node.text), node.note).map((text) => ({
      text,
      size: 11,
      colour: TEXT_COLOUR,
      rightToLeft: isRightToLeft(node.text),
    })),
  ];
  if (node.before) lines.push(heading('BEFORE'), ...linesBefore(node, node.before, paint));
  if (node.mark?.words) lines.push({ text: node.mark.words, size: 9, colour: TEXT_COLOUR, bold: true });
  const text = textBlock(lines);
  const { x, y } = MARGINS[node.kind];
  return { text, paint, width: Math.max(90, text.width + 2 * x), height: text.height + 2 * y };
}

function paintOf({ mark, change, kind }: DiagramNode, showsChanges: boolean): Paint {
  return mark?.shade.paint ?? (showsChanges ? CHANGE_PAINT[change] : KIND_PAINT[kind]);
}

function linesBefore(
  node: DiagramNode,
  before: { kind: NodeKind; text: string },
  { line: colour }: Paint,
): TextLine[] {
  const kind = before.kind === node.kind ? [] : [KIND_NAMES[before.kind].toUpperCase()];
  const text = before.text === node.text ? [] : written(before.text, roomFor(before.text), node.note);
  const rightToLeft = isRightToLeft(before.text);
  return [...kind, ...text].map((line) => ({ text: line, size: 10, colour, struck: true, rightToLeft }));
}

interface Room {
  width: number;
  lines: number;
}

function roomFor(text: string): Room {
  return fits(text, NODE_TEXT) ? NODE_TEXT : LONG_NODE_TEXT;
}

function fits(text: string, { width, lines }: Room): boolean {
  return wrap(text, width, lines + 1).length <= lines;
}

/** The lines of a text; of one that does not fit, the last one says under which number all of it stands. */
function written(text: string, room: Room, note: number | undefined): string[] {
  const lines = wrap(text, room.width, room.lines);
  if (note === undefined || fits(text, room)) return lines;
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''} [${note}]`];
}

/** Whether not all that a node says, or said, can be read in its box. */
export function isNodeCut({ text, before }: DiagramNode): boolean {
  return [text, before?.text ?? ''].some((words) => !fits(words, LONG_NODE_TEXT));
}

/** Whether not all of a condition, or of what it was, can be read at its edge. */
export function isEdgeCut({ label, before }: DiagramEdge): boolean {
  return [label, before?.label].some((words) => !fits(`~ ${words ?? ''}`, EDGE_TEXT));
}

/** What is written at an edge; null where nothing is. */
export function edgeBlock({ label, change, before, mark, note }: DiagramEdge): TextBlock | null {
  const words = label ?? (change === 'changed' ? NO_CONDITION : null);
  const marked = mark?.words ? [{ text: mark.words, size: 9, colour: TEXT_COLOUR, bold: true }] : [];
  if (words === null) return marked.length > 0 ? textBlock(marked) : null;
  const colour = change === 'unchanged' ? TEXT_COLOUR : CHANGE_PAINT[change].line;
  const lines = (text: string) => written(text, EDGE_TEXT, note);
  const now = lines(`${CHANGE_MARKS[change]}${words}`).map((text) => ({
    ...{ text, size: 10, colour },
    rightToLeft: isRightToLeft(words),
  }));
  const was = before === null ? [] : lines(before.label ?? NO_CONDITION);
  return textBlock([...now, ...was.map((text) => ({ text, size: 9, colour, struck: true })), ...marked]);
}

export function entryBlock(entry: DiagramEntry, index: number): TextBlock {
  const text = entryWords(entry, index);
  return textBlock([{ text, size: 10, colour: entryColour(entry.change), bold: true }]);
}

export function entryColour(change: Change): string {
  return change === 'unchanged' ? TEXT_COLOUR : CHANGE_PAINT[change].line;
}

/** The names that the parts of a diagram have while it is laid out; no text of a user is among them. */
export function partNames({ nodes }: Diagram): Map<string, string> {
  return new Map(nodes.map((node, index) => [node.id, `n${index}`]));
}
