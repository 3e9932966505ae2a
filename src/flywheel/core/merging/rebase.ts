import type { FlowDocument, FlowEdge, FlowNode } from '../../../flows/document/flow-document.js';
import { labelKey } from '../../../flows/document/edge-condition.js';
import { closingEdges, graphOf, wouldCreateCycle, reachableFrom } from '../../../flows/document/graph.js';

export type Rebase = { status: 'rebased'; document: FlowDocument } | { status: 'nothing_left' };

/**
 * Carries what a proposal adds over to the flow's new version: nodes and edges that the proposal has and its base
 * had not, and texts, kinds and labels that it changed, by id. What the new version removed stays removed, and
 * additions that hung on it go with it, unless another way leads to them. Reports `nothing_left` when the new version has it all.
 *
 * @param base the version that the proposal was made from
 * @param proposed the proposal's document
 * @param current the flow's version now
 */
export function rebase(base: FlowDocument, proposed: FlowDocument, current: FlowDocument): Rebase {
  const before = byId(base.nodes);
  const now = byId(current.nodes);
  const proposedNodes = byId(proposed.nodes);
  const nodes = current.nodes.map((node) => {
    const old = before.get(node.id);
    const wanted = proposedNodes.get(node.id);
    const changed = old && wanted && (old.text !== wanted.text || old.kind !== wanted.kind);
    return changed ? wanted : node;
  });
  // An addition that the current version holds under another id would be doubled: it is the same node.
  const same = new Map<string, string>();
  const twins = new Map<string, string>();
  for (const node of current.nodes)
    if (!before.has(node.id) && !twins.has(contentOf(node))) twins.set(contentOf(node), node.id);
  for (const node of proposed.nodes) {
    if (before.has(node.id) || now.has(node.id)) continue;
    const twin = twins.get(contentOf(node));
    if (twin === undefined) nodes.push(node);
    else same.set(node.id, twin);
  }
  const draft = { nodes, edges: [...carriedEdges(base, proposed, current)] };
  addEdges(draft, base, proposed, (id) => same.get(id) ?? id);
  const document = pruned(draft, base, proposed, current);
  return equal(document, current) ? { status: 'nothing_left' } : { status: 'rebased', document };
}

const byId = <T extends { id: string }>(parts: readonly T[]): Map<string, T> =>
  new Map(parts.map((part) => [part.id, part]));

const contentOf = ({ kind, text }: FlowNode): string => `${kind} ${text}`;

/** The current edges, with the labels that the proposal changed where they are still free. */
function carriedEdges(base: FlowDocument, proposed: FlowDocument, current: FlowDocument): FlowEdge[] {
  const [before, after] = [byId(base.edges), byId(proposed.edges)];
  const relabelled = current.edges.map((edge) => {
    const old = before.get(edge.id);
    const wanted = after.get(edge.id);
    const changed = old && wanted && labelOf(old) !== labelOf(wanted) && labelOf(old) === labelOf(edge);
    return changed ? { ...edge, condition: wanted.condition } : edge;
  });
  const keys = relabelled.map((edge) => `${edge.from} ${labelOf(edge) ?? `to ${edge.to}`}`);
  return new Set(keys).size === keys.length ? relabelled : current.edges;
}

function addEdges(
  draft: Pick<FlowDocument, 'nodes' | 'edges'>,
  base: FlowDocument,
  proposed: FlowDocument,
  idOf: (id: string) => string,
): void {
  const old = new Set(base.edges.map(({ id }) => id));
  const ids = byId(draft.nodes);
  const added = proposed.edges
    .map((edge) => ({ ...edge, from: idOf(edge.from), to: idOf(edge.to) }))
    .filter(({ id, from, to }) => !old.has(id) && from !== to && ids.has(from) && ids.has(to));
  // Where all of them together close no cycle, none does.
  const mayClose = closingEdges(graphOf({ ...draft, edges: [...draft.edges, ...added] })).length > 0;
  const outgoing = new Map(graphOf(draft).outgoing);
  for (const { id, from, to, condition } of added) {
    const out = outgoing.get(from) ?? [];
    if (out.some((known) => known.to === to || known.id === id)) continue;
    if (mayClose && wouldCreateCycle(graphOf(draft), from, to)) continue;
    const edge = { id, from, to, condition: freeCondition(condition, out, ids.get(to)?.text ?? '') };
    draft.edges.push(edge);
    outgoing.set(from, [...out, edge]);
  }
}

function freeCondition(
  condition: FlowEdge['condition'],
  out: readonly FlowEdge[],
  nextText: string,
): FlowEdge['condition'] {
  if (!condition) return null;
  const taken = new Set(out.map(labelOf));
  const wanted = condition.label;
  let label = wanted;
  for (let n = 1; taken.has(labelKey(label)); n++)
    label = `${[...wanted].slice(0, 300).join('')}: ${[...nextText.trim()].slice(0, 60).join('')}${n > 1 ? ` (${n})` : ''}`;
  return { label };
}

/** Entries as both sides want them, and only nodes that can be reached. */
function pruned(
  draft: Pick<FlowDocument, 'nodes' | 'edges'>,
  base: FlowDocument,
  proposed: FlowDocument,
  current: FlowDocument,
): FlowDocument {
  const ids = new Set(draft.nodes.map(({ id }) => id));
  const graph = graphOf(draft);
  const added = proposed.entries.filter((id) => !base.entries.includes(id) && ids.has(id));
  const known = byId(current.edges);
  const targets = new Set(draft.edges.filter(({ id }) => !known.has(id)).map(({ to }) => to));
  const heads = added.filter((id) => (graph.incoming.get(id) ?? []).length === 0);
  const kept = current.entries.filter((id) => !targets.has(id));
  const wanted = proposed.entries[0];
  const first = heads.filter((id) => id === wanted);
  // An entry that the proposal adds may have been published with it before, and be there.
  const entries = [...new Set([...first, ...kept, ...heads])];
  for (const entry of current.entries)
    if (!entries.includes(entry) && !reachableFrom(graph, entries).has(entry)) entries.push(entry);
  const reached = reachableFrom(graph, entries);
  return {
    schema_version: current.schema_version,
    entries,
    nodes: draft.nodes.filter(({ id }) => reached.has(id)),
    edges: draft.edges.filter(({ from, to }) => reached.has(from) && reached.has(to)),
  };
}

function labelOf(edge: FlowEdge): string | null {
  return edge.condition ? labelKey(edge.condition.label) : null;
}

function equal(a: FlowDocument, b: FlowDocument): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
