import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from './arbitrary-flow.testing.js';
import type { FlowDocument } from './flow-document.js';
import { splitFlowDocument } from './split-flow-document.js';
import { validateFlowDocument } from './validate-flow-document.js';

const node = (id: string) => ({ id, kind: 'action', text: `Do ${id}` }) as const;
const edge = (from: string, to: string) => ({ id: `${from}-${to}`, from, to, condition: null });

/** Two problems of one portal: both begin by opening it. */
const PORTAL: FlowDocument = {
  schema_version: 1,
  entries: ['open'],
  nodes: ['open', 'unlock', 'licence', 'assign', 'done'].map(node),
  edges: [edge('open', 'unlock'), edge('open', 'licence'), edge('licence', 'assign'), edge('assign', 'done')],
};

const idsOf = ({ nodes }: FlowDocument): string[] => nodes.map(({ id }) => id);

describe('splitting a flow document', () => {
  it('gives each part its nodes, and both what they share', () => {
    const { remaining, separate, cutEdges } = splitFlowDocument(
      PORTAL,
      new Set(['licence', 'assign', 'done']),
      new Set(['open']),
    );
    expect(remaining).toEqual({
      ...PORTAL,
      nodes: [node('open'), node('unlock')],
      edges: [edge('open', 'unlock')],
    });
    expect(idsOf(separate)).toEqual(['open', 'licence', 'assign', 'done']);
    expect(separate.entries).toEqual(['open']);
    expect(cutEdges).toEqual([]);
  });

  it('begins where the way there was cut, and names the cut', () => {
    const { separate, cutEdges } = splitFlowDocument(
      PORTAL,
      new Set(['licence', 'assign', 'done']),
      new Set(),
    );
    expect(separate.entries).toEqual(['licence']);
    expect(cutEdges).toEqual([edge('open', 'licence')]);
  });

  it('leaves what is shared to the part that leads to it', () => {
    const { remaining, separate } = splitFlowDocument(PORTAL, new Set(['licence']), new Set(['done']));
    expect(idsOf(remaining)).toContain('done');
    expect(idsOf(separate)).toEqual(['licence']);
  });

  it('makes two sound flows of any, loses no node and no edge but those between the two', () => {
    const splits = arbitraryFlow().chain((document) =>
      fc.record({
        document: fc.constant(document),
        goes: fc.subarray(idsOf(document), { minLength: 1 }),
        shared: fc.subarray(idsOf(document)),
      }),
    );
    fc.assert(
      fc.property(splits, ({ document, goes, shared }) => {
        const gone = new Set(goes);
        const both = new Set(shared.filter((id) => !gone.has(id)));
        const { remaining, separate, cutEdges } = splitFlowDocument(document, gone, both);
        for (const part of [remaining, separate])
          if (part.nodes.length > 0) expect(validateFlowDocument(part)).toMatchObject({ ok: true });
        expect(
          idsOf(separate)
            .filter((id) => !both.has(id))
            .sort(),
        ).toEqual([...gone].sort());
        expect(idsOf(remaining).filter((id) => gone.has(id))).toEqual([]);
        expect(new Set([...idsOf(remaining), ...idsOf(separate)])).toEqual(new Set(idsOf(document)));
        const edges = [remaining, separate].flatMap((part) => part.edges.map(({ id }) => id));
        expect([...new Set([...edges, ...cutEdges.map(({ id }) => id)])].sort()).toEqual(
          document.edges.map(({ id }) => id).sort(),
        );
        for (const { from, to } of cutEdges) expect(gone.has(from)).not.toBe(gone.has(to));
      }),
    );
  });
});
