import { labelKey } from './edge-condition.js';
import type { FlowDocument, FlowEdge } from './flow-document.js';
import { FLOW_LIMITS } from './flow-limits.js';
import { closingEdges, componentsOf, graphOf, reachableFrom } from './graph.js';
import { edgeConflict, nodeConflict, type MergeConflict, type Sides } from './merge-conflict.js';

/** The ids of nodes that edges or entries want and that are not there, but for those that are in conflict anyway. */
export function looseEnds({ entries, nodes, edges }: FlowDocument, clashes: readonly string[]): string[] {
  const there = new Set([...nodes.map(({ id }) => id), ...clashes]);
  const wanted = new Set([...edges.flatMap(({ from, to }) => [from, to]), ...entries]);
  return [...wanted].filter((id) => !there.has(id));
}

/** Where a document that two sides make together breaks a rule that each of them keeps. */
export function unsoundPlaces(sides: Sides, document: FlowDocument): MergeConflict[] {
  const found = [
    ...sameConditions(sides, document),
    ...missingConditions(sides, document),
    ...cycles(sides, document),
    ...unreachable(sides, document),
  ];
  if (found.length > 0 || !isTooLarge(document)) return found;
  return [{ what: 'document', id: null, reason: 'too_large', base: null, theirs: null, mine: null }];
}

/** What neither side has is more than there may be of anything. */
function isTooLarge(document: FlowDocument): boolean {
  return (['entries', 'nodes', 'edges'] as const).some((key) => document[key].length > FLOW_LIMITS[key]);
}

function sameConditions(sides: Sides, { edges }: FlowDocument): MergeConflict[] {
  const seen = new Map<string, FlowEdge>();
  return edges.flatMap((edge): MergeConflict[] => {
    if (!edge.condition) return [];
    const key = JSON.stringify([edge.from, labelKey(edge.condition.label)]);
    const first = seen.get(key);
    seen.set(key, first ?? edge);
    if (!first) return [];
    // Neither side has both, so that one is theirs and one is mine.
    const other = sides.theirs.edges.get(first.id);
    const [theirs, mine] = other && isSame(other, first) ? [first, edge] : [edge, first];
    const base = sides.base.edges.get(mine.id) ?? sides.base.edges.get(theirs.id) ?? null;
    return [{ what: 'edge', id: mine.id, reason: 'same_condition', base, theirs, mine }];
  });
}

function isSame(a: FlowEdge, b: FlowEdge): boolean {
  return a.from === b.from && a.to === b.to && a.condition?.label === b.condition?.label;
}

function missingConditions(sides: Sides, { nodes, edges }: FlowDocument): MergeConflict[] {
  const questions = new Set(nodes.filter(({ kind }) => kind === 'question').map(({ id }) => id));
  return edges
    .filter(({ from, condition }) => condition === null && questions.has(from))
    .map(({ id }) => edgeConflict(sides, id, 'needs_condition'));
}

/** Of the edges on a cycle, those that the base did not have. */
function cycles(sides: Sides, document: FlowDocument): MergeConflict[] {
  const graph = graphOf(document);
  if (closingEdges(graph).length === 0) return [];
  const before = new Set([...sides.base.edges.values()].map(({ id, from, to }) => `${id} ${from} ${to}`));
  const component = componentsOf(graph);
  return document.edges
    .filter(({ id, from, to }) => !before.has(`${id} ${from} ${to}`))
    .filter(({ from, to }) => component.get(from) === component.get(to))
    .map(({ id }) => edgeConflict(sides, id, 'closes_cycle'));
}

function unreachable(sides: Sides, document: FlowDocument): MergeConflict[] {
  const reached = reachableFrom(graphOf(document), document.entries);
  return document.nodes
    .filter(({ id }) => !reached.has(id))
    .map(({ id }) => nodeConflict(sides, id, 'unreachable'));
}
