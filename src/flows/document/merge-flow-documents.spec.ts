import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from './arbitrary-flow.testing.js';
import { labelKey } from './edge-condition.js';
import type { FlowDocument, FlowEdge, FlowNode } from './flow-document.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from './flow-document.example.js';
import { FLOW_LIMITS } from './flow-limits.js';
import { mergeFlowDocuments } from './merge-flow-documents.js';
import { validateFlowDocument } from './validate-flow-document.js';

const byId = <T extends { id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));

const sorted = ({ entries, nodes, edges }: FlowDocument) => ({
  entries,
  nodes: [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1)),
  edges: [...edges].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

/** What a document says, whatever ids it says it with. */
function meaning({ entries, nodes, edges }: FlowDocument) {
  const known = byId(nodes);
  const said = (id: string) => [known.get(id)?.kind, known.get(id)?.text];
  const texts = (list: unknown[]) => list.map((item) => JSON.stringify(item)).sort();
  return {
    first: said(entries[0] ?? ''),
    entries: texts(entries.map(said)),
    nodes: texts(nodes.map(({ id }) => said(id))),
    edges: texts(
      edges.map(({ from, to, condition }) => [said(from), said(to), condition && labelKey(condition.label)]),
    ),
  };
}

/** What somebody does to a flow. What is not possible is left out, so that the flow stays valid. */
type Edit = {
  at: number;
  to: number;
  text: string;
  by: 'text' | 'branch' | 'link' | 'unlink' | 'insert' | 'entry';
};

const edits = fc.array(
  fc.record({
    by: fc.constantFrom<Edit['by'][]>('text', 'branch', 'link', 'unlink', 'insert', 'entry'),
    at: fc.nat(),
    to: fc.nat(),
    text: fc.string({ minLength: 1, maxLength: 8 }).map((text) => `said ${text}`),
  }),
  { maxLength: 6 },
);

function edited(flow: FlowDocument, list: readonly Edit[], who: string): FlowDocument {
  return list.reduce((before, edit, n) => {
    const after = applied(before, edit, `${who}${n}`);
    return validateFlowDocument(after).ok ? after : before;
  }, flow);
}

function applied(flow: FlowDocument, { by, at, to, text }: Edit, id: string): FlowDocument {
  const node = flow.nodes[at % flow.nodes.length];
  const other = flow.nodes[to % flow.nodes.length];
  if (!node || !other) return flow;
  const condition = { label: text };
  const step: FlowNode = { id, kind: 'action', text };
  switch (by) {
    case 'text':
      return { ...flow, nodes: flow.nodes.map((each) => (each === node ? { ...each, text } : each)) };
    case 'branch':
      return {
        ...flow,
        nodes: [...flow.nodes, step],
        edges: [...flow.edges, { id, from: node.id, to: id, condition }],
      };
    case 'link':
      return { ...flow, edges: [...flow.edges, { id, from: node.id, to: other.id, condition }] };
    case 'unlink':
      return { ...flow, edges: flow.edges.filter((_, index) => index !== at % flow.edges.length) };
    case 'insert':
      return {
        ...flow,
        nodes: [...flow.nodes, step],
        edges: flow.edges.flatMap((edge, index): FlowEdge[] =>
          index === at % flow.edges.length
            ? [
                { ...edge, to: id },
                { id, from: id, to: edge.to, condition: null },
              ]
            : [edge],
        ),
      };
    case 'entry':
      return { ...flow, entries: [node.id, ...flow.entries.filter((entry) => entry !== node.id)] };
  }
}

/** Three documents of one flow, the last two made from the first by two people. */
const histories = fc
  .tuple(arbitraryFlow(), edits, edits)
  .map(([base, a, b]) => ({ base, theirs: edited(base, a, 'a'), mine: edited(base, b, 'b') }));

/** Three that have hardly more in common than ids, so that nearly everything is in conflict. */
const strangers = fc.record({ base: arbitraryFlow(), theirs: arbitraryFlow(), mine: arbitraryFlow() });

const either = fc.oneof(histories, strangers);

function documentOf(merge: ReturnType<typeof mergeFlowDocuments>): FlowDocument {
  if (merge.kind === 'merged') return merge.document;
  throw new Error(`in conflict: ${JSON.stringify(merge.conflicts)}`);
}

describe('a merge', () => {
  it('is the other side where one changed nothing', () => {
    fc.assert(
      fc.property(fc.oneof(histories, strangers), ({ base, theirs }) => {
        expect(sorted(documentOf(mergeFlowDocuments(base, theirs, base)))).toEqual(sorted(theirs));
        expect(sorted(documentOf(mergeFlowDocuments(base, base, theirs)))).toEqual(sorted(theirs));
      }),
    );
  });

  it('is what both sides made where they made the same', () => {
    fc.assert(
      fc.property(either, ({ base, mine }) => {
        expect(sorted(documentOf(mergeFlowDocuments(base, mine, mine)))).toEqual(sorted(mine));
      }),
    );
  });

  it('says the same whichever side is which', () => {
    let merged = 0;
    fc.assert(
      fc.property(either, ({ base, theirs, mine }) => {
        const one = mergeFlowDocuments(base, theirs, mine);
        const two = mergeFlowDocuments(base, mine, theirs);
        expect(one.kind).toBe(two.kind);
        if (one.kind !== 'merged' || two.kind !== 'merged') return;
        merged++;
        expect(meaning(one.document)).toEqual(meaning(two.document));
      }),
      { numRuns: 300 },
    );

    expect(merged).toBeGreaterThan(40);
  });

  it('is valid, or names its conflicts', () => {
    fc.assert(
      fc.property(either, ({ base, theirs, mine }) => {
        const merge = mergeFlowDocuments(base, theirs, mine);
        if (merge.kind === 'merged') expect(validateFlowDocument(merge.document)).toMatchObject({ ok: true });
        else {
          expect(merge.conflicts.length).toBeGreaterThan(0);
          expect(merge.conflicts.filter(({ what }) => what === 'document')).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('loses nothing that either side added or changed, and brings back nothing that one removed', () => {
    fc.assert(
      fc.property(histories, ({ base, theirs, mine }) => {
        const merge = mergeFlowDocuments(base, theirs, mine);
        if (merge.kind === 'conflicting') return;
        const after = meaning(merge.document);
        const now = byId(merge.document.nodes);
        const before = byId(base.nodes);
        for (const side of [theirs, mine]) {
          const made = side.nodes.filter(({ id, text, kind }) => {
            const was = before.get(id);
            return was?.text !== text || was.kind !== kind;
          });
          for (const { kind, text } of made) expect(after.nodes).toContain(JSON.stringify([kind, text]));
          const gone = base.nodes.filter(({ id }) => !side.nodes.some((node) => node.id === id));
          for (const { id } of gone) expect(now.has(id)).toBe(false);
          const added = side.edges.filter(({ id }) => !base.edges.some((edge) => edge.id === id));
          const ends = (from?: FlowNode, to?: FlowNode) => [from?.kind, to?.kind];
          for (const edge of added) {
            const label = edge.condition && labelKey(edge.condition.label);
            const kept = merge.document.edges.filter(
              ({ condition }) => (condition && labelKey(condition.label)) === label,
            );
            const nodes = byId(side.nodes);
            expect(kept.map(({ from, to }) => ends(now.get(from), now.get(to)))).toContainEqual(
              ends(nodes.get(edge.from), nodes.get(edge.to)),
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes a change back that nobody else touched, and leaves what others did', () => {
    let undone = 0;
    fc.assert(
      fc.property(histories, ({ base, theirs, mine }) => {
        expect(sorted(documentOf(mergeFlowDocuments(mine, mine, base)))).toEqual(sorted(base));
        const both = mergeFlowDocuments(base, theirs, mine);
        if (both.kind === 'conflicting') return;
        const without = mergeFlowDocuments(both.document, both.document, theirs);
        expect(sorted(documentOf(without))).toEqual(sorted(theirs));
        undone++;
      }),
      { numRuns: 200 },
    );
    expect(undone).toBeGreaterThan(20);
  });

  it('changes none of the three', () => {
    fc.assert(
      fc.property(either, (sides) => {
        const before = structuredClone(sides);
        mergeFlowDocuments(sides.base, sides.theirs, sides.mine);
        expect(sides).toEqual(before);
      }),
    );
  });
});

describe('two changes of one flow', () => {
  const base = PRINTER_OFFLINE;
  const say = (id: string, text: string, flow: FlowDocument = base): FlowDocument => ({
    ...flow,
    nodes: flow.nodes.map((node) => (node.id === id ? { ...node, text } : node)),
  });
  const without = (id: string): FlowDocument => ({
    ...base,
    nodes: base.nodes.filter((node) => node.id !== id),
    edges: base.edges.filter(({ from, to }) => from !== id && to !== id),
  });
  const withStep = (id: string, text: string, label: string, edge = `edge-${id}`): FlowDocument => ({
    ...base,
    nodes: [...base.nodes, { id, kind: 'action', text }],
    edges: [...base.edges, { id: edge, from: 'spooler', to: id, condition: { label } }],
  });
  const withEdge = (edge: FlowEdge, flow = base): FlowDocument => ({ ...flow, edges: [...flow.edges, edge] });
  const conflicts = (theirs: FlowDocument, mine: FlowDocument) => {
    const merge = mergeFlowDocuments(base, theirs, mine);
    return merge.kind === 'conflicting' ? merge.conflicts : [];
  };

  it('go together in different places', () => {
    const merged = documentOf(
      mergeFlowDocuments(base, say('cable', 'Replace the cable.'), PRINTER_OFFLINE_LATER),
    );
    expect(sorted(merged)).toEqual(sorted(say('cable', 'Replace the cable.', PRINTER_OFFLINE_LATER)));
  });

  it('conflict over one text', () => {
    expect(conflicts(say('cable', 'Pull.'), say('cable', 'Push.'))).toEqual([
      {
        what: 'node',
        id: 'cable',
        reason: 'changed_differently',
        base: base.nodes[1],
        theirs: { id: 'cable', kind: 'action', text: 'Pull.' },
        mine: { id: 'cable', kind: 'action', text: 'Push.' },
      },
    ]);
  });

  it('conflict over a text of what was removed', () => {
    expect(conflicts(without('vendor'), say('vendor', 'Call the vendor.'))).toEqual([
      expect.objectContaining({ what: 'node', id: 'vendor', reason: 'changed_differently', theirs: null }),
    ]);
  });

  it('conflict over a branch on what was removed, whoever removed it', () => {
    const branch = withEdge({ id: 'x', from: 'spooler', to: 'vendor', condition: { label: 'dead' } });
    const named = expect.objectContaining({ what: 'node', id: 'vendor', reason: 'removed_but_used' });
    expect(conflicts(without('vendor'), branch)).toEqual([named]);
    expect(conflicts(branch, without('vendor'))).toEqual([named]);
  });

  it('conflict over one condition that leads to different steps', () => {
    const theirs = withStep('t', 'Restart the server.', 'still offline');
    const mine = withStep('m', 'Replace the driver.', ' Still OFFLINE');
    expect(conflicts(theirs, mine)).toEqual([
      {
        what: 'edge',
        id: 'edge-m',
        reason: 'same_condition',
        base: null,
        theirs: theirs.edges.at(-1),
        mine: mine.edges.at(-1),
      },
    ]);
  });

  it('agree where both found the same step, which keeps the published id', () => {
    const theirs = withStep('t', 'Replace the driver.', 'still offline');
    const mine = withStep('m', 'Replace the driver.', 'Still offline');
    expect(documentOf(mergeFlowDocuments(base, theirs, mine))).toEqual(theirs);
  });

  it('keep both edges that were added under one id', () => {
    const theirs = withStep('t', 'Restart the server.', 'slow', 'e9');
    const mine = withStep('m', 'Replace the driver.', 'garbled', 'e9');
    const { edges } = documentOf(mergeFlowDocuments(base, theirs, mine));
    expect(edges.slice(-2)).toEqual([
      { id: 'e9', from: 'spooler', to: 't', condition: { label: 'slow' } },
      { id: 'e9-2', from: 'spooler', to: 'm', condition: { label: 'garbled' } },
    ]);
  });

  it('conflict where their edges close a cycle together', () => {
    const theirs = withEdge({ id: 't', from: 'cable', to: 'port', condition: null });
    const mine = withEdge({ id: 'm', from: 'port', to: 'cable', condition: { label: 'empty' } });
    expect(conflicts(theirs, mine).map(({ id, reason }) => [id, reason])).toEqual([
      ['t', 'closes_cycle'],
      ['m', 'closes_cycle'],
    ]);
  });

  it('conflict where each leaves a step another way, and none is left together', () => {
    const drop = (id: string): FlowDocument => ({
      ...base,
      edges: base.edges.filter((edge) => edge.id !== id),
    });
    expect(conflicts(drop('e5'), drop('e7'))).toEqual([
      expect.objectContaining({ what: 'node', id: 'spooler', reason: 'unreachable' }),
    ]);
  });

  it('conflict where one makes a question of a step that the other leaves without an answer', () => {
    const theirs: FlowDocument = {
      ...base,
      nodes: base.nodes.map((node) => (node.id === 'vendor' ? { ...node, kind: 'question' } : node)),
    };
    const mine = withEdge({ id: 'm', from: 'vendor', to: 'printed', condition: null });
    expect(conflicts(theirs, mine)).toEqual([
      expect.objectContaining({ what: 'edge', id: 'm', reason: 'needs_condition' }),
    ]);
  });

  it('conflict over where to begin', () => {
    const from = (...entries: string[]): FlowDocument => ({ ...base, entries });
    expect(conflicts(from('port', 'ping'), from('cable', 'ping'))).toEqual([
      {
        what: 'entries',
        id: null,
        reason: 'other_beginning',
        base: ['ping'],
        theirs: ['port', 'ping'],
        mine: ['cable', 'ping'],
      },
    ]);
    expect(documentOf(mergeFlowDocuments(base, from('port', 'ping'), from('ping', 'cable'))).entries).toEqual(
      ['port', 'ping', 'cable'],
    );
  });

  it('conflict where both together are too large', () => {
    const many = (who: string): FlowDocument => ({
      ...base,
      nodes: [
        ...base.nodes,
        ...Array.from({ length: FLOW_LIMITS.nodes / 2 }, (_, n) => ({
          id: `${who}${n}`,
          kind: 'info' as const,
          text: `${who} ${n}`,
        })),
      ],
      edges: [
        ...base.edges,
        ...Array.from({ length: FLOW_LIMITS.nodes / 2 }, (_, n) => ({
          id: `${who}${n}`,
          from: 'cable',
          to: `${who}${n}`,
          condition: null,
        })),
      ],
    });
    expect(conflicts(many('a'), many('b'))).toEqual([
      { what: 'document', id: null, reason: 'too_large', base: null, theirs: null, mine: null },
    ]);
  });
});
