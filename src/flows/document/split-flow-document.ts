import type { FlowDocument, FlowEdge } from './flow-document.js';

export interface SplitFlow {
  /** The flow without what goes. */
  remaining: FlowDocument;
  /** What goes, as a flow of its own. */
  separate: FlowDocument;
  /** The edges between the two, which neither has any more. */
  cutEdges: FlowEdge[];
}

/**
 * Takes a flow document apart into two. Nodes and edges keep their ids, so whatever was said of a node is still said of it.
 * A node to which no way leads any more becomes an entry.
 * @param goes ids of the nodes that only the separate flow will have
 * @param shared ids of nodes that both will have, such as a check that is part of either problem; a part without an edge
 *   to such a node goes without it
 */
export function splitFlowDocument(
  document: FlowDocument,
  goes: ReadonlySet<string>,
  shared: ReadonlySet<string>,
): SplitFlow {
  const separate = part(document, (id) => goes.has(id) || shared.has(id), shared);
  const taken = new Set(separate.nodes.map(({ id }) => id));
  // What is shared and stands alone in either stays where it was.
  const optional = new Set([...shared].filter((id) => taken.has(id)));
  const remaining = part(document, (id) => !goes.has(id), optional);
  const kept = new Set([...remaining.edges, ...separate.edges].map(({ id }) => id));
  return { remaining, separate, cutEdges: document.edges.filter(({ id }) => !kept.has(id)) };
}

/** The nodes that belong to a part, and of those that are `optional` only the ones that an edge of it joins. */
function part(
  document: FlowDocument,
  belongs: (id: string) => boolean,
  optional: ReadonlySet<string>,
): FlowDocument {
  const edges = document.edges.filter(({ from, to }) => belongs(from) && belongs(to));
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = document.nodes.filter(({ id }) => belongs(id) && (!optional.has(id) || joined.has(id)));
  const ids = new Set(nodes.map(({ id }) => id));
  const reached = new Set(edges.map(({ to }) => to));
  const entries = document.entries.filter((id) => ids.has(id));
  const begun = new Set(entries);
  const further = nodes.flatMap(({ id }) => (reached.has(id) || begun.has(id) ? [] : [id]));
  return { ...document, entries: [...entries, ...further], nodes, edges };
}

/** The ids of the nodes that a document has and the other has not. */
export function ownNodeIds(document: FlowDocument, other: FlowDocument): string[] {
  const others = new Set(other.nodes.map(({ id }) => id));
  return document.nodes.flatMap(({ id }) => (others.has(id) ? [] : [id]));
}
