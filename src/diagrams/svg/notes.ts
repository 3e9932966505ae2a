import { oneLine } from '../../flows/document/one-line.js';
import { isEdgeCut, isNodeCut } from '../diagram-blocks.js';
import { KIND_NAMES } from '../diagram-words.js';
import type { Diagram } from '../diagram.js';
import { TEXT_COLOUR } from './palette.js';
import { columns, isRightToLeft, wrap } from './shown-text.js';
import { textBlock, type TextBlock, type TextLine } from './text-block.js';

const SIZE = 10;
/** How many columns a line of notes has, at least and at most. */
const COLUMNS = { least: 80, most: 160 };
const POINTS_A_COLUMN = 6.2;
/** All notes of a drawing together; what is beyond, readers of SVG are shown by their pointer. */
const MAX_LINES = 400;

/** The diagram with numbers for the texts that do not fit where they belong. */
export function numbered(diagram: Diagram): Diagram {
  let count = 0;
  const nodes = diagram.nodes.map((node) => (isNodeCut(node) ? { ...node, note: ++count } : node));
  const edges = diagram.edges.map((edge) => (isEdgeCut(edge) ? { ...edge, note: ++count } : edge));
  return { ...diagram, nodes, edges };
}

/** The whole texts that have numbers, to stand below the drawing. Null where all fit. */
export function notesBlock(diagram: Diagram, width: number): TextBlock | null {
  const notes = [
    ...diagram.nodes.flatMap(({ note, kind, text, before }) =>
      note === undefined ? [] : [noteOf(note, KIND_NAMES[kind], text, before?.text)],
    ),
    ...diagram.edges.flatMap(({ note, label, before }) =>
      note === undefined ? [] : [noteOf(note, 'Condition', label, before?.label)],
    ),
  ];
  if (notes.length === 0) return null;
  const room = Math.min(COLUMNS.most, Math.max(COLUMNS.least, Math.floor(width / POINTS_A_COLUMN)));
  const lines: TextLine[] = [];
  for (const { text, rightToLeft } of notes) {
    const left = MAX_LINES - lines.length;
    if (left <= 0) break;
    lines.push(
      ...wrap(text, room, left).map((line) => ({
        ...{ text: line, size: SIZE, colour: TEXT_COLOUR },
        rightToLeft,
      })),
    );
  }
  const heading = { text: 'WHOLE TEXTS', size: 8, colour: TEXT_COLOUR, bold: true };
  return textBlock([heading, ...lines]);
}

function noteOf(
  number: number,
  what: string,
  now: string | null,
  before: string | null | undefined,
): { text: string; rightToLeft: boolean } {
  const was = before && before !== now ? ` BEFORE: ${oneLine(before)}` : '';
  const text = `[${number}] ${what}: ${oneLine(now ?? '')}${was}`;
  return { text, rightToLeft: columns(now ?? '') > 0 && isRightToLeft(now ?? '') };
}
