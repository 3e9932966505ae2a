import type { FlowDocument, FlowEdge } from '../../../flows/document/flow-document.js';
import { graphOf } from '../../../flows/document/graph.js';

/** One way through a flow from an entry to an end: its nodes, and the edge that leads on from each but the last. */
export interface FlowPath {
  nodeIds: string[];
  edges: FlowEdge[];
}

/**
 * Ways from entries to ends that take every edge, and pass every node, at least once; at most `limit` of them. Each takes
 * the shortest way to an edge that none took before, and then new edges as long as there are any.
 */
export function pathCover(document: FlowDocument, limit: number): FlowPath[] {
  const graph = graphOf(document);
  const into = new Map<string, FlowEdge | null>(document.entries.map((id) => [id, null]));
  // A map is walked in the order of insertion, and what is added meanwhile is walked too.
  for (const [id] of into)
    for (const edge of graph.outgoing.get(id) ?? []) if (!into.has(edge.to)) into.set(edge.to, edge);
  const taken = new Set<string>();
  const paths: FlowPath[] = [];
  for (const [id] of into) {
    const open = (graph.outgoing.get(id) ?? []).filter((edge) => !taken.has(edge.id));
    const isAlone = graph.outgoing.get(id)?.length === 0 && into.get(id) === null;
    for (const first of isAlone ? [null] : open) {
      if (first && taken.has(first.id)) continue;
      if (paths.length === limit) return paths;
      const edges = wayTo(id, into);
      for (let edge: FlowEdge | null | undefined = first; edge;) {
        edges.push(edge);
        const next: readonly FlowEdge[] = graph.outgoing.get(edge.to) ?? [];
        edge = next.find((each) => !taken.has(each.id) && !edges.includes(each)) ?? next[0];
      }
      for (const edge of edges) taken.add(edge.id);
      paths.push({ nodeIds: [edges[0]?.from ?? id, ...edges.map(({ to }) => to)], edges });
    }
  }
  return paths;
}

function wayTo(id: string, into: ReadonlyMap<string, FlowEdge | null>): FlowEdge[] {
  const way: FlowEdge[] = [];
  for (let edge = into.get(id); edge; edge = into.get(edge.from)) way.unshift(edge);
  return way;
}
