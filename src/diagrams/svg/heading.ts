import { legendOf, type LegendEntry } from '../diagram-words.js';
import type { Diagram } from '../diagram.js';
import { TEXT_COLOUR } from './palette.js';
import { isRightToLeft, wrap } from './shown-text.js';
import { rect, texts } from './svg-shapes.js';
import { textBlock, type TextBlock } from './text-block.js';

const LEGEND = { gap: 8, padding: 7, height: 24 };
/** A legend may be as wide as the drawing, or this. */
const NARROWEST_LEGEND = 640;
const CAPTION_COLOUR = '#57606a';

export interface Heading {
  markup: string;
  width: number;
  height: number;
}

/** Title, summary, caption and legend, centred at x = 0 from y = 0 down. */
export function headingOf(diagram: Diagram, drawingWidth: number): Heading {
  const rightToLeft = isRightToLeft(diagram.title);
  const words = textBlock([
    ...wrap(diagram.title, 60, 6).map((text) => ({
      ...{ text, size: 16, colour: TEXT_COLOUR, bold: true },
      rightToLeft,
    })),
    ...(diagram.summary ? wrap(diagram.summary, 80, 6) : []).map((text) => ({
      ...{ text, size: 11, colour: TEXT_COLOUR },
      rightToLeft: isRightToLeft(text),
    })),
    ...wrap(diagram.caption, 80, 4).map((text) => ({ text, size: 11, colour: CAPTION_COLOUR })),
  ]);
  const rows = rowsOf(legendOf(diagram), Math.max(NARROWEST_LEGEND, drawingWidth));
  const top = words.height + 10;
  const legend = rows.map((row, index) => rowMarkup(row, top + index * (LEGEND.height + LEGEND.gap)));
  return {
    markup: `${texts(words, { x: 0, y: words.height / 2 })}${legend.join('')}`,
    width: Math.max(words.width, ...rows.map(widthOf)),
    height: words.height + rows.length * (LEGEND.height + LEGEND.gap) + (rows.length > 0 ? 20 : 18),
  };
}

interface LegendBox {
  entry: LegendEntry;
  block: TextBlock;
  width: number;
}

/** The legend, on as many rows as it takes. */
function rowsOf(entries: readonly LegendEntry[], widest: number): LegendBox[][] {
  const rows: LegendBox[][] = [];
  for (const entry of entries) {
    const block = textBlock([{ text: entry.text, size: 10, colour: entry.paint.line }]);
    const box = { entry, block, width: block.width + 2 * LEGEND.padding };
    const row = rows.at(-1);
    if (row && widthOf([...row, box]) <= widest) row.push(box);
    else rows.push([box]);
  }
  return rows;
}

function widthOf(row: readonly LegendBox[]): number {
  return row.reduce((sum, { width }) => sum + width + LEGEND.gap, -LEGEND.gap);
}

function rowMarkup(row: readonly LegendBox[], top: number): string {
  let left = -widthOf(row) / 2;
  const boxes = row.map(({ entry: { paint, dashed }, block, width }) => {
    const at = { x: left + width / 2, y: top + LEGEND.height / 2 };
    left += width + LEGEND.gap;
    const look = `fill="${paint.fill}" stroke="${paint.line}"${dashed ? ' stroke-dasharray="6 3"' : ''}`;
    return `<g>${rect(at, width, LEGEND.height, 3)} ${look}/>${texts(block, at)}</g>`;
  });
  return boxes.join('');
}
