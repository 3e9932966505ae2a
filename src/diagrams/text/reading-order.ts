import type { FlowDocument } from '../../flows/document/flow-document.js';
import { closingEdges, graphOf } from '../../flows/document/graph.js';

/**
 * The node ids in the order in which a person reads a flow: every step after all that lead to it, and each branch
 * told to its end before the next one begins, in the order of its edges. It is the reverse postorder of a
 * depth-first walk; nothing recurses, so a chain of any length is safe. Of a graph that has a cycle, the edges that
 * close one do not count.
 */
export function readingOrder(document: FlowDocument): string[] {
  const graph = graphOf(document);
  const closing = new Set<object>(closingEdges(graph, document.entries));
  const left: string[] = [];
  const seen = new Set<string>();
  const roots = [...document.entries, ...graph.ids].filter((id) => graph.incoming.get(id)?.length === 0);
  // What is walked first is left last, and so comes last once the order is turned round.
  for (const start of [...roots.reverse(), ...graph.ids]) {
    if (seen.has(start) || !graph.outgoing.has(start)) continue;
    seen.add(start);
    const path = [{ id: start, edges: [...(graph.outgoing.get(start) ?? [])] }];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const edge = step.edges.pop();
      if (!edge) {
        left.push(step.id);
        path.pop();
      } else if (!closing.has(edge) && !seen.has(edge.to)) {
        seen.add(edge.to);
        path.push({ id: edge.to, edges: [...(graph.outgoing.get(edge.to) ?? [])] });
      }
    }
  }
  return left.reverse();
}
