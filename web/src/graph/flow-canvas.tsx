import '@xyflow/react/dist/base.css';
import { Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controls, ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { texts } from '../texts/texts.js';
import { QueryState } from '../ui/query-state.js';
import { drawingOf, neighbourhood, type Drawing, type FlowDrawingProps } from './drawing.js';
import {
  BoxView,
  edgesOf,
  markedNodes,
  nodesOf,
  WayView,
  type BoxNode,
  type WayEdge,
} from './flow-canvas.parts.js';
import classes from './flow-canvas.module.css';
import { layoutQuery } from './layout.query.js';
import { sizesOf, stepTowards, type Direction, type Layout } from './layout.js';

/** Of a larger flow only what is near the selected step is drawn, so that it stays smooth. */
const MOST_BOXES = 300;
/** Below this nobody reads it: a larger flow is begun at the selected step instead. */
const READABLE_ZOOM = 0.8;
const ZOOM = { minZoom: 0.05, maxZoom: 2 };
const MARGIN_PX = 24;

const NODE_TYPES = { box: BoxView };
const EDGE_TYPES = { way: WayView };
const LABELS = {
  'controls.ariaLabel': texts.graph.drawing,
  'controls.zoomIn.ariaLabel': texts.graph.zoomIn,
  'controls.zoomOut.ariaLabel': texts.graph.zoomOut,
  'controls.fitView.ariaLabel': texts.graph.fit,
};

export function FlowCanvas({ document, diff = null, notes, ...rest }: FlowDrawingProps) {
  const whole = useMemo(() => drawingOf(document, diff, notes), [document, diff, notes]);
  const [around, setAround] = useState(rest.selected);
  const drawing = useMemo(() => neighbourhood(whole, around, MOST_BOXES), [whole, around]);
  // Selecting moves nothing, unless what is selected is not drawn.
  const { selected } = rest;
  if (selected !== undefined && selected !== around && !has(drawing, selected) && has(whole, selected)) {
    setAround(selected);
  }
  const sizes = useMemo(() => sizesOf(drawing), [drawing]);
  const layout = useQuery(layoutQuery(sizes));
  return (
    <>
      {drawing.boxes.length < whole.boxes.length && (
        <Text size="sm" mb="xs">
          {texts.graph.partDrawn(drawing.boxes.length, whole.boxes.length)}
        </Text>
      )}
      <QueryState query={layout}>
        {(data) => (
          <ReactFlowProvider>
            <Canvas drawing={drawing} layout={data} {...rest} />
          </ReactFlowProvider>
        )}
      </QueryState>
    </>
  );
}

const has = ({ boxes }: Drawing, id: string): boolean => boxes.some((box) => box.id === id);

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

function Canvas({
  drawing,
  layout,
  selected,
  onSelect,
  pointedOut,
}: Pick<FlowDrawingProps, 'selected' | 'onSelect' | 'pointedOut'> & { drawing: Drawing; layout: Layout }) {
  const hint = useId();
  const frame = useRef<HTMLElement>(null);
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const bringIntoSight = useBringIntoSight(layout);
  const shown = selected ?? drawing.boxes[0]?.id;

  const bare = useMemo(() => nodesOf(drawing, layout), [drawing, layout]);
  const nodes = useMemo(
    () => markedNodes(bare, shown, selected, pointedOut),
    [bare, shown, selected, pointedOut],
  );
  const edges = useMemo(() => edgesOf(drawing, layout), [drawing, layout]);

  useEffect(() => {
    if (selected !== undefined) bringIntoSight(selected);
  }, [selected, bringIntoSight]);

  const go = (from: string | undefined, direction: Direction): void => {
    const to = from === undefined ? undefined : stepTowards(drawing, layout, from, direction);
    if (to === undefined) return;
    onSelect?.(to);
    bringIntoSight(to);
    frame.current
      ?.querySelector<HTMLElement>(`[data-box="${CSS.escape(to)}"]`)
      ?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = KEYS[event.key];
    const { target } = event;
    if (direction) go(target instanceof HTMLElement ? (target.dataset.box ?? shown) : shown, direction);
    else if (event.key === '0') void fitView();
    else if (event.key === '+') void zoomIn();
    else if (event.key === '-') void zoomOut();
    else return;
    event.preventDefault();
  };
  return (
    <section ref={frame} className={classes.frame} aria-label={texts.graph.drawing} aria-describedby={hint}>
      <VisuallyHidden id={hint}>{texts.graph.drawingHint}</VisuallyHidden>
      <ReactFlow<BoxNode, WayEdge>
        {...{ nodes, edges, onKeyDown }}
        onNodeClick={(_event, { id }) => {
          onSelect?.(id);
        }}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        ariaLabelConfig={LABELS}
        {...ZOOM}
        // The wheel moves the page, with Ctrl it zooms.
        zoomOnScroll={false}
        preventScrolling={false}
        zoomOnDoubleClick={false}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        onInit={(flow) => {
          void flow.fitView().then(() => {
            const box = shown === undefined ? undefined : layout.boxes[shown];
            if (box && flow.getZoom() < READABLE_ZOOM)
              void flow.setCenter(box.x, box.y, { zoom: READABLE_ZOOM });
          });
        }}
      >
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  );
}

/** Moves a step into the frame, where it is not there already. */
function useBringIntoSight(layout: Layout): (id: string) => void {
  const store = useStoreApi();
  const { setCenter } = useReactFlow();
  const [bring] = useState(() => (id: string, boxes: Layout['boxes']): void => {
    const box = boxes[id];
    const {
      transform: [left, top, zoom],
      width,
      height,
    } = store.getState();
    if (!box || width === 0) return;
    const x = box.x * zoom + left;
    const y = box.y * zoom + top;
    const inside = x > MARGIN_PX && x < width - MARGIN_PX && y > MARGIN_PX && y < height - MARGIN_PX;
    if (!inside) void setCenter(box.x, box.y, { zoom });
  });
  return useMemo(
    () => (id: string) => {
      bring(id, layout.boxes);
    },
    [bring, layout],
  );
}
