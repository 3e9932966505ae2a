import type { components } from '../api/schema.gen.js';

type Schemas = components['schemas'];
export type FlowDocument = Schemas['FlowDocument'];
export type FlowDiff = Schemas['FlowDiff'];
export type FlowNode = Schemas['FlowNode'];
export type FlowEdge = Schemas['FlowEdge'];

export type Change = 'added' | 'changed' | 'removed' | 'same';

/** A step of a flow as it is reached by one way. */
export interface OutlineLine {
  /** Unique in the outline: the id of the way, or of the step after `entry:`. */
  id: string;
  node: FlowNode;
  /** The way that leads to it; null where a walk begins. */
  edge: FlowEdge | null;
  /** How many times the way here has parted. */
  depth: number;
  /** The line of the step that the way leaves. */
  parent: string | null;
  /** What becomes of the step. */
  change: Change;
  /** What becomes of the way. */
  wayChange: Change;
  before: FlowNode | null;
  edgeBefore: FlowEdge | null;
  /** The step stands further up, with what follows it. */
  again: boolean;
}

/** A run of lines that nothing changes. */
export interface Fold {
  /** The id of its first line. */
  fold: string;
  count: number;
}

/**
 * A flow in lines, each step after the one that it follows; a step that several ways lead to stands once, and is named
 * where it is reached again. What the diff removes stands where it was.
 * @param diff what leads to the document; null where the whole of it is new
 */
export function outlineOf(document: FlowDocument, diff: FlowDiff | null): OutlineLine[] {
  const nodes = new Map(
    [...document.nodes, ...(diff?.nodes.removed ?? [])].map((node) => [node.id, node] as const),
  );
  const nodeChanges = changesOf(diff?.nodes);
  const edgeChanges = changesOf(diff?.edges);
  const ways = waysOf([...document.edges, ...(diff?.edges.removed ?? [])]);
  const seen = new Set<string>();
  const lines: OutlineLine[] = [];

  const add = (id: string, nodeId: string, edge: FlowEdge | null, wayChange: Change, above: Above): void => {
    const node = nodes.get(nodeId);
    if (!node) return;
    const { change, before } = nodeChanges.get(nodeId) ?? SAME;
    // A way that goes away leads no further, unless its step goes with it.
    const again = seen.has(nodeId) || (wayChange === 'removed' && change !== 'removed');
    lines.push({
      ...{ id, node, edge, ...above, change, wayChange, again },
      before: before ?? null,
      edgeBefore: (edge && edgeChanges.get(edge.id)?.before) ?? null,
    });
    if (again) return;
    seen.add(nodeId);
    const on = ways.get(nodeId) ?? [];
    const depth = above.depth + (on.length > 1 ? 1 : 0);
    for (const way of on) {
      add(way.id, way.to, way, edgeChanges.get(way.id)?.change ?? 'same', { depth, parent: id });
    }
  };

  const added = new Set(diff?.entries.added);
  const beginning = { depth: 0, parent: null };
  for (const id of document.entries) {
    add(`entry:${id}`, id, null, added.has(id) ? 'added' : 'same', beginning);
  }
  for (const id of diff?.entries.removed ?? []) add(`entry:${id}`, id, null, 'removed', beginning);
  return lines;
}

type Above = Pick<OutlineLine, 'depth' | 'parent'>;

interface Changed<T> {
  change: Change;
  before?: T;
}

const SAME = { change: 'same', before: undefined } as const;

function changesOf<T extends { id: string }>(
  diff: { added: T[]; removed: T[]; changed: { before: T; after: T }[] } | undefined,
): Map<string, Changed<T>> {
  const changes = new Map<string, Changed<T>>();
  for (const { id } of diff?.added ?? []) changes.set(id, { change: 'added' });
  for (const { id } of diff?.removed ?? []) changes.set(id, { change: 'removed' });
  for (const { before, after } of diff?.changed ?? []) changes.set(after.id, { change: 'changed', before });
  return changes;
}

/** The ways by the step that they leave. */
export function waysOf<W extends Pick<FlowEdge, 'from'>>(edges: readonly W[]): Map<string, W[]> {
  const ways = new Map<string, W[]>();
  for (const edge of edges) ways.set(edge.from, [...(ways.get(edge.from) ?? []), edge]);
  return ways;
}

/** Whether the line tells of a change; a changed step does so once. */
export function isChange(line: OutlineLine): boolean {
  return line.wayChange !== 'same' || (line.change !== 'same' && !line.again);
}

/** The lines that one steps through: the changes, or every line where the whole flow is new. */
export function stopsOf(lines: readonly OutlineLine[]): OutlineLine[] {
  const changes = lines.filter(isChange);
  return changes.length > 0 ? changes : [...lines];
}

/**
 * What is shown: the changes, each after the step that it follows; longer runs of the rest are folded.
 * @param opened the folds that are open, by their ids
 */
export function foldOutline(
  lines: readonly OutlineLine[],
  opened: ReadonlySet<string>,
): (OutlineLine | Fold)[] {
  const changes = lines.filter(isChange);
  if (changes.length === 0) return [...lines];
  const shown = new Set(changes.flatMap(({ id, parent }) => (parent === null ? [id] : [id, parent])));
  const folded: (OutlineLine | Fold)[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && !shown.has(lines[end]?.id ?? '')) end++;
    const run = lines.slice(at, end);
    const first = run[0];
    if (first && run.length > 1 && !opened.has(first.id)) folded.push({ fold: first.id, count: run.length });
    else folded.push(...run);
    const next = lines[end];
    if (next) folded.push(next);
    at = end + 1;
  }
  return folded;
}
