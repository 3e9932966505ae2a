import type { NodeFigures, Share } from '../outcomes/flow-analytics.js';
import { shareOf } from '../outcomes/flow-analytics.js';
import type { Diagram, DiagramEdge, DiagramNode, Mark, Shade } from './diagram.js';
import type { Overlay } from './diagrams.request.dto.js';
import { SUCCESS_PAINT, TRAFFIC_PAINT } from './palette.js';

const THINNEST = 1.1;
const BROADEST = 6;

/** From which share of the walks on a node is of a class. */
const TRAFFIC: readonly (Shade & { from: number })[] = [
  { name: 'most', from: 0.75, paint: TRAFFIC_PAINT[3], meaning: 'Three quarters of the walks or more' },
  { name: 'many', from: 0.5, paint: TRAFFIC_PAINT[2], meaning: 'Half or more' },
  { name: 'some', from: 0.25, paint: TRAFFIC_PAINT[1], meaning: 'A quarter or more' },
  { name: 'few', from: Number.MIN_VALUE, paint: TRAFFIC_PAINT[0], meaning: 'Fewer' },
];
const SUCCESS: readonly (Shade & { from: number })[] = [
  { name: 'best', from: 0.8, paint: SUCCESS_PAINT[3], meaning: 'Success: 80 % or more' },
  { name: 'good', from: 0.6, paint: SUCCESS_PAINT[2], meaning: '60 % or more' },
  { name: 'poor', from: 0.4, paint: SUCCESS_PAINT[1], meaning: '40 % or more' },
  { name: 'worst', from: 0, paint: SUCCESS_PAINT[0], meaning: 'Less' },
];
const UNWALKED: Shade = {
  name: 'unwalked',
  paint: { fill: '#ffffff', line: '#6e7781' },
  meaning: 'Nobody came by',
};
const UNFINISHED: Shade = { ...UNWALKED, meaning: 'No finished walk' };

/**
 * A diagram of a flow with what its walks came to: figures in each node and at each way, classes by colour, and ways
 * as broad as they were taken often. What the colours say is also written, so that nobody needs to tell them apart.
 */
export function overlaid(diagram: Diagram, overlay: Overlay, figures: readonly NodeFigures[]): Diagram {
  const byId = new Map(figures.map((node) => [node.node_id, node]));
  const ways = new Map(
    figures.flatMap(({ answers }) => answers.map((answer) => [answer.edge_id, answer] as const)),
  );
  const most = Math.max(1, ...figures.map(({ walks }) => walks));
  const markOf = (node: DiagramNode): Mark =>
    overlay === 'traffic' ? traffic(byId.get(node.id), most) : success(byId.get(node.id));
  const wayOf = ({ id }: DiagramEdge): DiagramEdge['mark'] => {
    const { count = 0, succeeded = 0, finished = 0 } = ways.get(id) ?? {};
    const width = THINNEST + ((BROADEST - THINNEST) * Math.min(count, most)) / most;
    const share = shareOf(succeeded, finished);
    return { words: overlay === 'traffic' ? `${count} x` : percentOf(share, finished), width };
  };
  return {
    ...diagram,
    shades: overlay === 'traffic' ? [...TRAFFIC, UNWALKED] : [...SUCCESS, UNFINISHED],
    nodes: diagram.nodes.map((node) => ({ ...node, mark: markOf(node) })),
    edges: diagram.edges.map((edge) => ({ ...edge, mark: wayOf(edge) })),
  };
}

function traffic(node: NodeFigures | undefined, most: number): Mark {
  if (!node || node.walks === 0) return { words: 'no walk', shade: UNWALKED };
  const parts = [
    `${node.walks} ${node.walks === 1 ? 'walk' : 'walks'}`,
    ...(node.median_seconds === null ? [] : [`${Math.round(node.median_seconds)} s`]),
    ...(node.dropOffs > 0 ? [`${node.dropOffs} left`] : []),
    ...(node.deviations > 0 ? [`${node.deviations} aside`] : []),
  ];
  return { words: parts.join(', '), shade: classOf(TRAFFIC, node.walks / most) };
}

function success(node: NodeFigures | undefined): Mark {
  if (!node?.success) return { words: 'no finished walk', shade: UNFINISHED };
  return { words: percentOf(node.success, node.finished), shade: classOf(SUCCESS, node.success.share) };
}

function classOf(classes: readonly (Shade & { from: number })[], share: number): Shade {
  return classes.find(({ from }) => share >= from) ?? UNWALKED;
}

function percentOf(share: Share | null, finished: number): string {
  if (share === null) return 'no finished walk';
  const percent = (value: number): number => Math.round(100 * value);
  return `${percent(share.share)} % of ${finished} (${percent(share.low)}-${percent(share.high)} %)`;
}
