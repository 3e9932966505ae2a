import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from './arbitrary-flow.testing.js';
import {
  ancestorsOf,
  closingEdges,
  componentsOf,
  CyclicGraphError,
  graphOf,
  reachableFrom,
  topologicalOrder,
  wouldCreateCycle,
} from './graph.js';

/** Any directed graph over a few nodes, cycles and strangers included. */
const anyGraph = fc.record({
  nodes: fc.array(
    fc.constantFrom(...'abcdef').map((id) => ({ id })),
    { maxLength: 8 },
  ),
  edges: fc.array(fc.record({ from: fc.constantFrom(...'abcdefg'), to: fc.constantFrom(...'abcdefg') }), {
    maxLength: 14,
  }),
});

const chain = (length: number) => ({
  nodes: Array.from({ length }, (_, i) => ({ id: `n${i}` })),
  edges: Array.from({ length: length - 1 }, (_, i) => ({ from: `n${i}`, to: `n${i + 1}` })),
});

const diamond = graphOf({
  nodes: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }],
  edges: [
    { from: 'a', to: 'b' },
    { from: 'a', to: 'c' },
    { from: 'b', to: 'd' },
    { from: 'c', to: 'd' },
  ],
});

const isAcyclic = (source: Parameters<typeof graphOf>[0]) => {
  try {
    topologicalOrder(graphOf(source));
    return true;
  } catch (error) {
    if (error instanceof CyclicGraphError) return false;
    throw error;
  }
};

describe('components', () => {
  it('hold together just the nodes that lead to each other', () => {
    fc.assert(
      fc.property(anyGraph, (source) => {
        const graph = graphOf(source);
        const component = componentsOf(graph);
        for (const a of graph.ids)
          for (const b of graph.ids) {
            const both = reachableFrom(graph, [a]).has(b) && reachableFrom(graph, [b]).has(a);
            expect(component.get(a) === component.get(b)).toBe(both);
          }
      }),
    );
  });
});

describe('the index of a graph', () => {
  it('lists edges by both ends, in their order, and leaves out those that lead nowhere', () => {
    fc.assert(
      fc.property(anyGraph, (source) => {
        const graph = graphOf(source);
        const ids = new Set(source.nodes.map((node) => node.id));
        expect(new Set(graph.ids)).toEqual(ids);
        expect(graph.ids).toHaveLength(ids.size);
        for (const id of ids) {
          const sound = source.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
          expect(graph.outgoing.get(id)).toEqual(sound.filter((edge) => edge.from === id));
          expect(graph.incoming.get(id)).toEqual(sound.filter((edge) => edge.to === id));
        }
      }),
    );
  });
});

describe('the topological order', () => {
  it('holds every node once, and each edge leads forward', () => {
    fc.assert(
      fc.property(arbitraryFlow({ maxNodes: 40 }), (document) => {
        const order = topologicalOrder(graphOf(document));
        expect([...order].sort()).toEqual(document.nodes.map((node) => node.id).sort());
        for (const { from, to } of document.edges)
          expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
      }),
    );
  });

  it('does not exist exactly when an edge closes a cycle', () => {
    fc.assert(
      fc.property(anyGraph, (source) => {
        expect(isAcyclic(source)).toBe(closingEdges(graphOf(source)).length === 0);
      }),
    );
  });
});

describe('closing edges', () => {
  it('are enough to break every cycle, and each lies on one', () => {
    fc.assert(
      fc.property(anyGraph, (source) => {
        const graph = graphOf(source);
        const closing = closingEdges(graph, graph.ids);
        expect(new Set(closing).size).toBe(closing.length);
        expect(isAcyclic({ ...source, edges: source.edges.filter((edge) => !closing.includes(edge)) })).toBe(
          true,
        );
        for (const { from, to } of closing) expect(reachableFrom(graph, [to]).has(from)).toBe(true);
      }),
    );
  });

  it('depend on where the walk begins', () => {
    const ring = graphOf({
      nodes: [{ id: 'a' }, { id: 'b' }],
      edges: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    });
    expect(closingEdges(ring)).toEqual([{ from: 'b', to: 'a' }]);
    expect(closingEdges(ring, ['b', 'nobody'])).toEqual([{ from: 'a', to: 'b' }]);
  });
});

describe('reachable nodes and ancestors', () => {
  it('are found along the edges', () => {
    expect(reachableFrom(diamond, ['b', 'nobody'])).toEqual(new Set(['b', 'd']));
    expect(ancestorsOf(diamond, 'd')).toEqual(new Set(['a', 'b', 'c']));
    expect(ancestorsOf(diamond, 'a')).toEqual(new Set());
    expect(ancestorsOf(diamond, 'nobody')).toEqual(new Set());
  });

  it('mirror each other', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        const graph = graphOf(document);
        for (const a of graph.ids)
          for (const b of graph.ids)
            if (a !== b) expect(reachableFrom(graph, [a]).has(b)).toBe(ancestorsOf(graph, b).has(a));
      }),
    );
  });
});

describe('an edge would create a cycle', () => {
  it('exactly when the graph with it has one', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), fc.nat(), (document, a, b) => {
        const from = document.nodes[a % document.nodes.length]?.id ?? '';
        const to = document.nodes[b % document.nodes.length]?.id ?? '';
        const longer = { nodes: document.nodes, edges: [...document.edges, { from, to }] };
        expect(wouldCreateCycle(graphOf(document), from, to)).toBe(!isAcyclic(longer));
      }),
    );
  });
});

it('no function minds a chain of 100,000 nodes', () => {
  const graph = graphOf(chain(100_000));
  expect(topologicalOrder(graph).at(-1)).toBe('n99999');
  expect(reachableFrom(graph, ['n0']).size).toBe(100_000);
  expect(ancestorsOf(graph, 'n99999').size).toBe(99_999);
  expect(closingEdges(graph)).toEqual([]);
  expect(wouldCreateCycle(graph, 'n99999', 'n0')).toBe(true);
});
