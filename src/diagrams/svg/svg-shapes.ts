import type { NodeKind } from '../../flows/document/flow-document.js';
import { escapeXml } from '../../kernel/text/escape-xml.js';
import type { Point } from './layout.js';
import { lineHeight, type TextBlock } from './text-block.js';

type Outline = (at: Point, width: number, height: number) => string[];

/** The beginnings of the elements that draw a kind; those of an end have a second line inside. */
export const SHAPES: Record<NodeKind, Outline> = {
  question: (at, width, height) => [polygon(at, width, height, 11, height / 2)],
  action: (at, width, height) => [rect(at, width, height, 5)],
  info: (at, width, height) => [slanted(at, width, height, 8)],
  resolution: (at, width, height) => [
    rect(at, width, height, Math.min(height / 2, 16)),
    rect(at, width - 7, height - 7, Math.min(height / 2, 16) - 3.5),
  ],
  escalation: (at, width, height) => [
    polygon(at, width, height, 12, 12),
    polygon(at, width - 7, height - 7, 10.5, 10.5),
  ],
};

export function rect(at: Point, width: number, height: number, radius: number): string {
  const corner = `x="${n(at.x - width / 2)}" y="${n(at.y - height / 2)}"`;
  return `<rect ${corner} width="${n(width)}" height="${n(height)}" rx="${n(radius)}"`;
}

/** A box with its corners cut by `dx` and `dy`. */
function polygon({ x, y }: Point, width: number, height: number, dx: number, dy: number): string {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  const corners = [
    [left + dx, top],
    [right - dx, top],
    [right, top + dy],
    [right, bottom - dy],
    [right - dx, bottom],
    [left + dx, bottom],
    [left, bottom - dy],
    [left, top + dy],
  ];
  return points(corners);
}

function slanted({ x, y }: Point, width: number, height: number, shift: number): string {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  return points([
    [left + shift, top],
    [right, top],
    [right - shift, bottom],
    [left, bottom],
  ]);
}

function points(corners: number[][]): string {
  return `<polygon points="${corners.map((corner) => corner.map(n).join(',')).join(' ')}"`;
}

/** A line with its head, whose size follows the line's, so that the broadest has one too. */
export function arrow(
  curve: readonly Point[],
  width: number,
  style: { colour: string; dashed: boolean },
): string {
  const [first, ...rest] = curve;
  const [tip, before] = [rest.at(-1), rest.at(-2) ?? first];
  if (!first || !tip || !before) return '';
  const size = { length: 6 + 1.8 * width, side: 2.4 + width };
  const far = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [dx, dy] = [(tip.x - before.x) / far, (tip.y - before.y) / far];
  // The line ends inside its head, or its corners would stand out beside the tip.
  const inside = 0.8 * size.length;
  const moved = (point: Point): Point => ({ x: point.x - inside * dx, y: point.y - inside * dy });
  const shortened = [...rest.slice(0, -2), ...rest.slice(-2).map(moved)];
  const back = { x: tip.x - size.length * dx, y: tip.y - size.length * dy };
  const corners = [1, -1].map((turn) => ({
    x: back.x - turn * size.side * dy,
    y: back.y + turn * size.side * dx,
  }));
  const look = `stroke="${style.colour}" stroke-width="${n(width)}"${style.dashed ? ' stroke-dasharray="6 3"' : ''}`;
  const line = `<path d="M${pair(first)} C${shortened.map(pair).join(' ')}" fill="none" ${look}/>`;
  const head = `<path d="M${[tip, ...corners].map(pair).join(' L')} z" fill="${style.colour}"/>`;
  return `<g>${line}${head}</g>`;
}

/** The lines of a block around a middle, each in the middle itself, or all from the left edge on. */
export function texts(
  { lines, width, height }: TextBlock,
  { x, y }: Point,
  align: 'middle' | 'left' = 'middle',
): string {
  let top = y - height / 2;
  const written = lines.map((line) => {
    const base = top + line.size * 0.98;
    top += lineHeight(line);
    // In a text that is written to the left, the start is on the right.
    const [at, anchor] =
      align === 'middle' ? [x, 'middle'] : [x - width / 2, line.rightToLeft ? 'end' : 'start'];
    const look = [
      line.bold ? ' font-weight="bold"' : '',
      line.struck ? ' text-decoration="line-through"' : '',
      line.rightToLeft ? ' direction="rtl"' : '',
    ].join('');
    return `<text x="${n(at)}" y="${n(base)}" font-size="${line.size}" fill="${line.colour}"${look} text-anchor="${anchor}">${escapeXml(line.text)}</text>`;
  });
  return written.join('');
}

function pair({ x, y }: Point): string {
  return `${n(x)},${n(y)}`;
}

/** A coordinate, to a hundredth of a point. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
