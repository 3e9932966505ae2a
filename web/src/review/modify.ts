import type { FlowDocument, FlowEdge } from '../graph/outline.js';

/** What a reviewer changed of a proposed flow and has not sent. */
export interface FlowEdits {
  /** By the ids of steps. */
  texts: Record<string, string>;
  /** Answers, by the ids of ways. */
  labels: Record<string, string>;
  /** The ways on from a step in their order, by the id of the step. */
  order: Record<string, string[]>;
}

export const NO_EDITS: FlowEdits = { texts: {}, labels: {}, order: {} };

/** The flow as it was edited. What the edits name and the flow does not have is passed over. */
export function editedFlow(document: FlowDocument, { texts, labels, order }: FlowEdits): FlowDocument {
  const labelled = document.edges.map((edge): FlowEdge => {
    const label = labels[edge.id];
    return label === undefined || edge.condition === null ? edge : { ...edge, condition: { label } };
  });
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, text: texts[node.id] ?? node.text })),
    edges: ordered(labelled, order),
  };
}

/** Ways out of one step change places among themselves; all others stay where they are. */
function ordered(edges: readonly FlowEdge[], order: FlowEdits['order']): FlowEdge[] {
  const waiting = new Map<string, FlowEdge[]>();
  for (const from of new Set(edges.map((edge) => edge.from))) {
    const ranks = order[from] ?? [];
    const rank = ({ id }: FlowEdge): number => (ranks.includes(id) ? ranks.indexOf(id) : ranks.length);
    waiting.set(
      from,
      edges.filter((edge) => edge.from === from).toSorted((one, other) => rank(one) - rank(other)),
    );
  }
  return edges.map((edge) => waiting.get(edge.from)?.shift() ?? edge);
}

/** The edits with one way moved up or down among those out of its step. */
export function moveWay(document: FlowDocument, edits: FlowEdits, edgeId: string, by: 1 | -1): FlowEdits {
  const edges = editedFlow(document, edits).edges;
  const from = edges.find(({ id }) => id === edgeId)?.from;
  if (from === undefined) return edits;
  const ids = edges.filter((edge) => edge.from === from).map(({ id }) => id);
  const at = ids.indexOf(edgeId);
  const to = at + by;
  if (to < 0 || to >= ids.length) return edits;
  return { ...edits, order: { ...edits.order, [from]: ids.with(at, ids[to] ?? '').with(to, edgeId) } };
}

/** Whether anything would be published that the proposal does not say. */
export function isEdited(document: FlowDocument, edits: FlowEdits): boolean {
  return JSON.stringify(editedFlow(document, edits)) !== JSON.stringify(document);
}

interface Fault {
  pointer: string;
  detail: string;
}

/**
 * Faults by the step or way that they are about, and those that are about neither.
 * @param faults by JSON pointers into the flow, or into what it was sent in
 */
export function faultsByPlace(
  { nodes, edges }: FlowDocument,
  faults: readonly Fault[],
): { at: Map<string, string[]>; others: Fault[] } {
  const at = new Map<string, string[]>();
  const others: Fault[] = [];
  for (const fault of faults) {
    const [, list, index] = /^(?:\/flow_data)?\/(nodes|edges)\/(\d+)/.exec(fault.pointer) ?? [];
    const place = list === undefined ? undefined : (list === 'nodes' ? nodes : edges)[Number(index)];
    if (place) at.set(place.id, [...(at.get(place.id) ?? []), fault.detail]);
    else others.push(fault);
  }
  return { at, others };
}
