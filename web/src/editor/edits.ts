import { waysOf, type FlowDocument, type FlowEdge, type FlowNode } from '../graph/outline.js';

export interface FlowToEdit {
  /** Names what is kept of it in this tab. */
  name: string;
  document: FlowDocument;
  /** The published flow that it changes; null for a new one. */
  flowId: string | null;
  /** The version of that flow which the document builds on; null for a new one. */
  version: number | null;
}

/** One thing that somebody changed of a flow, by the ids of steps and ways. */
export type Edit =
  | { change: 'text'; step: string; text: string }
  | { change: 'kind'; step: string; kind: FlowNode['kind'] }
  | { change: 'label'; way: string; label: string }
  | { change: 'move'; way: string; by: 1 | -1 }
  /** A step between another and what follows it; where the ways part, at the end of a way of its own. */
  | { change: 'insert'; after: string; step: string; way: string }
  | { change: 'connect'; from: string; to: string; way: string; label: string }
  | { change: 'removeStep'; step: string }
  | { change: 'removeWay'; way: string };

/** The flow as it was edited. What an edit names and the flow does not have is passed over. */
export function editedFlow(document: FlowDocument, edits: readonly Edit[]): FlowDocument {
  return edits.reduce(applied, document);
}

/** The edits and one more; what is typed on in one field is one edit. */
export function withEdit(edits: readonly Edit[], edit: Edit): Edit[] {
  const last = edits.at(-1);
  return last && isSameField(last, edit) ? [...edits.slice(0, -1), edit] : [...edits, edit];
}

function isSameField(one: Edit, other: Edit): boolean {
  if (one.change === 'text' && other.change === 'text') return one.step === other.step;
  return one.change === 'label' && other.change === 'label' && one.way === other.way;
}

function applied(document: FlowDocument, edit: Edit): FlowDocument {
  const { nodes, edges } = document;
  switch (edit.change) {
    case 'text':
      return { ...document, nodes: replaced(nodes, edit.step, (node) => ({ ...node, text: edit.text })) };
    case 'kind':
      return ofKind(document, edit.step, edit.kind);
    case 'label':
      return {
        ...document,
        edges: replaced(edges, edit.way, (edge) => ({
          ...edge,
          // An answer is not lost by being emptied: it is one that is still to be given.
          condition: edge.condition ? { label: edit.label } : conditionOf(document, edge.from, edit.label),
        })),
      };
    case 'move':
      return { ...document, edges: moved(edges, edit.way, edit.by) };
    case 'insert':
      return inserted(document, edit);
    case 'connect': {
      const { from, to, way: id } = edit;
      if (!has(nodes, from) || !has(nodes, to)) return document;
      const condition = conditionOf(document, from, edit.label);
      return { ...document, edges: [...edges, { id, from, to, condition }] };
    }
    case 'removeStep':
      return withoutStep(document, edit.step);
    case 'removeWay':
      return reachable({ ...document, edges: edges.filter(({ id }) => id !== edit.way) });
  }
}

const has = (list: readonly { id: string }[], id: string): boolean => list.some((one) => one.id === id);

function replaced<T extends { id: string }>(list: T[], id: string, change: (one: T) => T): T[] {
  return list.map((one) => (one.id === id ? change(one) : one));
}

/** No answer is none, but to a question, where it is one that is still to be given. */
function conditionOf({ nodes }: FlowDocument, from: string, label: string): FlowEdge['condition'] {
  const asks = nodes.some(({ id, kind }) => id === from && kind === 'question');
  return label === '' && !asks ? null : { label };
}

/** An answer that is still to be given is none any more where nothing is asked. */
function ofKind(document: FlowDocument, step: string, kind: FlowNode['kind']): FlowDocument {
  const nodes = replaced(document.nodes, step, (node) => ({ ...node, kind }));
  if (kind === 'question') return { ...document, nodes };
  const edges = document.edges.map((edge) =>
    edge.from === step && edge.condition?.label === '' ? { ...edge, condition: null } : edge,
  );
  return { ...document, nodes, edges };
}

