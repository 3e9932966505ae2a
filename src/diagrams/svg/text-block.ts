import { columns } from './shown-text.js';

export interface TextLine {
  text: string;
  /** Points. */
  size: number;
  colour: string;
  bold?: boolean;
  /** Struck out: what is no longer so. */
  struck?: boolean;
  /** Whether it belongs to a text of a script that is written to the left. */
  rightToLeft?: boolean;
}

/** Lines one below the other, and the room that they take, in points. */
export interface TextBlock {
  lines: TextLine[];
  width: number;
  height: number;
}

const NARROW = /[\sfijlrtI1.,:;!|'"()[\]{}-]/u;
const BROAD = /[mwMW@%&—…]/u;
const UPPER = /\p{Lu}/u;
/** Of the size of the letters. */
const LINE_HEIGHT = 1.28;
/** Readers have different fonts; some are this much broader than the usual ones. */
const RESERVE = 1.1;

export function textBlock(lines: TextLine[]): TextBlock {
  const width = Math.max(0, ...lines.map(widthOf));
  return { lines, width: Math.ceil(width), height: lines.reduce((sum, line) => sum + lineHeight(line), 0) };
}

export function lineHeight({ size }: TextLine): number {
  return size * LINE_HEIGHT;
}

/** About as wide as a sans-serif font makes it. */
function widthOf({ text, size, bold }: TextLine): number {
  let ems = 0;
  for (const character of text) ems += PLAIN_EMS.get(character) ?? emsOf(character);
  return ems * size * RESERVE * (bold ? 1.08 : 1);
}

function emsOf(character: string): number {
  if (NARROW.test(character)) return 0.32;
  if (BROAD.test(character)) return 0.88;
  if (UPPER.test(character)) return 0.7;
  return columns(character) * 0.54;
}

/** Of the characters that most texts are made of, since a drawing measures a great many. */
const PLAIN_EMS = new Map(
  Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).map((character) => [
    character,
    emsOf(character),
  ]),
);
