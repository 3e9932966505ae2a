import type { FlowDocument, FlowEdge, FlowNode } from './flow-document.js';

/** Three states of one flow: what two changes started from, and what each of them made of it. */
export interface Sides {
  base: Side;
  theirs: Side;
  mine: Side;
}

/** A document, and its parts by id. */
export interface Side {
  document: FlowDocument;
  nodes: ReadonlyMap<string, FlowNode>;
  edges: ReadonlyMap<string, FlowEdge>;
}

export const sideOf = (document: FlowDocument): Side => ({
  document,
  nodes: new Map(document.nodes.map((node) => [node.id, node])),
  edges: new Map(document.edges.map((edge) => [edge.id, edge])),
});

/**
 * - changed_differently: both changed it, not in the same way; one of the two may have removed it
 * - removed_but_used: one removed the node, the other made an edge or an entry of it
 * - same_condition: both lead away from one node under one condition, to different nodes
 * - needs_condition: the edge has no condition, and leaves what the other made a question
 * - closes_cycle: only together with the other's edges it closes a cycle
 * - unreachable: each left a way to the node, and the other removed it
 * - other_beginning: they disagree on where a walk begins
 * - too_large: each is within the limits of a document, but not both together
 */
export const CONFLICT_REASONS = [
  'changed_differently',
  'removed_but_used',
  'same_condition',
  'needs_condition',
  'closes_cycle',
  'unreachable',
  'other_beginning',
  'too_large',
] as const;
export type ConflictReason = (typeof CONFLICT_REASONS)[number];

interface ConflictOf<What extends string, Value> {
  what: What;
  /** The node or edge; null for the entries and the whole document. */
  id: string | null;
  reason: ConflictReason;
  /** Null where it did not exist. */
  base: Value | null;
  theirs: Value | null;
  mine: Value | null;
}

/** One place at which two changes cannot both be had. */
export type MergeConflict =
  | ConflictOf<'node', FlowNode>
  | ConflictOf<'edge', FlowEdge>
  | ConflictOf<'entries', string[]>
  | ConflictOf<'document', never>;

export function nodeConflict(
  { base, theirs, mine }: Sides,
  id: string,
  reason: ConflictReason,
): MergeConflict {
  const find = ({ nodes }: Side) => nodes.get(id) ?? null;
  return { what: 'node', id, reason, base: find(base), theirs: find(theirs), mine: find(mine) };
}

export function edgeConflict(
  { base, theirs, mine }: Sides,
  id: string,
  reason: ConflictReason,
): MergeConflict {
  const find = ({ edges }: Side) => edges.get(id) ?? null;
  return { what: 'edge', id, reason, base: find(base), theirs: find(theirs), mine: find(mine) };
}

export function entriesConflict({ base, theirs, mine }: Sides): MergeConflict {
  const entriesOf = ({ document }: Side) => document.entries;
  const [was, other, own] = [entriesOf(base), entriesOf(theirs), entriesOf(mine)];
  return { what: 'entries', id: null, reason: 'other_beginning', base: was, theirs: other, mine: own };
}
