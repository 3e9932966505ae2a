import { labelKey } from './edge-condition.js';
import type { FlowDocument, FlowEdge, FlowNode } from './flow-document.js';
import { FLOW_LIMITS } from './flow-limits.js';

/**
 * `mine` with the ids of `theirs` for the steps that both added: those of the same kind and text to which the same
 * condition leads from the same step. An edge of mine takes another id where theirs gave its id to another edge.
 */
export function recognise(base: FlowDocument, theirs: FlowDocument, mine: FlowDocument): FlowDocument {
  const twins = twinsOf(base, theirs, mine);
  const idOf = (id: string) => twins.get(id) ?? id;
  const rename = renamer(base, theirs, mine);
  return {
    ...mine,
    entries: mine.entries.map(idOf),
    nodes: mine.nodes.map((node) => ({ ...node, id: idOf(node.id) })),
    edges: mine.edges.map((edge) => rename({ ...edge, from: idOf(edge.from), to: idOf(edge.to) })),
  };
}

/** By the id of mine, that of theirs. */
function twinsOf(base: FlowDocument, theirs: FlowDocument, mine: FlowDocument): Map<string, string> {
  const [known, other, own] = [byId(base), byId(theirs), byId(mine)];
  const [others, owns] = [edgesByNode(theirs), edgesByNode(mine)];
  const twins = new Map<string, string>();
  const taken = new Set<string>();
  const twinOf = (edge: FlowEdge, at: string): string | undefined => {
    const node = own.get(edge.to);
    if (!node || known.has(node.id) || other.has(node.id) || twins.has(node.id)) return undefined;
    return others.get(at)?.find(({ to, condition }) => {
      const twin = other.get(to);
      if (!twin || known.has(to) || own.has(to) || taken.has(to)) return false;
      return sameCondition(condition, edge.condition) && twin.kind === node.kind && twin.text === node.text;
    })?.to;
  };
  // The list grows while it is walked: from one pair of twins to those behind it.
  const pairs = [...own.keys()].filter((id) => other.has(id)).map((id) => ({ ownId: id, otherId: id }));
  for (const { ownId, otherId } of pairs) {
    for (const edge of owns.get(ownId) ?? []) {
      const twin = twinOf(edge, otherId);
      if (twin === undefined) continue;
      twins.set(edge.to, twin);
      taken.add(twin);
      pairs.push({ ownId: edge.to, otherId: twin });
    }
  }
  return twins;
}

/** Nothing refers to an edge by its id, so two that were added under one id are no contradiction. */
function renamer(base: FlowDocument, theirs: FlowDocument, mine: FlowDocument): (edge: FlowEdge) => FlowEdge {
  const known = new Set(base.edges.map(({ id }) => id));
  const added = new Map(theirs.edges.filter(({ id }) => !known.has(id)).map((edge) => [edge.id, edge]));
  const used = new Set([base, theirs, mine].flatMap(({ edges }) => edges.map(({ id }) => id)));
  return (edge) => {
    const other = added.get(edge.id);
    if (
      !other ||
      (other.from === edge.from && other.to === edge.to && sameCondition(other.condition, edge.condition))
    )
      return edge;
    let id = edge.id;
    for (let n = 2; used.has(id); n++) id = `${edge.id.slice(0, FLOW_LIMITS.id - 8)}-${n}`;
    used.add(id);
    return { ...edge, id };
  };
}

function sameCondition(a: FlowEdge['condition'], b: FlowEdge['condition']): boolean {
  return a && b ? labelKey(a.label) === labelKey(b.label) : a === b;
}

function byId({ nodes }: FlowDocument): Map<string, FlowNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

function edgesByNode({ edges }: FlowDocument): Map<string, FlowEdge[]> {
  const map = new Map<string, FlowEdge[]>();
  for (const edge of edges) {
    const list = map.get(edge.from);
    if (list) list.push(edge);
    else map.set(edge.from, [edge]);
  }
  return map;
}