/** Ways out of one step change places among themselves; all others stay where they are. */
function moved(edges: FlowEdge[], way: string, by: 1 | -1): FlowEdge[] {
  const from = edges.find(({ id }) => id === way)?.from;
  const places = [...edges.keys()].filter((at) => edges[at]?.from === from);
  const at = places.find((place) => edges[place]?.id === way);
  const to = at === undefined ? undefined : places[places.indexOf(at) + by];
  const [one, other] = [edges[at ?? -1], edges[to ?? -1]];
  if (at === undefined || to === undefined || !one || !other) return edges;
  return edges.with(at, other).with(to, one);
}

function inserted(document: FlowDocument, { after, step, way }: Edit & { change: 'insert' }): FlowDocument {
  const { nodes, edges } = document;
  if (!has(nodes, after)) return document;
  const node: FlowNode = { id: step, kind: 'action', text: '' };
  const ways = edges.filter(({ from }) => from === after);
  const [only] = ways;
  if (ways.length === 1 && only && only.condition === null) {
    const on = { id: way, from: step, to: only.to, condition: null };
    return {
      ...document,
      nodes: [...nodes, node],
      edges: [...replaced(edges, only.id, (edge) => ({ ...edge, to: step })), on],
    };
  }
  const aside = { id: way, from: after, to: step, condition: conditionOf(document, after, '') };
  return { ...document, nodes: [...nodes, node], edges: [...edges, aside] };
}

/** Those that led to the step lead on to what follows it, where that is one; else the ways to it go too. */
function withoutStep(document: FlowDocument, step: string): FlowDocument {
  const { entries, nodes, edges } = document;
  const ways = edges.filter(({ from }) => from === step);
  const next = ways.length === 1 ? ways[0]?.to : undefined;
  const begins = entries.flatMap((id) => (id === step ? ways.map(({ to }) => to) : [id]));
  return reachable({
    ...document,
    entries: [...new Set(begins)],
    nodes: nodes.filter(({ id }) => id !== step),
    edges: edges
      .filter(({ from }) => from !== step)
      .flatMap((edge) => (edge.to !== step ? [edge] : next === undefined ? [] : [{ ...edge, to: next }])),
  });
}

/** Without the steps that nothing leads to any more. */
function reachable(document: FlowDocument): FlowDocument {
  const reached = stepsFrom(document.edges, document.entries);
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => reached.has(id)),
    edges: document.edges.filter(({ from }) => reached.has(from)),
  };
}

/** The steps that ways lead to from some, and those themselves. */
function stepsFrom(ways: readonly { from: string; to: string }[], begins: readonly string[]): Set<string> {
  const on = waysOf(ways);
  const reached = new Set(begins);
  // A set is walked through to the end of its growth.
  for (const id of reached) for (const { to } of on.get(id) ?? []) reached.add(to);
  return reached;
}

/** The steps that a way may lead to from one: those that do not lead to it themselves. */
export function stepsToConnect({ nodes, edges }: FlowDocument, step: string): FlowNode[] {
  const back = edges.map(({ from, to }) => ({ from: to, to: from }));
  const before = stepsFrom(back, [step]);
  return nodes.filter(({ id }) => !before.has(id));
}

/** Whether anything would be sent that the document does not say. */
export function isEdited(document: FlowDocument, edits: readonly Edit[]): boolean {
  return JSON.stringify(editedFlow(document, edits)) !== JSON.stringify(document);
}

export interface Fault {
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
    const [, list, index] =
      /^(?:\/flow_data|\/proposed_flow_data)?\/(nodes|edges)\/(\d+)/.exec(fault.pointer) ?? [];
    const place = list === undefined ? undefined : (list === 'nodes' ? nodes : edges)[Number(index)];
    if (place) at.set(place.id, [...(at.get(place.id) ?? []), fault.detail]);
    else others.push(fault);
  }
  return { at, others };
}

/**
 * The faults of steps and ways that are still as they were sent: what somebody mends is not called wrong any longer.
 * @param at by the ids of steps and ways of the document that was sent
 */
export function faultsLeft(
  at: ReadonlyMap<string, string[]>,
  sent: FlowDocument,
  edited: FlowDocument,
): Map<string, string[]> {
  const said = saying(edited);
  const before = saying(sent);
  return new Map([...at].filter(([id]) => said.get(id) === before.get(id)));
}

function saying({ nodes, edges }: FlowDocument): Map<string, string> {
  return new Map([...nodes, ...edges].map((one) => [one.id, JSON.stringify(one)]));
}
