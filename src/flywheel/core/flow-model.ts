import type { TextAnalysis, TextCache } from '../../search/text/analyse.js';
import type { FlowDocument, FlowEdge, FlowNode } from '../../flows/document/flow-document.js';
import { graphOf, reachableFrom, type Graph } from '../../flows/document/graph.js';
import type { NodeMemory } from './types.js';

/** The latest distinct wordings of a node that are looked at: more cost time and teach nothing. */
export const MAX_WORDINGS = 40;

/** An answer that was given at a node, and where the session went on. */
export interface SeenAnswer {
  question: string;
  answer: string;
  analysis: TextAnalysis;
  next: string;
}

export interface NodeModel {
  readonly node: FlowNode;
  /** The node's own text first, then the different wordings of sessions. */
  readonly texts: readonly TextAnalysis[];
  /** The different results that sessions had. */
  readonly results: readonly TextAnalysis[];
  readonly keys: ReadonlySet<string>;
  /** In what share of the wordings each stem occurs. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly answers: readonly SeenAnswer[];
}

/** A flow document made ready to be compared with sessions. */
export interface FlowModel {
  readonly document: FlowDocument;
  readonly nodes: readonly NodeModel[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly graph: Graph<FlowEdge>;
  /** By node: the edges that lead on from it. */
  edgesFrom(id: string): readonly FlowEdge[];
  /** Whether a way of one edge or more leads from one node to the other. */
  leadsTo(from: string, to: string): boolean;
  /** The fewest edges between two nodes, and the first of them; null without a way. */
  way(from: string, to: string): { length: number; first: FlowEdge; passed: string[] } | null;
}

export function modelOf(document: FlowDocument, memory: NodeMemory, cache: TextCache): FlowModel {
  const graph = graphOf(document);
  const reach = new Map<string, Set<string>>();
  const ways = new Map<string, ReturnType<FlowModel['way']>>();
  const leadsTo = (from: string, to: string): boolean => {
    if (from === to) return false;
    let reached = reach.get(from);
    if (!reached) reach.set(from, (reached = reachableFrom(graph, [from])));
    return reached.has(to);
  };
  return {
    document,
    nodes: document.nodes.map((node) => nodeModelOf(node, memory, cache)),
    indexOf: new Map(document.nodes.map((node, index) => [node.id, index])),
    graph,
    edgesFrom: (id) => graph.outgoing.get(id) ?? [],
    leadsTo,
    way: (from, to) => {
      if (!leadsTo(from, to)) return null;
      const key = `${from} ${to}`;
      let found = ways.get(key);
      if (found === undefined) ways.set(key, (found = shortestWay(graph, from, to)));
      return found;
    },
  };
}

function nodeModelOf(node: FlowNode, memory: NodeMemory, cache: TextCache): NodeModel {
  const own = cache.analyse(node.text);
  const texts = new Map([[own.key, own]]);
  const results = new Map<string, TextAnalysis>();
  const answers: SeenAnswer[] = [];
  const seen = new Set<string>();
  const remembered = memory.get(node.id) ?? [];
  for (let i = remembered.length - 1; i >= 0 && seen.size < MAX_WORDINGS; i--) {
    const wording = remembered[i];
    if (!wording) continue;
    const text = cache.analyse(wording.text);
    const result = wording.result ? cache.analyse(wording.result) : null;
    const key = `${text.key}|${result?.key ?? ''}|${wording.nextNodeId ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    texts.set(text.key, text);
    if (result) results.set(result.key, result);
    if (wording.result && result && wording.nextNodeId)
      answers.push({
        question: wording.text,
        answer: wording.result,
        analysis: result,
        next: wording.nextNodeId,
      });
  }
  return {
    node,
    texts: [...texts.values()],
    results: [...results.values()],
    keys: new Set(texts.keys()),
    vocabulary: vocabularyOf([...texts.values()]),
    answers,
  };
}

function vocabularyOf(texts: readonly TextAnalysis[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const text of texts)
    for (const term of text.stems.keys()) shares.set(term, (shares.get(term) ?? 0) + 1 / texts.length);
  return shares;
}

function shortestWay(graph: Graph<FlowEdge>, from: string, to: string): ReturnType<FlowModel['way']> {
  const before = new Map<string, FlowEdge>();
  const queue = [from];
  for (const id of queue) {
    for (const edge of graph.outgoing.get(id) ?? []) {
      if (before.has(edge.to) || edge.to === from) continue;
      before.set(edge.to, edge);
      if (edge.to === to) return wayBack(before, from, to);
      queue.push(edge.to);
    }
  }
  return null;
}

function wayBack(
  before: ReadonlyMap<string, FlowEdge>,
  from: string,
  to: string,
): ReturnType<FlowModel['way']> {
  const passed: string[] = [];
  let edge = before.get(to);
  let length = 1;
  while (edge && edge.from !== from) {
    passed.unshift(edge.from);
    edge = before.get(edge.from);
    length++;
  }
  return edge ? { length, first: edge, passed } : null;
}
