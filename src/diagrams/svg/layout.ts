export interface Point {
  x: number;
  y: number;
}

export interface LaidEdge {
  /** A Bézier curve: the first point, then three for each piece. */
  curve: Point[];
  label: Point | null;
}

/** Where everything is, in points from the upper left corner; by the names of the layout graph. */
export interface Layout {
  width: number;
  height: number;
  /** The middle of each box. */
  boxes: Map<string, Point>;
  edges: Map<string, LaidEdge>;
}

/** What a window shows at once, in points. */
const WINDOW = { width: 1400, height: 1000 };

/** How many windows to a side a drawing takes. */
const windows = ({ width, height }: Layout): number => Math.max(width / WINDOW.width, height / WINDOW.height);

/** Whether another direction is worth trying: it is read by scrolling to the side, which is harder than down. */
export const isTooWide = (layout: Layout): boolean =>
  layout.width > WINDOW.width && layout.width / WINDOW.width > layout.height / WINDOW.height;

/** The one that is seen at once, or most of which is. */
export const handier = (one: Layout, other: Layout): Layout => (windows(other) < windows(one) ? other : one);

/** What is used of Graphviz' output in its format `json0` with the y axis pointing down. */
export interface GraphvizOutput {
  bb: string;
  objects?: { name: string; pos?: string }[];
  edges?: { id?: string; pos?: string; lp?: string }[];
}

/** Reads what Graphviz came to. */
export function readLayout({ bb, objects = [], edges = [] }: GraphvizOutput): Layout {
  const [left = 0, top = 0, right = 0, bottom = 0] = bb.split(',').map(Number);
  return {
    width: Math.abs(right - left),
    height: Math.abs(bottom - top),
    boxes: new Map(objects.map(({ name, pos = '' }) => [name, point(pos)])),
    edges: new Map(
      edges.map(({ id = '', pos = '', lp }) => [
        id,
        { curve: curve(pos), label: lp === undefined ? null : point(lp) },
      ]),
    ),
  };
}

function point(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return { x, y };
}

/** Without arrow heads, which carry a letter, a curve is its points. */
function curve(text: string): Point[] {
  return text
    .split(/[\s;]+/)
    .filter((part) => /^-?\d/.test(part))
    .map(point);
}
