import type { Attributes, Edge, Graph } from '@viz-js/viz';
import { edgeBlock, entryBlock, nodeBlock, partNames } from '../diagram-blocks.js';
import type { Diagram } from '../diagram.js';

const POINTS_PER_INCH = 72;
/** Room for the border of an entry and around the label of an edge, in points. */
export const ENTRY_MARGIN = { x: 9, y: 4 };
const LABEL_MARGIN = 5;
/** Up to here, in nodes and edges, lines are led around the boxes; beyond, that takes seconds and minutes. */
const ROUTED = 200;

/** Where a drawing leads: down, or to the right, which keeps one of many branches narrow. */
export type Direction = 'TB' | 'LR';

/**
 * What Graphviz lays out: boxes of fixed sizes, named n0, n1 and so on in the diagram's order (entries s0, s1), and
 * edges with room for their labels. It holds numbers and made-up names only: no text of a user reaches Graphviz.
 */
export function layoutGraph(diagram: Diagram, rankdir: Direction): Graph {
  const names = partNames(diagram);
  const nameOf = (id: string) => names.get(id) ?? '';
  const isLarge = diagram.nodes.length + diagram.edges.length > ROUTED;
  const effort: Attributes = isLarge ? { splines: 'line', nslimit: 1, nslimit1: 1, mclimit: 0.3 } : {};
  return {
    name: 'flow',
    directed: true,
    graphAttributes: { rankdir, nodesep: 0.35, ranksep: 0.42, ...effort },
    nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
    edgeAttributes: { arrowhead: 'none' },
    nodes: [
      ...diagram.entries.map((entry, index) => {
        const { width, height } = entryBlock(entry, index);
        return box(`s${index}`, width + 2 * ENTRY_MARGIN.x, height + 2 * ENTRY_MARGIN.y);
      }),
      ...diagram.nodes.map((node) => {
        const { width, height } = nodeBlock(node, diagram.showsChanges);
        return box(nameOf(node.id), width, height);
      }),
    ],
    edges: [
      ...diagram.entries.map(({ nodeId }, index): Edge => ({
        tail: `s${index}`,
        head: nameOf(nodeId),
        attributes: { id: `t${index}`, weight: 4 },
      })),
      ...diagram.edges.map((edge, index): Edge => {
        const block = edgeBlock(edge);
        const label = block && { html: room(block.width + 2 * LABEL_MARGIN, block.height + LABEL_MARGIN) };
        const attributes = { id: `e${index}`, ...(label && { label }) };
        return { tail: nameOf(edge.from), head: nameOf(edge.to), attributes };
      }),
    ],
  };
}

function box(name: string, width: number, height: number) {
  return { name, attributes: { width: width / POINTS_PER_INCH, height: height / POINTS_PER_INCH } };
}

function room(width: number, height: number): string {
  const size = `FIXEDSIZE="TRUE" WIDTH="${Math.ceil(width)}" HEIGHT="${Math.ceil(height)}"`;
  return `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" ${size}><TR><TD></TD></TR></TABLE>`;
}
