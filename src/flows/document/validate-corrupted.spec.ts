import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from './arbitrary-flow.testing.js';
import type { FlowDocument } from './flow-document.js';
import { FLOW_LIMITS } from './flow-limits.js';
import { graphOf, reachableFrom, topologicalOrder } from './graph.js';
import { faultsOf, pointersOf, withEdge, withValue } from './validation.testing.js';

const pick = (list: readonly unknown[], seed: number): number => seed % list.length;

describe('one fault in any document', () => {
  const required = [
    ['schema_version'],
    ['entries'],
    ['nodes'],
    ['edges'],
    ['nodes', 'id'],
    ['nodes', 'kind'],
    ['nodes', 'text'],
    ['edges', 'id'],
    ['edges', 'from'],
    ['edges', 'to'],
    ['edges', 'condition'],
    ['edges', 'condition', 'label'],
  ];

  /** The path of one such property in the document; null where no item has it. */
  function place(
    document: FlowDocument,
    [list, ...rest]: string[],
    seed: number,
  ): (string | number)[] | null {
    if (list === undefined) return null;
    if (rest.length === 0) return [list];
    if (list === 'nodes') return [list, pick(document.nodes, seed), ...rest];
    const indexes = document.edges.flatMap((edge, i) => (rest.length > 1 && !edge.condition ? [] : [i]));
    const index = indexes[seed % indexes.length];
    return index === undefined ? null : [list, index, ...rest];
  }

  const inAnyPlace = (check: (document: FlowDocument, path: (string | number)[], pointer: string) => void) =>
    fc.assert(
      fc.property(arbitraryFlow(), fc.constantFrom(...required), fc.nat(), (document, keys, seed) => {
        const path = place(document, keys, seed);
        fc.pre(path !== null);
        check(document, path, `/${path.join('/')}`);
      }),
    );

  it('is reported where a property is missing', () => {
    inAnyPlace((document, path, pointer) => {
      expect(faultsOf(withValue(document, path, undefined))).toContainEqual({
        pointer,
        detail: 'is required',
      });
    });
  });

  it('is reported where a value has another type', () => {
    inAnyPlace((document, path, pointer) => {
      for (const value of [7, true, [[]]]) {
        // A list of one wrong entry is still a list, so the entry is at fault.
        const at = pointer === '/entries' && Array.isArray(value) ? '/entries/0' : pointer;
        expect(pointersOf(withValue(document, path, value)).some((p) => p.startsWith(at))).toBe(true);
      }
    });
  });

  it('is reported where a property is unknown, by an escaped pointer', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), (document, seed) => {
        const index = pick(document.nodes, seed);
        expect(pointersOf(withValue(document, ['nodes', index, 'a/b~c'], 1))).toEqual([
          `/nodes/${index}/a~1b~0c`,
        ]);
        expect(pointersOf({ ...document, title: 'x' })).toEqual(['/title']);
      }),
    );
  });

  it.each([
    ['blank', ' \n\t'],
    ['empty', ''],
    ['too long', 'x'.repeat(FLOW_LIMITS.text + 1)],
    ['with a null character', 'a\0b'],
    ['with half of a surrogate pair', 'a\ud83d'],
  ])('is reported where a text is %s', (_, text) => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), (document, seed) => {
        const index = pick(document.nodes, seed);
        expect(pointersOf(withValue(document, ['nodes', index, 'text'], text))).toEqual([
          `/nodes/${index}/text`,
        ]);
      }),
    );
  });

  it('is reported where an entry is a stranger or a repetition', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), (document, seed) => {
        const entry = document.entries[pick(document.entries, seed)];
        const added = `/entries/${document.entries.length}`;
        expect(pointersOf({ ...document, entries: [...document.entries, entry] })).toEqual([added]);
        expect(pointersOf({ ...document, entries: [...document.entries, 'nobody'] })).toEqual([added]);
      }),
    );
  });

  it('is reported where an id is taken or unsound', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), (document, seed) => {
        const index = pick(document.nodes, seed);
        const twin = { ...document, nodes: [...document.nodes, document.nodes[index]] };
        expect(pointersOf(twin)).toEqual([`/nodes/${document.nodes.length}/id`]);
        for (const id of ['', ' n', 'a b', '__proto__', 'é', 'x'.repeat(FLOW_LIMITS.id + 1)])
          expect(pointersOf(withValue(document, ['nodes', index, 'id'], id))).toContain(`/nodes/${index}/id`);
        const [edge] = document.edges;
        if (!edge) return;
        const repeated = withEdge(document, { ...edge, condition: { label: 'a label of its own' } });
        expect(pointersOf(repeated)).toEqual([`/edges/${document.edges.length}/id`]);
      }),
    );
  });

  it('is reported where an edge has an end that is no node, or two that are the same', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), (document, seed) => {
        const id = document.nodes[pick(document.nodes, seed)]?.id ?? '';
        const edge = { id: 'new', condition: { label: 'a label of its own' } };
        const added = `/edges/${document.edges.length}`;
        expect(pointersOf(withEdge(document, { ...edge, from: 'nobody', to: id }))).toEqual([
          `${added}/from`,
        ]);
        expect(pointersOf(withEdge(document, { ...edge, from: id, to: 'nobody' }))).toEqual([`${added}/to`]);
        expect(pointersOf(withEdge(document, { ...edge, from: id, to: id }))).toEqual([added]);
      }),
    );
  });

  it('is reported where a condition is there already', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), (document, seed) => {
        fc.pre(document.edges.length > 0);
        const edge = document.edges[pick(document.edges, seed)];
        if (!edge) return;
        const label = edge.condition && { label: ` ${edge.condition.label.toLowerCase()} ` };
        const added = `/edges/${document.edges.length}`;
        expect(pointersOf(withEdge(document, { ...edge, id: 'new', condition: label }))).toEqual([
          label ? `${added}/condition/label` : added,
        ]);
      }),
    );
  });

  it('is reported where an edge leaves a question without a condition', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        const questions = new Set(document.nodes.filter((n) => n.kind === 'question').map((n) => n.id));
        const index = document.edges.findIndex((edge) => questions.has(edge.from));
        fc.pre(index >= 0);
        expect(pointersOf(withValue(document, ['edges', index, 'condition'], null))).toEqual([
          `/edges/${index}/condition`,
        ]);
      }),
    );
  });

  it('is reported where nothing leads to a node', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (document) => {
        const lost = { id: 'lost', kind: 'info', text: 'x' } as const;
        expect(pointersOf({ ...document, nodes: [...document.nodes, lost] })).toEqual([
          `/nodes/${document.nodes.length}`,
        ]);
      }),
    );
  });

  it('is reported, where an edge leads back, as edges without which there is no cycle', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), (document, seed) => {
        fc.pre(document.edges.length > 0);
        const start = document.edges[pick(document.edges, seed)]?.from ?? '';
        const later = [...reachableFrom(graphOf(document), [start])].at(-1) ?? '';
        const back = { id: 'back', from: later, to: start, condition: { label: 'a label of its own' } };
        const cyclic = withEdge(document, back);
        const faults = faultsOf(cyclic);
        expect(faults.length).toBeGreaterThan(0);
        expect(new Set(faults.map((fault) => fault.detail))).toEqual(new Set(['closes a cycle']));
        const closing = new Set(faults.map((fault) => fault.pointer));
        const rest = cyclic.edges.filter((_, index) => !closing.has(`/edges/${index}`));
        expect(() => topologicalOrder(graphOf({ ...cyclic, edges: rest }))).not.toThrow();
      }),
    );
  });
});
