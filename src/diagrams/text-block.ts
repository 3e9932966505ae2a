import { columns } from './shown-text.js';

export interface TextLine {
  text: string;
  /** Points. */
  size: number;
  colour: string;
  bold?: boolean;
  /** Struck out: what is no longer so. */
  struck?: boolean;
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
  for (const character of text) {
    if (NARROW.test(character)) ems += 0.32;
    else if (BROAD.test(character)) ems += 0.88;
    else if (UPPER.test(character)) ems += 0.7;
    else ems += columns(character) * 0.54;
  }
  return ems * size * RESERVE * (bold ? 1.08 : 1);
}
