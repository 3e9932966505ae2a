import { Graph, layout } from '@dagrejs/dagre';
import type { Drawing } from './drawing.js';

export interface Point {
  x: number;
  y: number;
}

/** Where everything stands; derived from the flow each time, and kept nowhere. */
export interface Layout {
  /** The middle of each box, by the id of its step. */
  boxes: Record<string, Point>;
  /** The points that a way goes through, from box to box, and the middle of its words. */
  ways: Record<string, { points: Point[]; words: Point }>;
}

/** What the layout depends on. */
export interface Sizes {
  boxes: { id: string; width: number; height: number }[];
  ways: { id: string; from: string; to: string; width: number; height: number }[];
}

const CHARACTER_PX = 7;
/** Of the words at a way; what is longer is cut off there. */
export const WORDS_WIDTH = 180;
const WORDS_HEIGHT = 24;

export function sizesOf({ boxes, ways }: Drawing): Sizes {
  return {
    boxes: boxes.map(({ id, width, height }) => ({ id, width, height })),
    ways: ways.map(({ id, from, to, words }) => ({
      ...{ id, from, to },
      width: words === '' ? 0 : Math.min(words.length * CHARACTER_PX + 20, WORDS_WIDTH),
      height: words === '' ? 0 : WORDS_HEIGHT,
    })),
  };
}

/** In layers, each step below those that lead to it. */
export function layOut({ boxes, ways }: Sizes): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 32, edgesep: 16, ranksep: 36, ranker: 'tight-tree' });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const { id, from, to, width, height } of ways) {
    graph.setEdge(from, to, { width, height, labelpos: 'c' }, id);
  }
  layout(graph);
  return {
    boxes: Object.fromEntries(boxes.map(({ id }) => [id, pointOf(graph.node(id) as Point)])),
    ways: Object.fromEntries(
      ways.map(({ id, from, to }) => {
        const way = graph.edge(from, to, id) as Point & { points: Point[] };
        return [id, { points: way.points.map(pointOf), words: pointOf(way) }];
      }),
    ),
  };
}

const pointOf = ({ x, y }: Point): Point => ({ x, y });

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The step that one comes to from another: along the first way, or beside it in its layer. */
export function stepTowards(
  { boxes, ways }: { boxes: { id: string }[]; ways: { from: string; to: string }[] },
  layout: Layout,
  from: string,
  direction: Direction,
): string | undefined {
  if (direction === 'down') return ways.find((way) => way.from === from)?.to;
  if (direction === 'up') return ways.find((way) => way.to === from)?.from;
  const here = layout.boxes[from];
  if (!here) return undefined;
  const away = (id: string): number => {
    const there = layout.boxes[id];
    if (!there || there.y !== here.y) return -1;
    return direction === 'right' ? there.x - here.x : here.x - there.x;
  };
  return boxes
    .map(({ id }) => id)
    .filter((id) => away(id) > 0)
    .toSorted((one, other) => away(one) - away(other))[0];
}
