import type { FlowEdge } from '../../flows/document/flow-document.js';
import type { Graph } from '../../flows/document/graph.js';

/** The shortest ways from one node of a flow, each of one edge or more, to all others. */
export interface Ways {
  /** By node: the number of edges; 0 where no way leads there. */
  readonly length: Int32Array;
  /** By node: which of the edges that lead on from the first node its way begins with. */
  readonly first: Int32Array;
  /** The nodes that the way to a node passes, in their order. */
  passedTo(node: number): string[];
}

/** Breadth first; of several ways of one length the one whose edges stand first in the document. */
export function shortestWays(
  graph: Graph<FlowEdge>,
  indexOf: ReadonlyMap<string, number>,
  from: string,
): Ways {
  const length = new Int32Array(indexOf.size);
  const first = new Int32Array(indexOf.size);
  const before = new Map<string, string>();
  const queue = [from];
  for (const id of queue) {
    const here = indexOf.get(id) ?? -1;
    for (const [at, { to }] of (graph.outgoing.get(id) ?? []).entries()) {
      const there = indexOf.get(to);
      if (there === undefined || before.has(to) || to === from) continue;
      before.set(to, id);
      length[there] = id === from ? 1 : (length[here] ?? 0) + 1;
      first[there] = id === from ? at : (first[here] ?? 0);
      queue.push(to);
    }
  }
  const ids = [...indexOf.keys()];
  return {
    length,
    first,
    passedTo: (node) => {
      const passed: string[] = [];
      for (let id = before.get(ids[node] ?? ''); id !== undefined && id !== from; id = before.get(id))
        passed.unshift(id);
      return passed;
    },
  };
}
