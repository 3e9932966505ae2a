import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../../../flows/document/arbitrary-flow.testing.js';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { graphOf } from '../../../flows/document/graph.js';
import { shortestWays } from './ways.js';

/** By pair of nodes the fewest edges between them: Floyd and Warshall. */
function distances({ nodes, edges }: FlowDocument): Map<string, number> {
  const length = new Map(edges.map(({ from, to }) => [`${from} ${to}`, 1]));
  for (const { id: over } of nodes)
    for (const { id: from } of nodes)
      for (const { id: to } of nodes) {
        const first = length.get(`${from} ${over}`);
        const second = length.get(`${over} ${to}`);
        if (first === undefined || second === undefined) continue;
        length.set(`${from} ${to}`, Math.min(first + second, length.get(`${from} ${to}`) ?? Infinity));
      }
  return length;
}

describe('the shortest ways between nodes', () => {
  it('have the fewest edges, begin with an edge of the node and pass one node less than they have edges', () => {
    fc.assert(
      fc.property(arbitraryFlow({ maxNodes: 10 }), (flow) => {
        const graph = graphOf(flow);
        const indexOf = new Map(flow.nodes.map(({ id }, index) => [id, index]));
        const expected = distances(flow);
        const outgoing = flow.nodes.map(({ id }) => graph.outgoing.get(id) ?? []);
        const ways = shortestWays(outgoing.map((edges) => edges.map(({ to }) => indexOf.get(to) ?? -1)));
        const size = flow.nodes.length;
        flow.nodes.forEach(({ id: from }, start) => {
          flow.nodes.forEach(({ id: to }, end) => {
            const length = expected.get(`${from} ${to}`) ?? 0;
            expect(ways.length[start * size + end]).toBe(length);
            const first = ways.first[start * size + end] ?? -1;
            const passed = ways.passed(start, end).map((node) => flow.nodes[node]?.id);
            expect(passed).toHaveLength(Math.max(0, length - 1));
            if (length === 0) {
              expect(first).toBe(-1);
              return;
            }
            const way = [from, ...passed, to];
            expect(outgoing[start]?.[first]?.to).toBe(way[1]);
            for (const [i, id] of way.slice(1).entries()) expect(expected.get(`${way[i]} ${id}`)).toBe(1);
          });
        });
      }),
    );
  });
});
