import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../../../flows/document/arbitrary-flow.testing.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../../flows/document/flow-document.example.js';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { compareFitness, touched, type WalkedSession } from './replay.js';

const at = (...ids: (string | null)[]) =>
  ids.map((id, step) => ({ step, node_id: id, move: 'synchronous' as const, score: 1 }));

const textOf = (id: string) => PRINTER_OFFLINE.nodes.find((node) => node.id === id)?.text ?? '';

const byCable: WalkedSession = {
  id: 'by-cable',
  steps: [
    { kind: 'question', text: textOf('ping'), result: 'no' },
    { kind: 'action', text: textOf('cable'), result: null },
  ],
  alignment: at('ping', 'cable'),
};
const bySpooler: WalkedSession = {
  id: 'by-spooler',
  steps: [
    { kind: 'question', text: textOf('port'), result: 'yes' },
    { kind: 'action', text: textOf('spooler'), result: null },
  ],
  alignment: at('port', 'spooler'),
};
const sessions = [byCable, bySpooler];

const withoutCable: FlowDocument = {
  ...PRINTER_OFFLINE,
  nodes: PRINTER_OFFLINE.nodes.filter(({ id }) => id !== 'cable'),
  edges: PRINTER_OFFLINE.edges.filter(({ from, to }) => from !== 'cable' && to !== 'cable'),
};

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('the sessions that a change touches', () => {
  it('are none where it only adds', () => {
    expect(touched(sessions, PRINTER_OFFLINE, PRINTER_OFFLINE_LATER)).toEqual([]);
  });

  it('are those that passed what was removed', () => {
    expect(idsOf(touched(sessions, PRINTER_OFFLINE, withoutCable))).toEqual(['by-cable']);
    expect(touched(sessions, withoutCable, PRINTER_OFFLINE)).toEqual([]);
  });

  it('are those at a step that says something else, and at the ends of an edge that was turned', () => {
    const nodes = PRINTER_OFFLINE.nodes.map((node) => (node.id === 'cable' ? { ...node, text: 'x' } : node));
    expect(idsOf(touched(sessions, PRINTER_OFFLINE, { ...PRINTER_OFFLINE, nodes }))).toEqual(['by-cable']);
    const edges = PRINTER_OFFLINE.edges.map((edge) => (edge.id === 'e5' ? { ...edge, to: 'printed' } : edge));
    expect(idsOf(touched(sessions, PRINTER_OFFLINE, { ...PRINTER_OFFLINE, edges }))).toEqual(['by-spooler']);
  });

  it('are none of a document and itself', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (flow) => {
        const everywhere = { id: 's', steps: [], alignment: at(...idsOf(flow.nodes), null) };
        expect(touched([everywhere], flow, structuredClone(flow))).toEqual([]);
      }),
    );
  });
});

describe('comparing the fitness', () => {
  it('tells the session that lost a step', () => {
    expect(compareFitness(sessions, PRINTER_OFFLINE, withoutCable, new Map())).toEqual([
      { id: 'by-cable', before: 1, after: 0.5 },
      { id: 'by-spooler', before: 1, after: 1 },
    ]);
  });

  it('knows a step by what sessions said at it, whatever its text has become', () => {
    const nodes = PRINTER_OFFLINE.nodes.map((node) =>
      node.id === 'cable' ? { ...node, text: 'Push in what came loose.' } : node,
    );
    const memory = new Map([['cable', [{ text: textOf('cable'), result: null, nextNodeId: null }]]]);
    const changed = { ...PRINTER_OFFLINE, nodes };
    expect(compareFitness([byCable], PRINTER_OFFLINE, changed, memory)).toEqual([
      { id: 'by-cable', before: 1, after: 1 },
    ]);
  });

  it('stops before it takes too long', () => {
    const nodes = Array.from({ length: 400 }, (_, n) => ({
      id: `n${n}`,
      kind: 'info' as const,
      text: `${n}`,
    }));
    const large: FlowDocument = { schema_version: 1, entries: idsOf(nodes).slice(0, 200), nodes, edges: [] };
    const many = Array.from({ length: 50 }, (_, n) => ({ ...byCable, id: `${n}` }));
    const compared = compareFitness(many, large, large, new Map());
    expect(idsOf(compared)).toEqual(['0']);
  });
});
