import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from './arbitrary-flow.testing.js';
import {
  applyFlowDiff,
  diffFlowDocuments,
  type FlowDiff,
  FlowDiffMismatchError,
  isEmptyDiff,
} from './diff-flow-documents.js';
import type { FlowDocument } from './flow-document.js';

const sorted = (document: FlowDocument): FlowDocument => ({
  ...document,
  nodes: [...document.nodes].sort((a, b) => (a.id < b.id ? -1 : 1)),
  edges: [...document.edges].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

const idsOf = (items: readonly { id: string }[]) => items.map((item) => item.id);

/** Two documents that share some ids, as versions of one flow do. */
const pairs = fc.tuple(arbitraryFlow({ maxNodes: 30 }), arbitraryFlow({ maxNodes: 30 }));

const base: FlowDocument = {
  schema_version: 1,
  entries: ['sync'],
  nodes: [
    { id: 'sync', kind: 'question', text: 'Does the OneDrive icon show a red cross?' },
    { id: 'reset', kind: 'action', text: 'Reset the client with onedrive.exe /reset.' },
  ],
  edges: [{ id: 'e1', from: 'sync', to: 'reset', condition: { label: 'yes' } }],
};

const next: FlowDocument = {
  schema_version: 1,
  entries: ['quota', 'sync'],
  nodes: [
    { id: 'quota', kind: 'question', text: 'Is the storage full?' },
    { id: 'sync', kind: 'question', text: 'Does the OneDrive icon show a red cross?' },
    { id: 'reset', kind: 'action', text: 'Unlink the account and sign in again.' },
  ],
  edges: [
    { id: 'e1', from: 'sync', to: 'reset', condition: { label: 'red cross' } },
    { id: 'e2', from: 'quota', to: 'sync', condition: { label: 'no' } },
  ],
};

const diff: FlowDiff = {
  base_version: 3,
  entries: { added: ['quota'], removed: [], order: ['quota', 'sync'] },
  nodes: {
    added: [{ id: 'quota', kind: 'question', text: 'Is the storage full?' }],
    removed: [],
    changed: [
      {
        before: { id: 'reset', kind: 'action', text: 'Reset the client with onedrive.exe /reset.' },
        after: { id: 'reset', kind: 'action', text: 'Unlink the account and sign in again.' },
      },
    ],
  },
  edges: {
    added: [{ id: 'e2', from: 'quota', to: 'sync', condition: { label: 'no' } }],
    removed: [],
    changed: [
      {
        before: { id: 'e1', from: 'sync', to: 'reset', condition: { label: 'yes' } },
        after: { id: 'e1', from: 'sync', to: 'reset', condition: { label: 'red cross' } },
      },
    ],
  },
};

describe('the diff of two documents', () => {
  it('says what was added, removed and changed, and against which version', () => {
    expect(diffFlowDocuments(base, next, 3)).toEqual(diff);
    expect(diffFlowDocuments(base, next, null).base_version).toBeNull();
    expect(diffFlowDocuments(next, base, 4).edges.removed).toEqual([next.edges[1]]);
  });

  it('leads from the one to the other, entries in their order', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const made = applyFlowDiff(before, diffFlowDocuments(before, after, 1));
        expect(sorted(made)).toEqual(sorted(after));
      }),
    );
  });

  it('leads there exactly when the new document only appends', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (before) => {
        const id = 'appended';
        const first = before.nodes[0]?.id ?? '';
        const after: FlowDocument = {
          ...before,
          entries: [id, ...before.entries],
          nodes: [...before.nodes, { id, kind: 'action', text: 'x' }],
          edges: [...before.edges, { id, from: id, to: first, condition: null }],
        };
        expect(applyFlowDiff(before, diffFlowDocuments(before, after, 1))).toEqual(after);
      }),
    );
  });

  it('leads back as well', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const back = diffFlowDocuments(after, before, 2);
        expect(sorted(applyFlowDiff(after, back))).toEqual(sorted(before));
      }),
    );
  });

  it('is empty for a document and itself, in whatever order its nodes and edges are', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        expect(isEmptyDiff(diffFlowDocuments(document, sorted(document), 1))).toBe(true);
        expect(applyFlowDiff(document, diffFlowDocuments(document, document, 1))).toEqual(document);
      }),
    );
  });

  it('is not empty for two that differ', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const same = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
        expect(isEmptyDiff(diffFlowDocuments(before, after, 1))).toBe(same);
      }),
    );
    expect(isEmptyDiff(diffFlowDocuments(base, { ...base, entries: ['reset', 'sync'] }, 1))).toBe(false);
  });

  it('sees a condition that came or went', () => {
    const bare: FlowDocument = {
      ...base,
      edges: [{ id: 'e1', from: 'sync', to: 'reset', condition: null }],
    };
    expect(diffFlowDocuments(base, bare, 1).edges.changed).toHaveLength(1);
    expect(diffFlowDocuments(bare, base, 1).edges.changed).toHaveLength(1);
  });

  it('is as small as can be: every id once, and nothing that stayed', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const { nodes, edges, entries } = diffFlowDocuments(before, after, 1);
        const lists = [
          { items: nodes, base: before.nodes, next: after.nodes },
          { items: edges, base: before.edges, next: after.edges },
        ];
        for (const { items, base: old, next: now } of lists) {
          const added = idsOf(items.added);
          const removed = idsOf(items.removed);
          const changed = items.changed.map((change) => change.before.id);
          const all = [...added, ...removed, ...changed];
          expect(new Set(all).size).toBe(all.length);
          expect(added.some((id) => idsOf(old).includes(id))).toBe(false);
          expect(removed.some((id) => idsOf(now).includes(id))).toBe(false);
          for (const change of items.changed) {
            expect(change.after).not.toEqual(change.before);
            expect(change.after.id).toBe(change.before.id);
          }
        }
        expect(entries.added.some((entry) => before.entries.includes(entry))).toBe(false);
        expect(entries.removed.some((entry) => after.entries.includes(entry))).toBe(false);
      }),
    );
  });
});

