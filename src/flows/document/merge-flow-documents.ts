import { labelKey } from './edge-condition.js';
import type { FlowDocument, FlowEdge, FlowNode } from './flow-document.js';
import { looseEnds, unsoundPlaces } from './merge-checks.js';
import {
  edgeConflict,
  entriesConflict,
  nodeConflict,
  sideOf,
  type MergeConflict,
  type Sides,
} from './merge-conflict.js';
import { recognise } from './merge-twins.js';

export type FlowMerge =
  { kind: 'merged'; document: FlowDocument } | { kind: 'conflicting'; conflicts: MergeConflict[] };

/**
 * Joins two changes of one document: what only one side changed is as that side has it. All three must be valid;
 * what comes out is valid, or the conflicts are all that is said. `theirs` is the side that is published: where both
 * added the same step under the same condition, or the same edge, theirs keeps its id; of two different edges that
 * were added under one id, mine takes another. Otherwise nothing depends on which side is which.
 *
 * Source of the form: S. Khanna, K. Kunal, B. Pierce, "A formal investigation of diff3", FSTTCS 2007, with ids in
 * the place of lines.
 */
export function mergeFlowDocuments(base: FlowDocument, theirs: FlowDocument, mine: FlowDocument): FlowMerge {
  const recognised = recognise(base, theirs, mine);
  const sides: Sides = { base: sideOf(base), theirs: sideOf(theirs), mine: sideOf(recognised) };
  const nodes = mergeItems([sides.base.nodes, sides.theirs.nodes, sides.mine.nodes], sameNode);
  const edges = mergeItems([sides.base.edges, sides.theirs.edges, sides.mine.edges], sameEdge);
  const entries = mergeEntries(base.entries, theirs.entries, recognised.entries);
  const document: FlowDocument = {
    schema_version: theirs.schema_version,
    entries: entries ?? [],
    nodes: nodes.items,
    edges: withoutRepeats(edges.items),
  };
  const conflicts: MergeConflict[] = [
    ...nodes.clashes.map((id) => nodeConflict(sides, id, 'changed_differently')),
    ...edges.clashes.map((id) => edgeConflict(sides, id, 'changed_differently')),
    ...looseEnds(document, nodes.clashes).map((id) => nodeConflict(sides, id, 'removed_but_used')),
    ...(entries ? [] : [entriesConflict(sides)]),
  ];
  // How the whole hangs together can only be told of a whole.
  if (conflicts.length === 0) conflicts.push(...unsoundPlaces(sides, document));
  return conflicts.length === 0 ? { kind: 'merged', document } : { kind: 'conflicting', conflicts };
}

/** Items as the three sides have them together, in the order of the second, theirs; `clashes` are ids. */
function mergeItems<T>(
  [before, theirs, mine]: readonly [ReadonlyMap<string, T>, ReadonlyMap<string, T>, ReadonlyMap<string, T>],
  same: (a: T, b: T) => boolean,
): { items: T[]; clashes: string[] } {
  const items: T[] = [];
  const clashes: string[] = [];
  const equal = (a: T | undefined, b: T | undefined) => (a && b ? same(a, b) : a === b);
  for (const id of new Set([...theirs.keys(), ...mine.keys()])) {
    const [was, one, two] = [before.get(id), theirs.get(id), mine.get(id)];
    const item = equal(was, one) ? two : one;
    if (!equal(was, one) && !equal(was, two) && !equal(one, two)) clashes.push(id);
    else if (item) items.push(item);
  }
  return { items, clashes };
}

/**
 * Entries that both kept or one added. The first, where a walk normally begins, is merged as a value of its own.
 * @returns null where they disagree on it
 */
function mergeEntries(
  was: readonly string[],
  one: readonly string[],
  two: readonly string[],
): string[] | null {
  if (sameList(was, one)) return [...two];
  if (sameList(was, two)) return [...one];
  const stays = (id: string) => !was.includes(id) || (one.includes(id) && two.includes(id));
  const kept = [...new Set([...one, ...two])].filter(stays);
  if (was[0] !== one[0] && was[0] !== two[0] && one[0] !== two[0]) return null;
  const first = was[0] === one[0] ? two[0] : one[0];
  if (first === undefined || !kept.includes(first)) return null;
  return [first, ...kept.filter((id) => id !== first)];
}

/** Both may have added an edge, or given one its condition, so that two are the same but for the id. */
function withoutRepeats(edges: readonly FlowEdge[]): FlowEdge[] {
  const seen = new Map<string, FlowEdge>();
  for (const edge of edges) {
    const { from, to, condition } = edge;
    const key = JSON.stringify([from, to, condition && labelKey(condition.label)]);
    if (!seen.has(key)) seen.set(key, edge);
  }
  return [...seen.values()];
}

function sameNode(a: FlowNode, b: FlowNode): boolean {
  return a.kind === b.kind && a.text === b.text;
}

function sameEdge(a: FlowEdge, b: FlowEdge): boolean {
  return a.from === b.from && a.to === b.to && a.condition?.label === b.condition?.label;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
