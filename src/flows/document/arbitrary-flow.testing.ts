import * as fc from 'fast-check';
import { labelKey } from './edge-condition.js';
import { FLOW_SCHEMA_VERSION, NODE_KINDS, type FlowDocument, type FlowEdge } from './flow-document.js';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((value) => value.trim() !== '');
const label = fc.oneof(fc.constantFrom('yes', 'No', 'any', ' Any', 'error 0x80070005'), text);

/** The smaller the pool of ids, the more ids two documents share. */
const IDS = Array.from({ length: 40 }, (_, index) => `n${index}`);

const step = fc.record({
  kind: fc.constantFrom(...NODE_KINDS),
  text,
  /** Which earlier steps lead here, and under what condition. */
  ways: fc.array(fc.record({ back: fc.nat(), label: fc.option(label) }), { maxLength: 3 }),
  isEntry: fc.boolean(),
  /** Where the node, its edges and its entry stand in their lists. */
  place: fc.nat(),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/**
 * Valid flow documents of 1 to `maxNodes` (40 at most) nodes: any shape without a cycle, with several entries,
 * joins, double edges under different conditions, and lists in any order.
 */
export function arbitraryFlow({ maxNodes = 12 }: { maxNodes?: number } = {}): fc.Arbitrary<FlowDocument> {
  return fc
    .array(step, { minLength: 1, maxLength: Math.min(maxNodes, IDS.length) })
    .chain((steps) =>
      fc
        .shuffledSubarray(IDS, { minLength: steps.length, maxLength: steps.length })
        .map((ids) => flowOf(steps, ids)),
    );
}

function flowOf(steps: readonly Step[], ids: readonly string[]): FlowDocument {
  const drawn = steps.map((step, index) => ({ ...step, id: ids[index] ?? '', index }));
  const byPlace = [...drawn].sort((a, b) => a.place - b.place);
  return {
    schema_version: FLOW_SCHEMA_VERSION,
    entries: byPlace.filter((n) => n.index === 0 || n.isEntry || n.ways.length === 0).map((n) => n.id),
    nodes: byPlace.map(({ id, kind, text }) => ({ id, kind, text })),
    edges: edgesOf(drawn)
      .sort((a, b) => a.place - b.place)
      .map(({ edge }) => edge),
  };
}

function edgesOf(drawn: readonly (Step & { id: string; index: number })[]) {
  const edges: { edge: FlowEdge; place: number }[] = [];
  const taken = new Set<string>();
  for (const { id, index, ways, place } of drawn.slice(1)) {
    for (const way of ways) {
      const from = drawn[way.back % index];
      if (!from) continue;
      let condition = way.label === null ? null : { label: way.label };
      if (from.kind === 'question' || taken.has(`${from.id} to ${id}`)) condition ??= { label: 'otherwise' };
      while (condition && taken.has(`${from.id} if ${labelKey(condition.label)}`))
        condition = { label: `${condition.label} ${edges.length}` };
      taken.add(condition ? `${from.id} if ${labelKey(condition.label)}` : `${from.id} to ${id}`);
      edges.push({ edge: { id: `e${edges.length}`, from: from.id, to: id, condition }, place });
    }
  }
  return edges;
}
