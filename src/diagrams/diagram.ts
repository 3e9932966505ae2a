import { shownLabel } from '../flows/document/edge-condition.js';
import { diffFlowDocuments, type FlowDiff } from '../flows/document/diff-flow-documents.js';
import type { FlowDocument, FlowEdge, FlowNode, NodeKind } from '../flows/document/flow-document.js';
import type { Paint } from './svg/paint.js';
import { readingOrder } from './text/reading-order.js';

export const CHANGES = ['unchanged', 'added', 'removed', 'changed'] as const;
export type Change = (typeof CHANGES)[number];

export interface DiagramNode {
  id: string;
  kind: NodeKind;
  text: string;
  change: Change;
  /** What a changed node was; null otherwise. */
  before: { kind: NodeKind; text: string } | null;
  /** What is laid over it, where something is. */
  mark?: Mark;
  /** The number under which the whole text stands below the drawing, where it does not fit. */
  note?: number;
}

export interface DiagramEdge {
  id: string;
  from: string;
  to: string;
  /** The answer under which it is taken, as a reader is shown it; null where there is no condition. */
  label: string | null;
  change: Change;
  /** The label of a changed edge as it was; null otherwise. */
  before: { label: string | null } | null;
  /** What is laid over it, if there is something to say, and how broad its line is, in points. */
  mark?: { words: string | null; width: number };
  /** As of a node. */
  note?: number;
}

/** Figures laid over a node: written in it, if there are any, and shown by the class of its colour. */
export interface Mark {
  words: string | null;
  shade: Shade;
}

/** A class of an overlay, with what it means. */
export interface Shade {
  /** A name of plain letters and digits. */
  name: string;
  paint: Paint;
  meaning: string;
}

/** A node at which a walk may begin. */
export interface DiagramEntry {
  nodeId: string;
  change: Change;
}

/** What is drawn, in any notation: the nodes of a flow in reading order, and what a proposal does to each. */
export interface Diagram {
  title: string;
  /** What a proposal adds and where; left out where nothing is proposed. */
  summary?: string;
  caption: string;
  /** Whether it shows a change, and so needs a legend. */
  showsChanges: boolean;
  /** The classes of what is laid over it, where something is. */
  shades?: readonly Shade[];
  entries: DiagramEntry[];
  nodes: DiagramNode[];
  edges: DiagramEdge[];
}

export type DiagramHeading = Pick<Diagram, 'title' | 'summary' | 'caption'>;

/** What tells it from the diagrams of other proposals. */
export function wholeTitle({ title, summary }: Diagram): string {
  return summary ? `${title} - ${summary}` : title;
}

const NOTHING: FlowDocument = { schema_version: 1, entries: [], nodes: [], edges: [] };

/** A flow as it is. */
export function diagramOfFlow(document: FlowDocument, heading: DiagramHeading): Diagram {
  const empty = diffFlowDocuments(document, document, null);
  return { ...diagramOfChange(document, empty, heading), showsChanges: false };
}

/** A flow that is not there yet: all of it is added. */
export function diagramOfNewFlow(document: FlowDocument, heading: DiagramHeading): Diagram {
  return diagramOfChange(document, diffFlowDocuments(NOTHING, document, null), heading);
}

/**
 * A change of a flow: what is there after it, and what it takes away.
 * @param after the document after the change
 * @param diff what led to it
 */
export function diagramOfChange(after: FlowDocument, diff: FlowDiff, heading: DiagramHeading): Diagram {
  const order = new Map(readingOrder(after).map((id, index) => [id, index]));
  const place = (id: string) => order.get(id) ?? order.size;
  const changedNodes = new Map(diff.nodes.changed.map((change) => [change.after.id, change.before]));
  const addedNodes = idsOf(diff.nodes.added);
  const changedEdges = new Map(diff.edges.changed.map((change) => [change.after.id, change.before]));
  const addedEdges = idsOf(diff.edges.added);
  const kept = after.nodes.map((node) => keptNode(node, changedNodes.get(node.id), addedNodes.has(node.id)));
  const gone = diff.nodes.removed.map((node) => ({
    ...bare(node),
    change: 'removed' as const,
    before: null,
  }));
  const edges = [
    ...after.edges.flatMap((edge) => keptEdge(edge, changedEdges.get(edge.id), addedEdges.has(edge.id))),
    ...diff.edges.removed.map((edge) => drawnEdge(edge, 'removed')),
  ];
  return {
    ...heading,
    showsChanges: true,
    entries: entriesOf(after, diff),
    nodes: [...kept, ...gone].sort((a, b) => place(a.id) - place(b.id)),
    edges: edges.sort((a, b) => place(a.from) - place(b.from)),
  };
}

/** How many nodes, and how many edges, a change does each thing to. */
export function countChanges({ nodes, edges }: Diagram): Record<Change, { nodes: number; edges: number }> {
  const of = (change: Change) => ({
    nodes: nodes.filter((node) => node.change === change).length,
    edges: edges.filter((edge) => edge.change === change).length,
  });
  return {
    unchanged: of('unchanged'),
    added: of('added'),
    removed: of('removed'),
    changed: of('changed'),
  };
}

const idsOf = (parts: readonly { id: string }[]): Set<string> => new Set(parts.map(({ id }) => id));

function keptNode(node: FlowNode, before: FlowNode | undefined, added: boolean): DiagramNode {
  if (before) return { ...bare(node), change: 'changed', before };
  return { ...bare(node), change: added ? 'added' : 'unchanged', before: null };
}

function bare({ id, kind, text }: FlowNode): Pick<DiagramNode, 'id' | 'kind' | 'text'> {
  return { id, kind, text };
}

function keptEdge(edge: FlowEdge, before: FlowEdge | undefined, added: boolean): DiagramEdge[] {
  if (!before) return [drawnEdge(edge, added ? 'added' : 'unchanged')];
  // One line cannot be in two places: an edge that leads elsewhere is drawn where it was and where it is.
  if (before.from !== edge.from || before.to !== edge.to)
    return [drawnEdge(before, 'removed'), drawnEdge(edge, 'added')];
  return [{ ...drawnEdge(edge, 'changed'), before: { label: shownLabel(before) } }];
}

function drawnEdge(edge: FlowEdge, change: Change): DiagramEdge {
  return { id: edge.id, from: edge.from, to: edge.to, label: shownLabel(edge), change, before: null };
}

function entriesOf({ entries }: FlowDocument, diff: FlowDiff): DiagramEntry[] {
  const { added, removed, order } = diff.entries;
  const onlyMoved = order !== null && added.length + removed.length === 0;
  const changeOf = (id: string): Change =>
    added.includes(id) ? 'added' : onlyMoved ? 'changed' : 'unchanged';
  return [
    ...entries.map((nodeId) => ({ nodeId, change: changeOf(nodeId) })),
    ...removed.map((nodeId) => ({ nodeId, change: 'removed' as const })),
  ];
}
