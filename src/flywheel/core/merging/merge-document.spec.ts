import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../../../flows/document/arbitrary-flow.testing.js';
import { graphOf } from '../../../flows/document/graph.js';
import { validateFlowDocument } from '../../../flows/document/validate-flow-document.js';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { EMPTY_DOCUMENT } from './graft.js';
import { mergeDocument, type Twin } from './merge-document.js';
import { pathCover } from '../alignment/path-cover.js';
import { reviseDocument } from './revise-document.js';

const ids = () => {
  let last = 0;
  return () => `made-${++last}`;
};

const twinsWith = (
  base: FlowDocument,
  document: FlowDocument,
  picks: readonly number[],
): Map<string, Twin> => {
  const free = base.nodes.map(({ id }) => id);
  const twins = new Map<string, Twin>();
  document.nodes.forEach(({ id }, index) => {
    const pick = picks[index];
    if (pick === undefined || free.length === 0) return;
    const [nodeId] = free.splice(pick % free.length, 1);
    if (nodeId !== undefined) twins.set(id, { nodeId, score: 1 / (1 + (pick % 7)) });
  });
  return twins;
};

describe('the ways that cover a document', () => {
  it('take every edge and pass every node, from an entry to an end, along edges that are there', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        const paths = pathCover(document, 1_000);
        const { outgoing } = graphOf(document);
        for (const { nodeIds, edges } of paths) {
          expect(document.entries).toContain(nodeIds[0]);
          expect(outgoing.get(nodeIds.at(-1) ?? '') ?? []).toEqual([]);
          expect(edges.map(({ from, to }) => [from, to])).toEqual(
            nodeIds.slice(1).map((id, index) => [nodeIds[index], id]),
          );
        }
        expect(new Set(paths.flatMap(({ edges }) => edges.map(({ id }) => id))).size).toBe(
          document.edges.length,
        );
        expect(new Set(paths.flatMap(({ nodeIds }) => nodeIds)).size).toBe(document.nodes.length);
      }),
    );
  });
});

describe('merging a document', () => {
  it('into nothing is the document, up to ids', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        const merged = mergeDocument(EMPTY_DOCUMENT, document, new Map(), ids());
        expect(validateFlowDocument(merged.document).ok).toBe(true);
        expect(merged.document.nodes).toHaveLength(document.nodes.length);
        expect(merged.document.edges).toHaveLength(document.edges.length);
      }),
    );
  });

  it('with any twins gives a sound flow, from which nothing that was there is gone', () => {
    fc.assert(
      fc.property(arbitraryFlow(), arbitraryFlow(), fc.array(fc.nat()), (base, document, picks) => {
        const merged = mergeDocument(base, document, twinsWith(base, document, picks), ids());
        expect(validateFlowDocument(merged.document).ok).toBe(true);
        expect(merged.document.nodes).toEqual(expect.arrayContaining(base.nodes));
        expect(merged.document.edges).toEqual(expect.arrayContaining(base.edges));
      }),
    );
  });

  it('twice changes nothing: what is there needs not be added', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        const same = new Map(document.nodes.map(({ id }) => [id, { nodeId: id, score: 1 }]));
        const merged = mergeDocument(document, document, same, ids());
        expect(merged.document).toBe(document);
        expect(merged.addedNodes).toEqual([]);
      }),
    );
  });
});

describe('a revised document', () => {
  it('that says the same as before changes nothing of what it became', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        const texts = document.nodes.map(({ text }) => text);
        fc.pre(new Set(texts).size === texts.length);
        const { document: next } = reviseDocument(document, document, document, ids());
        expect(next.nodes).toEqual(expect.arrayContaining(document.nodes));
        expect(next.nodes).toHaveLength(document.nodes.length);
      }),
    );
  });

  it('gives a sound flow, whatever it was, it is and was made of it', () => {
    fc.assert(
      fc.property(arbitraryFlow(), arbitraryFlow(), arbitraryFlow(), (before, document, current) => {
        const { document: next } = reviseDocument(before, document, current, ids());
        expect(validateFlowDocument(next).ok).toBe(true);
      }),
    );
  });
});
