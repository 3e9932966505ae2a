import type { Fault } from '../../kernel/errors/domain-error.js';
import { FaultList } from '../../kernel/errors/fault-list.js';
import { labelKey } from './edge-condition.js';
import { FLOW_SCHEMA_VERSION, type FlowDocument, type NodeKind } from './flow-document.js';
import { closingEdges, graphOf, reachableFrom } from './graph.js';
import { type ReadDocument, readFlowDocument } from './read-flow-document.js';

/** `more` counts the faults besides those that are told. */
export type FlowValidation =
  { ok: true; document: FlowDocument } | { ok: false; faults: Fault[]; more: number };

/**
 * Checks whatever came in against the rules of a flow document, in time linear in its size:
 * - schema_version is 1, and nothing has a property that the schema does not name;
 * - ids of nodes and of edges are unique, sound and within their length, as are texts, labels and counts;
 * - there is an entry; entries are unique nodes; every node is reachable from one of them;
 * - edges join two different nodes that exist, and close no cycle;
 * - out of one node no two conditions are equal (trimmed, in lower case), and no edge without a condition
 *   goes twice to the same node; a question's edges all carry a condition.
 *
 * All faults are reported, up to `MAX_FAULTS`, and how many more there are. The document returned is a copy.
 */
export function validateFlowDocument(input: unknown): FlowValidation {
  const faults = new FaultList();
  const read = readFlowDocument(input, faults);
  checkNodes(read, faults);
  checkEntries(read, faults);
  checkEdges(read, faults);
  checkWays(read, faults);
  if (faults.faults.length > 0) return { ok: false, faults: faults.faults, more: faults.more };
  // Every property was found present and of its type, and no other is there.
  return { ok: true, document: copyOf(input as FlowDocument) };
}

function copyOf(document: FlowDocument): FlowDocument {
  return {
    schema_version: FLOW_SCHEMA_VERSION,
    entries: [...document.entries],
    nodes: document.nodes.map(({ id, kind, text }) => ({ id, kind, text })),
    edges: document.edges.map(({ id, from, to, condition }) => ({
      id,
      from,
      to,
      condition: condition && { label: condition.label },
    })),
  };
}

function checkNodes({ nodes }: ReadDocument, faults: FaultList): void {
  checkUnique(
    nodes?.map((node) => node.id),
    (index) => `/nodes/${index}/id`,
    faults,
  );
}

function checkEntries({ entries, nodes }: ReadDocument, faults: FaultList): void {
  checkUnique(entries, (index) => `/entries/${index}`, faults);
  if (!entries || !nodes) return;
  const ids = new Set(nodes.map((node) => node.id));
  entries.forEach((entry, index) => {
    if (entry !== undefined && !ids.has(entry)) faults.add(`/entries/${index}`, 'is the id of no node');
  });
}

function checkUnique(
  values: (string | undefined)[] | undefined,
  pointer: (index: number) => string,
  faults: FaultList,
): void {
  const firsts = new Map<string, number>();
  values?.forEach((value, index) => {
    if (value === undefined) return;
    const first = firsts.get(value);
    if (first === undefined) firsts.set(value, index);
    else faults.add(pointer(index), `is the same as ${pointer(first)}`);
  });
}

function checkEdges({ edges, nodes }: ReadDocument, faults: FaultList): void {
  if (!edges) return;
  checkUnique(
    edges.map((edge) => edge.id),
    (index) => `/edges/${index}/id`,
    faults,
  );
  const kinds = nodes && new Map(nodes.map((node) => [node.id, node.kind]));
  /** Per node that edges leave: what was seen of them, with the index of the edge. */
  const seen = new Map<string, Map<string, number>>();
  edges.forEach(({ from, to, condition }, index) => {
    if (kinds && from !== undefined && !kinds.has(from))
      faults.add(`/edges/${index}/from`, 'is the id of no node');
    if (kinds && to !== undefined && !kinds.has(to)) faults.add(`/edges/${index}/to`, 'is the id of no node');
    if (from === undefined) return;
    if (from === to) faults.add(`/edges/${index}`, 'must lead to another node than it comes from');
    if (condition === undefined) return;
    if (condition === null) checkUnconditional(kinds?.get(from), index, faults);
    if (condition === null && to === undefined) return;
    const leaving = seen.get(from) ?? new Map<string, number>();
    seen.set(from, leaving);
    // The prefixes keep a label from being taken for a node.
    const key = condition === null ? `to ${to}` : `if ${labelKey(condition.label)}`;
    const first = leaving.get(key);
    if (first === undefined) leaving.set(key, index);
    else if (condition === null) faults.add(`/edges/${index}`, `repeats /edges/${first}`);
    else
      faults.add(
        `/edges/${index}/condition/label`,
        `is the same condition as that of /edges/${first}, which leaves the same node`,
      );
  });
}

function checkUnconditional(kind: NodeKind | undefined, index: number, faults: FaultList): void {
  if (kind === 'question')
    faults.add(`/edges/${index}/condition`, 'must not be null, as the edge leaves a question');
}

/** Cycles, and nodes to which no way leads, in what could be read. */
function checkWays({ entries, nodes, edges }: ReadDocument, faults: FaultList): void {
  if (!entries || !nodes || !edges) return;
  const graph = graphOf({
    nodes: nodes.flatMap(({ id }) => (id === undefined ? [] : [{ id }])),
    edges: edges.flatMap(({ from, to }, index) =>
      from === undefined || to === undefined || from === to ? [] : [{ from, to, index }],
    ),
  });
  const starts = entries.filter((entry) => entry !== undefined);
  for (const { index } of closingEdges(graph, starts)) faults.add(`/edges/${index}`, 'closes a cycle');
  const reached = reachableFrom(graph, starts);
  // Without any entry that exists every node would be reported, which says nothing new.
  if (reached.size === 0) return;
  nodes.forEach(({ id }, index) => {
    if (id !== undefined && !reached.has(id))
      faults.add(`/nodes/${index}`, 'cannot be reached from an entry');
  });
}
