import type { NodeFigures, Share } from '../../outcomes/flow-analytics.js';
import { shareOf } from '../../outcomes/flow-analytics.js';
import type { Diagram, DiagramEdge, DiagramNode, Mark, Shade } from '../diagram.js';
import type { Overlay } from '../diagrams.request.dto.js';
import { SUCCESS_PAINT, TRAFFIC_PAINT } from './palette.js';

const THINNEST = 1.1;
const BROADEST = 6;

/** A class, and whether a share belongs to it: by the ends of its 95 % interval, so that few walks say little. */
type Class = Shade & { holds: (share: Share) => boolean };

const TRAFFIC: readonly Class[] = [
  {
    name: 'most',
    paint: TRAFFIC_PAINT[3],
    meaning: 'Three quarters of the walks or more, with 95 % certainty',
    holds: ({ low }) => low >= 0.75,
  },
  { name: 'many', paint: TRAFFIC_PAINT[2], meaning: 'Half or more', holds: ({ low }) => low >= 0.5 },
  { name: 'some', paint: TRAFFIC_PAINT[1], meaning: 'A quarter or more', holds: ({ low }) => low >= 0.25 },
  { name: 'few', paint: TRAFFIC_PAINT[0], meaning: 'Fewer, or too few to be sure', holds: () => true },
];
const SUCCESS: readonly Class[] = [
  {
    name: 'best',
    paint: SUCCESS_PAINT[4],
    meaning: 'Success: 80 % or more, with 95 % certainty',
    holds: ({ low }) => low >= 0.8,
  },
  {
    name: 'good',
    paint: SUCCESS_PAINT[3],
    meaning: '60 % or more',
    holds: ({ low }) => low >= 0.6 && low < 0.8,
  },
  {
    name: 'unsure',
    paint: SUCCESS_PAINT[2],
    meaning: 'Too few walks to be sure',
    holds: ({ low, high }) => low < 0.6 && high >= 0.6,
  },
  {
    name: 'poor',
    paint: SUCCESS_PAINT[1],
    meaning: 'Less than 60 %',
    holds: ({ high }) => high >= 0.4 && high < 0.6,
  },
  { name: 'worst', paint: SUCCESS_PAINT[0], meaning: 'Less than 40 %', holds: ({ high }) => high < 0.4 },
];
const UNWALKED: Shade = {
  name: 'unwalked',
  paint: { fill: '#ffffff', line: '#6e7781' },
  meaning: 'No walk came by',
};
const UNFINISHED: Shade = { ...UNWALKED, meaning: 'No finished walk' };

/**
 * A diagram of a flow with what its walks came to: figures in each node and at each way, classes by colour, and ways
 * as broad as they were surely taken often. What the colours say is also written, so that nobody needs to tell them
 * apart; where no walk came by, nothing is, and the legend says so once.
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
    const width = THINNEST + (BROADEST - THINNEST) * lowOf(count, most);
    const share = shareOf(succeeded, finished);
    const words =
      overlay === 'success' ? share && percentOf(share, finished) : count > 0 ? `${count} x` : null;
    return { words, width };
  };
  return {
    ...diagram,
    shades: overlay === 'traffic' ? [...TRAFFIC, UNWALKED] : [...SUCCESS, UNFINISHED],
    nodes: diagram.nodes.map((node) => ({ ...node, mark: markOf(node) })),
    edges: diagram.edges.map((edge) => ({ ...edge, mark: wayOf(edge) })),
  };
}

function traffic(node: NodeFigures | undefined, most: number): Mark {
  if (!node || node.walks === 0) return { words: null, shade: UNWALKED };
  const parts = [
    `${node.walks} ${node.walks === 1 ? 'walk' : 'walks'}`,
    ...(node.median_seconds === null ? [] : [`${Math.round(node.median_seconds)} s`]),
    ...(node.dropOffs > 0 ? [`${node.dropOffs} left`] : []),
    ...(node.deviations > 0 ? [`${node.deviations} aside`] : []),
  ];
  const share = shareOf(node.walks, most);
  return { words: parts.join(', '), shade: share ? classOf(TRAFFIC, share) : UNWALKED };
}

function success(node: NodeFigures | undefined): Mark {
  if (!node?.success) return { words: null, shade: UNFINISHED };
  return { words: percentOf(node.success, node.finished), shade: classOf(SUCCESS, node.success) };
}

function classOf(classes: readonly Class[], share: Share): Shade {
  return classes.find(({ holds }) => holds(share)) ?? UNWALKED;
}

/** The lower end of the share's interval: a way may be taken more often than there are walks, by going back. */
function lowOf(count: number, most: number): number {
  return count === 0 ? 0 : (shareOf(Math.min(count, most), most)?.low ?? 0);
}

function percentOf(share: Share, finished: number): string {
  const percent = (value: number): number => Math.round(100 * value);
  return `${percent(share.share)} % of ${finished} (${percent(share.low)}-${percent(share.high)} %)`;
}
