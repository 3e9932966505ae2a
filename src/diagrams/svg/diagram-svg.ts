import { oneLine } from '../../flows/document/one-line.js';
import { edgeBlock, entryBlock, entryColour, nodeBlock, partNames } from '../diagram-blocks.js';
import { KIND_NAMES } from '../diagram-words.js';
import {
  wholeTitle,
  type Change,
  type Diagram,
  type DiagramEdge,
  type DiagramEntry,
  type DiagramNode,
} from '../diagram.js';
import { escapeXml } from '../../kernel/text/escape-xml.js';
import { headingOf } from './heading.js';
import { ENTRY_MARGIN } from './layout-graph.js';
import type { LaidEdge, Layout, Point } from './layout.js';
import { notesBlock } from './notes.js';
import { CHANGE_PAINT } from './palette.js';
import type { SvgDrawing } from './rasterizer.js';
import { arrow, n, rect, SHAPES, texts } from './svg-shapes.js';

const MARGIN = 24;
const FONTS = 'Helvetica, Arial, Liberation Sans, sans-serif';

/**
 * A diagram, laid out, as a document of SVG 1.1 without script, style sheet, link or image. All texts are escaped;
 * each node, and each edge with a condition, carries its whole text as its title, which browsers show under the
 * pointer. Texts that have a number stand below the drawing.
 */
export function diagramSvg(diagram: Diagram, layout: Layout): SvgDrawing {
  const heading = headingOf(diagram, layout.width);
  const notes = notesBlock(diagram, layout.width);
  const width = Math.ceil(Math.max(layout.width, heading.width, notes?.width ?? 0) + 2 * MARGIN);
  const drawn = layout.height + heading.height + 2 * MARGIN;
  const height = Math.ceil(drawn + (notes ? notes.height + MARGIN : 0));
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
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}">`,
    `<title>${escapeXml(oneLine(wholeTitle(diagram)))}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<g transform="translate(${n(width / 2)} ${MARGIN})">${heading.markup}</g>`,
    `<g transform="translate(${n((width - layout.width) / 2)} ${n(heading.height + MARGIN)})">`,
    ...lines,
    ...parts,
    '</g>',
    ...(notes ? [`<g>${texts(notes, { x: width / 2, y: drawn + notes.height / 2 }, 'left')}</g>`] : []),
    '</svg>',
    '',
  ].join('\n');
  return { svg, width, height };
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
  const shapes = SHAPES[node.kind](at, width, height).map((shape) => `${shape} ${style}/>`);
  return `<g>${titled(KIND_NAMES[node.kind], node.text)}${shapes.join('')}${texts(text, at)}</g>`;
}

function edgeLine(laid: LaidEdge | undefined, change: Change, width?: number): string {
  const usual = change === 'unchanged' ? 1.1 : 2;
  const style = { colour: CHANGE_PAINT[change].line, dashed: change === 'removed' };
  return arrow(laid?.curve ?? [], width ?? usual, style);
}

function edgeLabel(edge: DiagramEdge, laid: LaidEdge | undefined): string {
  const block = edgeBlock(edge);
  if (!block || !laid?.label) return '';
  const title = edge.label === null ? '' : titled('Condition', edge.label);
  const ground = rect(laid.label, block.width + 4, block.height + 2, 3);
  return `<g>${title}${ground} fill="#ffffff" fill-opacity="0.85"/>${texts(block, laid.label)}</g>`;
}

function titled(what: string, text: string): string {
  return `<title>${escapeXml(`${what}: ${oneLine(text)}`)}</title>`;
}
