import { ANY_LABEL, labelKey } from '../../../flows/document/edge-condition.js';
import type { FlowDocument, FlowEdge, FlowNode } from '../../../flows/document/flow-document.js';
import { FLOW_LIMITS } from '../../../flows/document/flow-limits.js';
import { closingEdges, graphOf, reachableFrom } from '../../../flows/document/graph.js';

/** A node of a flow that a node of the document means, and how likely that is (0 to 1). */
export interface Twin {
  nodeId: string;
  score: number;
}

export interface MergedDocument {
  /** The flow with what the document adds; `base` itself where it adds nothing. */
  document: FlowDocument;
  /** The document alone, with the ids that its nodes have in the flow. */
  placed: FlowDocument;
  /** By the id of the document's node: the id in the flow. */
  ids: ReadonlyMap<string, string>;
  addedNodes: FlowNode[];
  addedEdges: FlowEdge[];
}

/**
 * Adds a whole document to a flow at the nodes that both have. Nothing of the flow changes. Where a pair of twins would
 * make the two run in a circle, the less likely one is given up.
 */
export function mergeDocument(
  base: FlowDocument,
  document: FlowDocument,
  twins: ReadonlyMap<string, Twin>,
  newId: () => string,
): MergedDocument {
  const kept = withoutCircles(base, document, twins);
  const ids = new Map(document.nodes.map(({ id }) => [id, kept.get(id)?.nodeId ?? newId()]));
  const idOf = (id: string): string => ids.get(id) ?? id;
  const known = new Set(base.nodes.map(({ id }) => id));
  const nodes = document.nodes.map((node) => ({ ...node, id: idOf(node.id) }));
  const addedNodes = nodes.filter(({ id }) => !known.has(id));
  const merged = { nodes: [...base.nodes, ...addedNodes], edges: [...base.edges] };
  const texts = new Map(merged.nodes.map((node) => [node.id, node]));
  const addedEdges: FlowEdge[] = [];
  const placedEdges = document.edges.map((edge): FlowEdge => {
    const [from, to] = [idOf(edge.from), idOf(edge.to)];
    const leaving = merged.edges.filter((each) => each.from === from);
    const there = standingFor(edge, to, leaving, base.edges);
    if (there) return { ...edge, id: there.id, from, to };
    const condition = freeCondition(edge, texts.get(from), texts.get(to)?.text ?? '', leaving);
    const added = { id: newId(), from, to, condition };
    merged.edges.push(added);
    addedEdges.push(added);
    return { ...added, condition: edge.condition };
  });
  const entries = document.entries.map(idOf);
  const placed = { ...document, entries: [...new Set(entries)], nodes, edges: unrepeated(placedEdges) };
  if (addedNodes.length + addedEdges.length === 0)
    return { document: base, placed, ids, addedNodes, addedEdges };
  const reached = reachableFrom(graphOf(merged), base.entries);
  const begins = [...base.entries, ...entries.filter((id) => !reached.has(id))];
  return {
    document: { schema_version: base.schema_version, entries: begins, ...merged },
    placed,
    ids,
    addedNodes,
    addedEdges,
  };
}

/** The edge under the same condition; else one of the flow between the same nodes, which then stands for both. */
function standingFor(
  { condition }: FlowEdge,
  to: string,
  leaving: readonly FlowEdge[],
  known: readonly FlowEdge[],
): FlowEdge | undefined {
  const key = (label: string | undefined) => (label === undefined ? null : labelKey(label));
  const between = leaving.filter((each) => each.to === to);
  const same = between.find((each) => key(each.condition?.label) === key(condition?.label));
  return same ?? between.find((each) => known.includes(each));
}

/** Several edges of the document may stand for one of the flow. */
function unrepeated(edges: readonly FlowEdge[]): FlowEdge[] {
  const byId = new Map<string, FlowEdge>();
  for (const edge of edges) if (!byId.has(edge.id)) byId.set(edge.id, edge);
  return [...byId.values()];
}

function withoutCircles(
  base: FlowDocument,
  document: FlowDocument,
  twins: ReadonlyMap<string, Twin>,
): Map<string, Twin> {
  const kept = new Map(twins);
  for (;;) {
    const idOf = (id: string): string => kept.get(id)?.nodeId ?? `new ${id}`;
    const nodes = [...base.nodes, ...document.nodes.map(({ id }) => ({ id: idOf(id) }))];
    const edges = document.edges.map(({ from, to }) => ({ from: idOf(from), to: idOf(to) }));
    const graph = graphOf({ nodes, edges: [...base.edges, ...edges] });
    if (closingEdges(graph, base.entries).length === 0) return kept;
    const [weakest] = [...kept].sort(([, a], [, b]) => a.score - b.score);
    if (!weakest) return kept;
    kept.delete(weakest[0]);
  }
}

function freeCondition(
  { condition }: FlowEdge,
  from: FlowNode | undefined,
  text: string,
  leaving: readonly FlowEdge[],
): FlowEdge['condition'] {
  const wanted = condition?.label ?? (from?.kind === 'question' ? ANY_LABEL : null);
  if (wanted === null) return null;
  const taken = new Set(leaving.map((edge) => (edge.condition ? labelKey(edge.condition.label) : null)));
  const hint = `${[...wanted].slice(0, FLOW_LIMITS.label - 100).join('')}: ${[...text.trim()].slice(0, 60).join('')}`;
  let label = wanted;
  for (let n = 1; taken.has(labelKey(label)); n++) label = n === 1 ? hint : `${hint} (${n})`;
  return { label };
}
