import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MAX_FAULTS } from '../../kernel/errors/domain-error.js';
import { arbitraryFlow } from './arbitrary-flow.testing.js';
import type { FlowDocument } from './flow-document.js';
import { FLOW_LIMITS } from './flow-limits.js';
import { validateFlowDocument } from './validate-flow-document.js';
import { faultsOf, pointersOf, withEdge, withValue } from './validation.testing.js';

const printer: FlowDocument = {
  schema_version: 1,
  entries: ['powered', 'spooler'],
  nodes: [
    { id: 'powered', kind: 'question', text: 'Is the printer switched on?' },
    { id: 'switch-on', kind: 'action', text: 'Switch the printer on.' },
    { id: 'spooler', kind: 'action', text: 'Restart the print spooler.' },
    { id: 'fixed', kind: 'resolution', text: 'The test page came out.' },
  ],
  edges: [
    { id: 'e1', from: 'powered', to: 'switch-on', condition: { label: 'no' } },
    { id: 'e2', from: 'powered', to: 'spooler', condition: { label: 'yes' } },
    { id: 'e3', from: 'switch-on', to: 'fixed', condition: null },
    { id: 'e4', from: 'spooler', to: 'fixed', condition: null },
  ],
};

describe('a sound flow document', () => {
  it('is accepted, whatever its shape, and returned as it was', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        expect(validateFlowDocument(document)).toEqual({ ok: true, document });
      }),
    );
  });

  it('is returned as a copy', () => {
    const result = validateFlowDocument(printer);
    if (!result.ok) throw new Error('refused');
    expect(result.document).toEqual(printer);
    expect(result.document.nodes[0]).not.toBe(printer.nodes[0]);
    expect(result.document.edges[0]?.condition).not.toBe(printer.edges[0]?.condition);
  });

  it('may have one node alone', () => {
    expect(
      pointersOf({
        schema_version: 1,
        entries: ['a'],
        nodes: [{ id: 'a', kind: 'info', text: 'x' }],
        edges: [],
      }),
    ).toEqual([]);
  });

  it('may join the same two nodes under different conditions, and lead from one node on without any', () => {
    const twice = withEdge(printer, {
      id: 'e5',
      from: 'powered',
      to: 'spooler',
      condition: { label: 'any' },
    });
    expect(
      pointersOf(withEdge(twice, { id: 'e6', from: 'switch-on', to: 'spooler', condition: null })),
    ).toEqual([]);
  });

  it('may be as large as the limits allow, in one chain, and no larger', () => {
    const chain = (length: number): FlowDocument => ({
      schema_version: 1,
      entries: ['n0'],
      nodes: Array.from({ length }, (_, i) => ({ id: `n${i}`, kind: 'action', text: 'x' })),
      edges: Array.from({ length: length - 1 }, (_, i) => ({
        id: `e${i}`,
        from: `n${i}`,
        to: `n${i + 1}`,
        condition: null,
      })),
    });
    expect(pointersOf(chain(FLOW_LIMITS.nodes))).toEqual([]);
    expect(pointersOf(chain(FLOW_LIMITS.nodes + 1))).toEqual(['/nodes']);
  });
});

describe('faults', () => {
  it('name the edge that leads back to the entry', () => {
    const cyclic = withEdge(printer, { id: 'e5', from: 'fixed', to: 'powered', condition: null });
    expect(faultsOf(cyclic)).toEqual([{ pointer: '/edges/4', detail: 'closes a cycle' }]);
  });

  it('are all reported, not just the first', () => {
    expect(
      pointersOf({
        schema_version: 2,
        entries: ['a', 'a', 'b'],
        nodes: [
          { id: 'a', kind: 'question', text: '' },
          { id: 'c', kind: 'riddle', text: 'x', note: 1 },
        ],
        edges: [
          { id: 'e', from: 'a', to: 'd', condition: null },
          { id: 'e', from: 'a', to: 'a', condition: { label: ' ', to: 1 } },
          'f',
        ],
      }).sort(),
    ).toEqual(
      [
        '/schema_version',
        '/entries/1',
        '/entries/2',
        '/nodes/0/text',
        '/nodes/1',
        '/nodes/1/kind',
        '/nodes/1/note',
        '/edges/0/condition',
        '/edges/0/to',
        '/edges/1',
        '/edges/1/condition/label',
        '/edges/1/condition/to',
        '/edges/1/id',
        '/edges/2',
      ].sort(),
    );
  });

  it('stop at the limit', () => {
    const nodes = Array.from({ length: 500 }, () => null);
    const { faults, more } = validateFlowDocument({ ...printer, nodes }) as {
      faults: unknown[];
      more: number;
    };
    expect(faults).toHaveLength(MAX_FAULTS);
    expect(faults.length + more).toBeGreaterThanOrEqual(500);
  });

  it('say where there is no document at all', () => {
    expect(faultsOf(undefined)).toEqual([{ pointer: '', detail: 'is required' }]);
  });

  it.each([[null], ['{}'], [[]], [3]])('are found in %j, which is no document', (input) => {
    expect(faultsOf(input)).toEqual([{ pointer: '', detail: 'must be an object' }]);
  });

  it('say when there is nowhere to begin, without blaming every node', () => {
    expect(pointersOf({ ...printer, entries: [] })).toEqual(['/entries']);
  });

  it.each(['entries', 'edges'] as const)('say when there are too many %s', (list) => {
    const many = Array.from({ length: FLOW_LIMITS[list] + 1 }, () => printer[list][0]);
    expect(pointersOf({ ...printer, [list]: many })).toEqual([`/${list}`]);
  });

  it('count characters, not code units', () => {
    const text = (length: number) => withValue(printer, ['nodes', 0, 'text'], '🖨'.repeat(length));
    expect(pointersOf(text(FLOW_LIMITS.text))).toEqual([]);
    expect(pointersOf(text(FLOW_LIMITS.text + 1))).toEqual(['/nodes/0/text']);
  });

  it('see through a member named __proto__', () => {
    expect(pointersOf(JSON.parse(`{"__proto__": {}, ${JSON.stringify(printer).slice(1)}`))).toEqual([
      '/__proto__',
    ]);
  });

  it('are found in arbitrary JSON without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(validateFlowDocument(input).ok).toBe(false);
      }),
    );
  });
});
