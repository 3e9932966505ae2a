import { tokenise } from '../../../search/text/tokenise.js';
import {
  FLOW_SCHEMA_VERSION,
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
} from '../../../flows/document/flow-document.js';
import { FLOW_LIMITS } from '../../../flows/document/flow-limits.js';
import { graphOf, reachableFrom } from '../../../flows/document/graph.js';
import { freeLabel, type LabelDoubt } from '../conditions/labels.js';
import type { StepKind } from '../types.js';

/** One step of the way that a session took: at a node of the flow, or new to it (`nodeId` null). */
export interface PathStep {
  nodeId: string | null;
  kind: StepKind;
  text: string;
  result: string | null;
}

export interface GraftOptions {
  newId: () => string;
  /** Whether an answer speaks against taking an edge; then a way over that edge is no way of the session. */
  contradicts?: (from: string, edge: FlowEdge, step: PathStep) => boolean;
  /** Log odds of `yes` of the answers that led along an edge before. */
  evidence?: (edge: FlowEdge) => number;
}

export interface Graft {
  /** The document given, itself, when nothing is new. */
  document: FlowDocument;
  /** By step of the path: its node. */
  nodeIds: string[];
  addedNodes: string[];
  addedEdges: FlowEdge[];
  /** Labels of added edges that a reviewer should look at. */
  doubts: EdgeDoubt[];
}

/** An edge whose label is not what an answer clearly said, and the place in the path where the answer was given. */
export interface EdgeDoubt {
  edgeId: string;
  doubt: LabelDoubt;
  place: number;
}

export const EMPTY_DOCUMENT: FlowDocument = {
  schema_version: FLOW_SCHEMA_VERSION,
  entries: [],
  nodes: [],
  edges: [],
};

/**
 * Adds a session's way to a flow at the nodes that it shares with it. The result is valid by construction: an edge
 * that would close a cycle is left out (the way went back), a step worded as a node becomes that node, a way that
 * passes over nodes is kept, and an entry to which a way now leads is an entry no more. Nodes keep their ids.
 * Grafting the same path again changes nothing.
 * Source of the idea: D. Fahland, W. van der Aalst, "Model repair - aligning process models to reality",
 * Information Systems 47 (2015).
 */
export function graft(document: FlowDocument, path: readonly PathStep[], options: GraftOptions): Graft {
  const draft = new Draft(document, options);
  const nodeIds: string[] = [];
  let last: PathStep | null = null;
  for (const [place, step] of path.entries()) {
    const id = draft.nodeFor(step);
    const from = nodeIds.at(-1);
    if (from === undefined || !last) draft.begin(id);
    else if (from !== id) draft.connect(from, id, last, place - 1);
    nodeIds.push(id);
    last = step;
  }
  return { ...draft.finish(), nodeIds };
}

class Draft {
  private readonly nodes: FlowNode[];
  private readonly edges: FlowEdge[];
  private entries: string[];
  private readonly addedNodes: string[] = [];
  private readonly addedEdges: FlowEdge[] = [];
  private readonly doubts: EdgeDoubt[] = [];
  private readonly byWording = new Map<string, string>();

  constructor(
    private readonly document: FlowDocument,
    private readonly options: GraftOptions,
  ) {
    this.nodes = [...document.nodes];
    this.edges = [...document.edges];
    this.entries = [...document.entries];
    for (const node of this.nodes) {
      const key = wordingKey(node.kind, node.text);
      if (!this.byWording.has(key)) this.byWording.set(key, node.id);
    }
  }

  nodeFor(step: PathStep): string {
    if (step.nodeId !== null) return step.nodeId;
    const key = wordingKey(step.kind, step.text);
    const known = this.byWording.get(key);
    if (known !== undefined) return known;
    const node = { id: this.options.newId(), kind: step.kind, text: shortened(step.text, FLOW_LIMITS.text) };
    this.nodes.push(node);
    this.addedNodes.push(node.id);
    this.byWording.set(key, node.id);
    return node.id;
  }

  begin(id: string): void {
    if (this.addedNodes.includes(id)) this.entries.push(id);
  }

  connect(from: string, to: string, step: PathStep, place: number): void {
    const graph = graphOf({ nodes: this.nodes, edges: this.edges });
    const out = graph.outgoing.get(from) ?? [];
    if (out.some((edge) => edge.to === to)) return;
    // The way went back: an edge would close a cycle.
    if (reachableFrom(graph, [to]).has(from)) return;
    const way = out.find(
      (edge) => reachableFrom(graph, [edge.to]).has(to) && !this.options.contradicts?.(from, edge, step),
    );
    if (way) return;
    const node = this.nodes.find(({ id }) => id === from);
    const edge: FlowEdge = { id: this.options.newId(), from, to, condition: null };
    if (node?.kind === 'question') {
      const target = this.nodes.find(({ id }) => id === to)?.text ?? '';
      const { label, relabel, doubt } = freeLabel(step.text, step.result, out, target, this.options.evidence);
      if (doubt) this.doubts.push({ edgeId: edge.id, doubt, place });
      if (relabel) this.replaceEdge({ ...relabel.edge, condition: { label: relabel.label } });
      edge.condition = { label };
    }
    this.edges.push(edge);
    this.addedEdges.push(edge);
  }

  finish(): Omit<Graft, 'nodeIds'> {
    const { addedNodes, addedEdges, doubts } = this;
    if (addedNodes.length + addedEdges.length === 0)
      return { document: this.document, addedNodes, addedEdges, doubts };
    this.joinEntries();
    const document = {
      schema_version: this.document.schema_version,
      entries: this.entries,
      nodes: this.nodes,
      edges: this.edges,
    };
    return { document, addedNodes, addedEdges, doubts };
  }

  /** An entry that a new edge leads to is reached from where that edge's own way begins, and stands there instead. */
  private joinEntries(): void {
    for (const { from, to } of this.addedEdges) {
      const at = this.entries.indexOf(to);
      if (at < 0) continue;
      const graph = graphOf({ nodes: this.nodes, edges: this.edges });
      const head = this.entries.findIndex(
        (entry, index) => index !== at && reachableFrom(graph, [entry]).has(from),
      );
      const headId = this.entries[head];
      if (headId === undefined) continue;
      // A head that came later takes the earlier place; a trunk that stood before keeps its own.
      if (head > at) {
        this.entries[at] = headId;
        this.entries.splice(head, 1);
      } else this.entries.splice(at, 1);
    }
  }

  private replaceEdge(edge: FlowEdge): void {
    const at = this.edges.findIndex(({ id }) => id === edge.id);
    if (at >= 0) this.edges[at] = edge;
  }
}

/** What two steps that are worded alike have in common. */
export function wordingKey(kind: string, text: string): string {
  const words = tokenise(text);
  return `${kind} ${words.length > 0 ? words.join(' ') : text.trim()}`;
}

/** At most `limit` characters (code points). */
export function shortened(text: string, limit: number): string {
  const trimmed = text.trim() || '-';
  if (trimmed.length <= limit) return trimmed;
  const points = [...trimmed];
  return points.length <= limit ? trimmed : `${points.slice(0, limit - 1).join('')}…`;
}
