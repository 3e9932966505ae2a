import type { FlowDocument, FlowEdge, FlowNode } from './flow-document.js';

/** A node or an edge that kept its id and became something else. */
export interface Changed<T> {
  before: T;
  after: T;
}

export interface ItemsDiff<T> {
  added: T[];
  removed: T[];
  changed: Changed<T>[];
}

/** `order` is the whole list after the change, since the first entry is where a walk begins; null if the same. */
export interface EntriesDiff {
  added: string[];
  removed: string[];
  order: string[] | null;
}

/**
 * What leads from one document to another, by the ids of nodes and edges. `base_version` is the version of the
 * flow that the base was, null if it was none. The order of nodes and edges carries no meaning and is no change.
 */
export interface FlowDiff {
  base_version: number | null;
  entries: EntriesDiff;
  nodes: ItemsDiff<FlowNode>;
  edges: ItemsDiff<FlowEdge>;
}

/** A diff was applied to a document that it was not made from. */
export class FlowDiffMismatchError extends Error {
  constructor(detail: string) {
    super(`The diff does not fit the document: ${detail}.`);
    this.name = 'FlowDiffMismatchError';
  }
}

/** The smallest diff that makes `next` of `base`. Both must be valid documents. */
export function diffFlowDocuments(
  base: FlowDocument,
  next: FlowDocument,
  baseVersion: number | null,
): FlowDiff {
  return {
    base_version: baseVersion,
    entries: diffEntries(base.entries, next.entries),
    nodes: diffItems(base.nodes, next.nodes, sameNode),
    edges: diffItems(base.edges, next.edges, sameEdge),
  };
}

export function isEmptyDiff({ entries, nodes, edges }: FlowDiff): boolean {
  return entries.order === null && [nodes, edges].every(isEmptyItemsDiff);
}

/**
 * The document that the diff leads to: what stays keeps its place in `base`, what was added follows in the order
 * of the diff, and the entries are in their exact order. The result is as valid as the diff is; a diff from
 * outside needs `validateFlowDocument` on its result.
 * @throws FlowDiffMismatchError when the diff was made from another document
 */
export function applyFlowDiff(base: FlowDocument, diff: FlowDiff): FlowDocument {
  return {
    schema_version: base.schema_version,
    entries: applyEntries(base.entries, diff.entries),
    nodes: applyItems('node', base.nodes, diff.nodes, sameNode),
    edges: applyItems('edge', base.edges, diff.edges, sameEdge),
  };
}

function sameNode(a: FlowNode, b: FlowNode): boolean {
  return a.id === b.id && a.kind === b.kind && a.text === b.text;
}

function sameEdge(a: FlowEdge, b: FlowEdge): boolean {
  return a.id === b.id && a.from === b.from && a.to === b.to && a.condition?.label === b.condition?.label;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function isEmptyItemsDiff({ added, removed, changed }: ItemsDiff<unknown>): boolean {
  return added.length + removed.length + changed.length === 0;
}

function diffEntries(base: readonly string[], next: readonly string[]): EntriesDiff {
  const before = new Set(base);
  const after = new Set(next);
  return {
    added: next.filter((entry) => !before.has(entry)),
    removed: base.filter((entry) => !after.has(entry)),
    order: sameList(base, next) ? null : [...next],
  };
}

function diffItems<T extends { id: string }>(
  base: readonly T[],
  next: readonly T[],
  same: (a: T, b: T) => boolean,
): ItemsDiff<T> {
  const before = byId(base);
  const after = byId(next);
  return {
    added: next.filter((item) => !before.has(item.id)),
    removed: base.filter((item) => !after.has(item.id)),
    changed: base.flatMap((item) => {
      const now = after.get(item.id);
      return now === undefined || same(item, now) ? [] : [{ before: item, after: now }];
    }),
  };
}

function applyEntries(base: readonly string[], { added, removed, order }: EntriesDiff): string[] {
  const after = order ?? base;
  const made = diffEntries(base, after);
  // What was added or removed follows from the order, so it need only agree with it.
  if (!sameList(made.added, added) || !sameList(made.removed, removed))
    throw new FlowDiffMismatchError('its entries are others');
  return [...after];
}

function applyItems<T extends { id: string }>(
  what: 'node' | 'edge',
  base: readonly T[],
  { added, removed, changed }: ItemsDiff<T>,
  same: (a: T, b: T) => boolean,
): T[] {
  const items = byId(base);
  const expect = (before: T) => {
    const item = items.get(before.id);
    if (!item || !same(item, before)) throw new FlowDiffMismatchError(`${what} "${before.id}" is another`);
  };
  for (const { before, after } of changed) {
    expect(before);
    if (before.id !== after.id) throw new FlowDiffMismatchError(`${what} "${before.id}" changes its id`);
    // A map keeps the place of a key that is set again.
    items.set(before.id, after);
  }
  for (const item of removed) {
    expect(item);
    items.delete(item.id);
  }
  for (const item of added) {
    if (items.has(item.id)) throw new FlowDiffMismatchError(`${what} "${item.id}" is there already`);
    items.set(item.id, item);
  }
  return [...items.values()];
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
