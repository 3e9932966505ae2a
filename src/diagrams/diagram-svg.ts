import type { NodeKind } from '../flows/document/flow-document.js';
import { edgeBlock, entryBlock, entryColour, nodeBlock, partNames } from './diagram-blocks.js';
import { KIND_NAMES, legendOf, type LegendEntry } from './diagram-words.js';
import type { Change, Diagram, DiagramEdge, DiagramEntry, DiagramNode } from './diagram.js';
import { escapeXml } from './escape-xml.js';
import { ENTRY_MARGIN } from './layout-graph.js';
import type { LaidEdge, Layout, Point } from './layout.js';
import { CHANGE_PAINT, TEXT_COLOUR } from './palette.js';
import { oneLine, wrap } from './shown-text.js';
import { lineHeight, textBlock, type TextBlock } from './text-block.js';

const MARGIN = 24;
const LEGEND = { gap: 8, padding: 7 };
const CAPTION_COLOUR = '#57606a';
const FONTS = 'Helvetica, Arial, Liberation Sans, sans-serif';

/**
 * A diagram, laid out, as a document of SVG 1.1 without script, style sheet, link or image. All texts are escaped;
 * each node carries its whole text as its title.
 */
export function diagramSvg(diagram: Diagram, layout: Layout): string {
  const heading = headingOf(diagram);
  const width = Math.ceil(Math.max(layout.width, heading.width) + 2 * MARGIN);
  const height = Math.ceil(layout.height + heading.height + 2 * MARGIN);
  const names = partNames(diagram);
  const nameOf = (id: string) => names.get(id) ?? '';
  const lines = [
    ...diagram.entries.map((entry, index) => edgeLine(layout.edges.get(`t${index}`), entry.change)),
    ...diagram.edges.map((edge, index) =>
      edgeLine(layout.edges.get(`e${index}`), edge.change, edge.mark?.width),
    ),
  ];
  const parts = [
    ...diagram.entries.map((entry, index) => startPill(entry, index, layout.boxes.get(`s${index}`))),
    ...diagram.nodes.map((node) => nodeShape(node, diagram.showsChanges, layout.boxes.get(nameOf(node.id)))),
    // Last, so that no line runs through a label.
    ...diagram.edges.map((edge, index) => edgeLabel(edge, layout.edges.get(`e${index}`))),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}">`,
    `<title>${escapeXml(oneLine(diagram.title))}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<g transform="translate(${n(width / 2)} ${MARGIN})">${heading.markup}</g>`,
    `<g transform="translate(${n((width - layout.width) / 2)} ${n(heading.height + MARGIN)})">`,
    ...lines,
    ...parts,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Title, caption and legend, centred at x = 0 from y = 0 down. */
function headingOf(diagram: Diagram): { markup: string; width: number; height: number } {
  const words = textBlock([
    ...wrap(diagram.title, 60, 3).map((text) => ({ text, size: 16, colour: TEXT_COLOUR, bold: true })),
    ...wrap(diagram.caption, 80, 2).map((text) => ({ text, size: 11, colour: CAPTION_COLOUR })),
  ]);
  const legend = legendOf(diagram).map((entry) => ({
    entry,
    block: textBlock([{ text: entry.text, size: 10, colour: entry.paint.line }]),
  }));
  const widths = legend.map(({ block }) => block.width + 2 * LEGEND.padding);
  const legendWidth = widths.reduce((sum, width) => sum + width + LEGEND.gap, -LEGEND.gap);
  let x = -legendWidth / 2;
  const top = words.height + 10;
  const boxes = legend.map(({ entry, block }, index) => {
    const width = widths[index] ?? 0;
    const box = rect({ x: x + width / 2, y: top + 12 }, width, 24, 3);
    const text = texts(block, { x: x + width / 2, y: top + 12 });
    x += width + LEGEND.gap;
    return `<g>${box} ${paint(entry)}/>${text}</g>`;
  });
  const markup = `${texts(words, { x: 0, y: words.height / 2 })}${boxes.join('')}`;
  const height = words.height + (legend.length > 0 ? 34 : 0) + 18;
  return { markup, width: Math.max(words.width, legendWidth), height };
}

function startPill(entry: DiagramEntry, index: number, at: Point = { x: 0, y: 0 }): string {
  const block = entryBlock(entry, index);
  const height = block.height + 2 * ENTRY_MARGIN.y;
  const outline = rect(at, block.width + 2 * ENTRY_MARGIN.x, height, height / 2);
  const dashed = entry.change === 'removed' ? ' stroke-dasharray="4 3"' : '';
  return `<g>${outline} fill="#ffffff" stroke="${entryColour(entry.change)}"${dashed}/>${texts(block, at)}</g>`;
}

function nodeShape(node: DiagramNode, showsChanges: boolean, at: Point = { x: 0, y: 0 }): string {
  const { text, paint: colours, width, height } = nodeBlock(node, showsChanges);
  const strong = node.change === 'unchanged' ? '1' : '2';
  const dashed = node.change === 'removed' ? ' stroke-dasharray="6 3"' : '';
  const style = `fill="${colours.fill}" stroke="${colours.line}" stroke-width="${strong}"${dashed}`;
  const whole = escapeXml(`${KIND_NAMES[node.kind]}: ${oneLine(node.text)}`);
  const shapes = SHAPES[node.kind](at, width, height).map((shape) => `${shape} ${style}/>`);
  return `<g><title>${whole}</title>${shapes.join('')}${texts(text, at)}</g>`;
}

type Outline = (at: Point, width: number, height: number) => string[];

/** The beginnings of the elements that draw a kind; those of an end have a second line inside. */
const SHAPES: Record<NodeKind, Outline> = {
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

function rect(at: Point, width: number, height: number, radius: number): string {
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

function edgeLine(laid: LaidEdge | undefined, change: Change, width?: number): string {
  const [first, ...rest] = laid?.curve ?? [];
  const end = rest.at(-1);
  if (!first || !end) return '';
  const { line: colour } = CHANGE_PAINT[change];
  const dashed = change === 'removed' ? ' stroke-dasharray="6 3"' : '';
  const way = `M${pair(first)} C${rest.map(pair).join(' ')}`;
  const head = arrowHead(rest.at(-2) ?? first, end);
  const style = `stroke="${colour}" stroke-width="${width === undefined ? (change === 'unchanged' ? '1.1' : '2') : n(width)}"${dashed}`;
  return `<g><path d="${way}" fill="none" ${style}/><path d="${head}" fill="${colour}"/></g>`;
}

/** A triangle that points to where the line comes to its end. */
function arrowHead(from: Point, tip: Point): string {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [dx, dy] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const back = { x: tip.x - 8 * dx, y: tip.y - 8 * dy };
  const sides = [1, -1].map((side) => ({ x: back.x - side * 3.5 * dy, y: back.y + side * 3.5 * dx }));
  return `M${[tip, ...sides].map(pair).join(' L')} z`;
}

function edgeLabel(edge: DiagramEdge, laid: LaidEdge | undefined): string {
  const block = edgeBlock(edge);
  if (!block || !laid?.label) return '';
  const ground = rect(laid.label, block.width + 4, block.height + 2, 3);
  return `<g>${ground} fill="#ffffff" fill-opacity="0.85"/>${texts(block, laid.label)}</g>`;
}

function paint({ paint: { fill, line }, dashed }: LegendEntry): string {
  return `fill="${fill}" stroke="${line}"${dashed ? ' stroke-dasharray="6 3"' : ''}`;
}

/** The lines of a block around a middle. */
function texts({ lines, height }: TextBlock, { x, y }: Point): string {
  let top = y - height / 2;
  const written = lines.map((line) => {
    const base = top + line.size * 0.98;
    top += lineHeight(line);
    const look = `${line.bold ? ' font-weight="bold"' : ''}${line.struck ? ' text-decoration="line-through"' : ''}`;
    return `<text x="${n(x)}" y="${n(base)}" font-size="${line.size}" fill="${line.colour}"${look} text-anchor="middle">${escapeXml(line.text)}</text>`;
  });
  return written.join('');
}

function pair({ x, y }: Point): string {
  return `${n(x)},${n(y)}`;
}

/** A coordinate, to a hundredth of a point. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
