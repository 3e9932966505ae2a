import { ANY_LABEL, labelKey } from '../../flows/document/edge-condition.js';
import {
  FLOW_SCHEMA_VERSION,
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  type NodeKind,
} from '../../flows/document/flow-document.js';
import { FLOW_LIMITS } from '../../flows/document/flow-limits.js';
import { closingEdges, graphOf, reachableFrom } from '../../flows/document/graph.js';
import { KNOWLEDGE_LIMITS } from '../knowledge-limits.js';
import type { ReadFault, Span } from './procedure.js';

/** Characters of a step's text by which another one refers to it. */
const SHOWN = 120;

interface Way {
  from: string;
  to: string;
  label: string | null;
}

export interface FinishedSketch {
  document: FlowDocument;
  spans: Map<string, Span>;
  faults: ReadFault[];
}

/**
 * A flow while it is read: anything may be added in any order, and what a flow document cannot hold is put right at
 * the end, with a fault each. A way back becomes a step that tells it, since a flow has no cycles.
 */
export class FlowSketch {
  private readonly nodes = new Map<string, FlowNode & { span: Span }>();
  private readonly ways: Way[] = [];
  private readonly begins: string[] = [];
  private readonly faults: ReadFault[] = [];

  get size(): number {
    return this.nodes.size;
  }

  add(kind: NodeKind, text: string, span: Span): string {
    const id = `n${this.nodes.size + 1}`;
    this.nodes.set(id, { id, kind, text: clean(text, FLOW_LIMITS.text) || '-', span });
    if (text.trim().length > FLOW_LIMITS.text)
      this.fault(`The step is cut after ${FLOW_LIMITS.text} characters`, span);
    return id;
  }

  connect(from: string, to: string, label: string | null): void {
    this.ways.push({ from, to, label: label === null ? null : clean(label, FLOW_LIMITS.label) || ANY_LABEL });
  }

  begin(id: string): void {
    if (!this.begins.includes(id)) this.begins.push(id);
  }

  fault(detail: string, span: Span | null): void {
    if (this.faults.length < KNOWLEDGE_LIMITS.faults) this.faults.push({ detail, span });
  }

  /** @returns null, with the reason among the faults, where it is empty or too large */
  finish(): FinishedSketch | null {
    if (this.nodes.size === 0 || this.nodes.size > KNOWLEDGE_LIMITS.nodes) return null;
    this.tellWaysBack();
    const edges = this.edges();
    const nodes = [...this.nodes.values()];
    const document: FlowDocument = {
      schema_version: FLOW_SCHEMA_VERSION,
      entries: this.entries(nodes, edges),
      nodes: nodes.map(({ id, kind, text }) => ({ id, kind, text })),
      edges,
    };
    return { document, spans: new Map(nodes.map(({ id, span }) => [id, span])), faults: this.faults };
  }

  private tellWaysBack(): void {
    const graph = graphOf({ nodes: [...this.nodes.values()], edges: this.ways });
    for (const way of closingEdges(graph, this.begins)) {
      const [from, to] = [this.nodes.get(way.from), this.nodes.get(way.to)];
      if (!from || !to) continue;
      const shown = clean(to.text.replace(/\s+/g, ' '), SHOWN);
      this.fault(`Leads back to "${shown}"; a flow has no cycles, so a step tells it instead`, from.span);
      way.to = this.add('info', `Go back to: ${shown}`, from.span);
    }
  }

  /** Each with a condition of its own where it needs one. */
  private edges(): FlowEdge[] {
    const edges: FlowEdge[] = [];
    const taken = new Map<string, Map<string, string>>();
    for (const { from, to, label } of this.ways) {
      const source = this.nodes.get(from);
      const target = this.nodes.get(to);
      if (!source || !target) continue;
      const leaving = taken.get(from) ?? new Map<string, string>();
      taken.set(from, leaving);
      const wanted = label ?? (source.kind === 'question' ? ANY_LABEL : null);
      if (wanted === null) {
        if (leaving.has(`to ${to}`)) continue;
        leaving.set(`to ${to}`, to);
        edges.push({ id: `e${edges.length + 1}`, from, to, condition: null });
        continue;
      }
      if (leaving.get(labelKey(wanted)) === to) continue;
      const free = this.freeLabel(wanted, target.text, leaving);
      if (free !== wanted && label !== null)
        this.fault(`Two ways lead on under "${clean(wanted, SHOWN)}"; one is now "${free}"`, source.span);
      leaving.set(labelKey(free), to);
      edges.push({ id: `e${edges.length + 1}`, from, to, condition: { label: free } });
    }
    return edges;
  }

  private freeLabel(wanted: string, text: string, leaving: ReadonlyMap<string, string>): string {
    if (!leaving.has(labelKey(wanted))) return wanted;
    const hint = `${clean(wanted, 300)}: ${clean(text.replace(/\s+/g, ' '), 60)}`;
    for (let n = 1; ; n++) {
      const label = n === 1 ? hint : `${hint} (${n})`;
      if (!leaving.has(labelKey(label))) return label;
    }
  }

  private entries(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): string[] {
    const graph = graphOf({ nodes, edges });
    const entries = this.begins.filter((id) => this.nodes.has(id));
    for (const { id } of nodes)
      if (graph.incoming.get(id)?.length === 0 && !entries.includes(id)) entries.push(id);
    const reached = reachableFrom(graph, entries);
    if (reached.size < nodes.length) throw new Error('without cycles every node is reached from a beginning');
    return entries.slice(0, FLOW_LIMITS.entries);
  }
}

/** Without what the database cannot hold, and no longer than `limit` characters. */
export function clean(text: string, limit: number): string {
  const sound = text
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
  if (sound.length <= limit) return sound;
  const points = [...sound];
  return points.length <= limit ? sound : `${points.slice(0, limit - 1).join('')}…`;
}
