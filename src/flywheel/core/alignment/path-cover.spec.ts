import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../../../flows/document/arbitrary-flow.testing.js';
import { PRINTER_OFFLINE } from '../../../flows/document/flow-document.example.js';
import { pathCover } from './path-cover.js';

describe('the ways through a flow', () => {
  it('take every edge and pass every node, each from an entry to an end', () => {
    fc.assert(
      fc.property(arbitraryFlow({ maxNodes: 20 }), (flow) => {
        const paths = pathCover(flow, 1_000);
        const ends = new Set(flow.nodes.map(({ id }) => id));
        for (const { from } of flow.edges) ends.delete(from);
        for (const { nodeIds, edges } of paths) {
          expect(flow.entries).toContain(nodeIds[0]);
          expect(ends.has(nodeIds.at(-1) ?? '')).toBe(true);
          expect(edges.map(({ from, to }) => [from, to])).toEqual(
            nodeIds.slice(1).map((to, index) => [nodeIds[index], to]),
          );
        }
        expect(new Set(paths.flatMap(({ edges }) => edges))).toEqual(new Set(flow.edges));
        expect(new Set(paths.flatMap(({ nodeIds }) => nodeIds)).size).toBe(flow.nodes.length);
        // One way for each edge is the most that it takes, and one for each entry that nothing leads on from.
        expect(paths.length).toBeLessThanOrEqual(flow.edges.length + flow.entries.length);
      }),
    );
  });

  it('are no more than asked for', () => {
    expect(pathCover(PRINTER_OFFLINE, 2)).toHaveLength(2);
  });
});
