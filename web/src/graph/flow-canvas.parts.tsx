import {
  BaseEdge,
  EdgeLabelRenderer,
  Handle,
  MarkerType,
  Position,
  type Edge,
  type EdgeProps,
  type Node,
  type NodeProps,
} from '@xyflow/react';
import { memo } from 'react';
import { texts } from '../texts/texts.js';
import type { Box, Drawing, Way } from './drawing.js';
import classes from './flow-canvas.module.css';
import { WORDS_WIDTH, type Layout, type Point } from './layout.js';

interface BoxState {
  box: Box;
  selected: boolean;
  pointedOut: boolean;
  /** The one that Tab comes to. */
  reachable: boolean;
}
interface WayState {
  way: Way;
  points: Point[];
  words: Point;
}
export type BoxNode = Node<BoxState & Record<string, unknown>, 'box'>;
export type WayEdge = Edge<WayState & Record<string, unknown>, 'way'>;

export function nodesOf({ boxes }: Drawing, layout: Layout): BoxNode[] {
  return boxes.map((box) => {
    const { id, width, height } = box;
    const { x, y } = layout.boxes[id] ?? { x: 0, y: 0 };
    const data = { box, selected: false, pointedOut: false, reachable: false };
    return { id, type: 'box', width, height, data, position: { x: x - width / 2, y: y - height / 2 } };
  });
}

/**
 * Marks a few of the nodes and leaves the others the objects that they are, so that nothing of them is drawn again.
 * @param shown the step that Tab comes to: the selected one, or else the first
 */
export function markedNodes(
  nodes: readonly BoxNode[],
  shown: string | undefined,
  selected: string | undefined,
  pointedOut: ReadonlySet<string> | undefined,
): BoxNode[] {
  return nodes.map((node) => {
    const { id, data } = node;
    const isPointedOut = pointedOut?.has(id) ?? false;
    if (id !== shown && !isPointedOut) return node;
    const marks = { selected: id === selected, reachable: id === shown, pointedOut: isPointedOut };
    return { ...node, data: { ...data, ...marks } };
  });
}

export function edgesOf({ ways }: Drawing, layout: Layout): WayEdge[] {
  return ways.flatMap((way) => {
    const line = layout.ways[way.id];
    if (!line) return [];
    const { id, from, to } = way;
    const markerEnd = { type: MarkerType.ArrowClosed, markerUnits: 'userSpaceOnUse', width: 18, height: 18 };
    return [{ ...{ id, type: 'way', source: from, target: to, markerEnd }, data: { way, ...line } }];
  });
}

/** A step; its sign and word stand beside the colour of its border. */
export const BoxView = memo(function BoxView({ data }: NodeProps<BoxNode>) {
  const { box, selected, pointedOut, reachable } = data;
  const { id, node, change, begins, note } = box;
  const { changeWords, signs, steps } = texts.graph;
  const kind = [begins ? texts.graph.begins : '', steps[node.kind]].filter((word) => word !== '').join(' · ');
  const state = [
    classes.box,
    classes[change],
    selected ? classes.selected : '',
    pointedOut ? classes.found : '',
  ];
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        data-box={id}
        className={state.join(' ')}
        title={node.text}
        tabIndex={reachable ? 0 : -1}
        aria-current={selected ? 'step' : undefined}
      >
        <span className={classes.kind}>
          {change === 'same' ? kind : `${signs[change]} ${changeWords[change]} · ${kind}`}
        </span>
        <span className={classes.text}>{node.text}</span>
        {note !== null && <span className={classes.note}>{note}</span>}
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
});

/** A way, through the points that the layout found for it. */
export const WayView = memo(function WayView({ id, data, markerEnd }: EdgeProps<WayEdge>) {
  if (!data) return null;
  const { way, points, words } = data;
  const sign = texts.graph.signs[way.change];
  return (
    <>
      <BaseEdge
        id={id}
        path={pathThrough(points)}
        className={classes[`${way.change}Way`]}
        markerEnd={markerEnd}
      />
      {way.words !== '' && (
        <EdgeLabelRenderer>
          <div
            className={classes.words}
            title={way.words}
            style={{
              maxWidth: WORDS_WIDTH,
              transform: `translate(-50%, -50%) translate(${words.x}px, ${words.y}px)`,
            }}
          >
            {`${sign} ${way.words}`.trim()}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** A line that is bent where it would have corners. */
function pathThrough(points: readonly Point[]): string {
  const [first, ...others] = points;
  const last = others.pop();
  if (!first || !last) return '';
  const bends = others.map((point, index) => {
    const next = others[index + 1] ?? last;
    return `Q ${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return [`M ${first.x} ${first.y}`, ...bends, `L ${last.x} ${last.y}`].join(' ');
}
