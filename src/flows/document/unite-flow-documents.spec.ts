import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from './arbitrary-flow.testing.js';
import type { FlowDocument } from './flow-document.js';
import { splitFlowDocument } from './split-flow-document.js';
import { uniteFlowDocuments } from './unite-flow-documents.js';
import { validateFlowDocument } from './validate-flow-document.js';

const node = (id: string, text = `Is ${id} so?`) => ({ id, kind: 'question', text }) as const;
const edge = (id: string, from: string, to: string, label: string) => ({
  id,
  from,
  to,
  condition: { label },
});
const flow = (nodes: FlowDocument['nodes'], edges: FlowDocument['edges']): FlowDocument => ({
  schema_version: 1,
  entries: [nodes[0]?.id ?? ''],
  nodes,
  edges,
});

const FIRST = flow([node('a'), node('b')], [edge('e1', 'a', 'b', 'yes')]);
const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
const bySize = (document: FlowDocument) => [document.nodes.length, document.edges.length];

describe('one flow of two', () => {
  it('has the nodes, edges and entries of both', () => {
    const second = flow([node('c'), node('d')], [edge('e2', 'c', 'd', 'no')]);
    const one = uniteFlowDocuments(FIRST, second, null);
    expect(one.entries).toEqual(['a', 'c']);
    expect(idsOf(one.nodes)).toEqual(['a', 'b', 'c', 'd']);
    expect(one.edges).toEqual([...FIRST.edges, ...second.edges]);
  });

  it('begins the second where it is told', () => {
    const second = flow([node('c')], []);
    const one = uniteFlowDocuments(FIRST, second, { nodeId: 'b', label: 'no' });
    expect(one.entries).toEqual(['a']);
    expect(one.edges[1]).toMatchObject({ from: 'b', to: 'c', condition: { label: 'no' } });
    expect(uniteFlowDocuments(FIRST, second, { nodeId: 'b', label: null }).edges[1]?.condition).toBeNull();
  });

  it('has what both have once', () => {
    const second = flow([node('a'), node('c')], [edge('e7', 'a', 'c', 'no')]);
    const one = uniteFlowDocuments(FIRST, second, null);
    expect(idsOf(one.nodes)).toEqual(['a', 'b', 'c']);
    expect(one.entries).toEqual(['a']);
    expect(idsOf(one.edges)).toEqual(['e1', 'e7']);
    expect(uniteFlowDocuments(FIRST, FIRST, null)).toEqual(FIRST);
  });

  it('gives another id to what has only the id in common', () => {
    const second = flow(
      [node('a', 'Something else?'), node('a-2'), node('c')],
      [edge('e1', 'a', 'c', 'no'), edge('e2', 'a', 'a-2', 'yes')],
    );
    const one = uniteFlowDocuments(FIRST, second, null);
    expect(one.nodes).toContainEqual(node('a-3', 'Something else?'));
    expect(one.entries).toEqual(['a', 'a-3']);
    expect(one.edges.slice(1)).toEqual([edge('e1-2', 'a-3', 'c', 'no'), edge('e2', 'a-3', 'a-2', 'yes')]);
  });

  it('is sound where the two share no id, and loses nothing', () => {
    const renamed = ({ entries, nodes, edges, ...rest }: FlowDocument): FlowDocument => ({
      ...rest,
      entries: entries.map((id) => `x${id}`),
      nodes: nodes.map((each) => ({ ...each, id: `x${each.id}` })),
      edges: edges.map((each) => ({ ...each, from: `x${each.from}`, to: `x${each.to}` })),
    });
    fc.assert(
      fc.property(arbitraryFlow(), arbitraryFlow(), (first, other) => {
        const second = renamed(other);
        const one = uniteFlowDocuments(first, second, null);
        expect(validateFlowDocument(one)).toMatchObject({ ok: true });
        expect(bySize(one)).toEqual([
          first.nodes.length + second.nodes.length,
          first.edges.length + second.edges.length,
        ]);
      }),
    );
  });

  it('of what was split is what it was, but for the edges that were cut', () => {
    const splits = arbitraryFlow().chain((document) =>
      fc.record({ document: fc.constant(document), goes: fc.subarray(idsOf(document.nodes)) }),
    );
    fc.assert(
      fc.property(splits, ({ document, goes }) => {
        const { remaining, separate, cutEdges } = splitFlowDocument(document, new Set(goes), new Set());
        const one = uniteFlowDocuments(remaining, separate, null);
        expect(idsOf(one.nodes).sort()).toEqual(idsOf(document.nodes).sort());
        expect(one.edges.length + cutEdges.length).toBe(document.edges.length);
      }),
    );
  });
});
