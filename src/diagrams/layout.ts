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