describe('a diff is refused by a document that it was not made from', () => {
  it('as soon as what it removes, changes or adds is other than expected', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const made = diffFlowDocuments(before, after, 1);
        fc.pre(!isEmptyDiff({ ...made, entries: { added: [], removed: [], order: null } }));
        expect(() => applyFlowDiff(after, made)).toThrow(FlowDiffMismatchError);
      }),
    );
  });

  const only = (part: Partial<FlowDiff>): FlowDiff => ({ ...diffFlowDocuments(base, base, 1), ...part });
  const none = { added: [], removed: [], changed: [] };
  const node = { id: 'x', kind: 'info', text: 'x' } as const;

  it.each([
    ['removes a node that is not there', only({ nodes: { ...none, removed: [node] } })],
    [
      'removes a node that has another text',
      only({ nodes: { ...none, removed: [{ ...node, id: 'reset' }] } }),
    ],
    [
      'changes a node that is not there',
      only({ nodes: { ...none, changed: [{ before: node, after: { ...node, text: 'y' } }] } }),
    ],
    ['adds a node that is there', only({ nodes: { ...none, added: [{ ...node, id: 'sync' }] } })],
    ['adds an entry that is there', only({ entries: { added: ['sync'], removed: [], order: ['sync'] } })],
    ['removes an entry that is not there', only({ entries: { added: [], removed: ['x'], order: ['sync'] } })],
    [
      'changes an id',
      only({
        nodes: {
          ...none,
          changed: base.nodes.slice(0, 1).map((n) => ({ before: n, after: { ...n, id: 'y' } })),
        },
      }),
    ],
  ])('when it %s', (_, wrong) => {
    expect(() => applyFlowDiff(base, wrong)).toThrow(FlowDiffMismatchError);
  });
});
