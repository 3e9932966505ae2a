import type { TextAnalysis, TextCache } from '../../../search/text/analyse.js';
import type { FlowDocument, FlowEdge, FlowNode } from '../../../flows/document/flow-document.js';
import { graphOf } from '../../../flows/document/graph.js';
import { Postings } from '../similarity/postings.js';
import type { NodeMemory } from '../types.js';
import { shortestWays, type Ways } from './ways.js';

/** The latest distinct wordings of a node that are looked at: more cost time and teach nothing. */
export const MAX_WORDINGS = 40;

/** An answer that was given at a node, and where the session went on. */
export interface SeenAnswer {
  question: string;
  answer: string;
  analysis: TextAnalysis;
  next: string;
}

/** Where sessions went on to from a node, and with what different answers. */
export interface Answered {
  /** By way: the different answers that led along it. */
  readonly ways: readonly ReadonlySet<string>[];
  /** By node: the way that leads there. */
  readonly wayTo: ReadonlyMap<string, number>;
  /** The answers; what is a node elsewhere is a way here. */
  readonly texts: Postings;
  /** By text. */
  readonly norms: readonly number[];
}

export interface NodeModel {
  readonly node: FlowNode;
  /** The node's own text first, then the different wordings of sessions. */
  readonly texts: readonly TextAnalysis[];
  /** The different results that sessions had. */
  readonly results: readonly TextAnalysis[];
  readonly keys: ReadonlySet<string>;
  readonly answers: readonly SeenAnswer[];
  readonly answered: Answered;
}

/** A flow document made ready to be compared with sessions. */
export interface FlowModel {
  readonly document: FlowDocument;
  readonly nodes: readonly NodeModel[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** What was said at the nodes, and what came of it. */
  readonly texts: Postings;
  readonly results: Postings;
  /** By node: the edges that lead on from it. */
  edgesFrom(id: string): readonly FlowEdge[];
  /** Between its nodes. */
  readonly ways: Ways;
}

export function modelOf(document: FlowDocument, memory: NodeMemory, cache: TextCache): FlowModel {
  const graph = graphOf(document);
  const nodes = document.nodes.map((node) => nodeModelOf(node, memory, cache));
  const indexOf = new Map(document.nodes.map((node, index) => [node.id, index]));
  return {
    document,
    nodes,
    indexOf,
    texts: new Postings(nodes.map(({ texts }) => texts)),
    results: new Postings(nodes.map(({ results }) => results)),
    edgesFrom: (id) => graph.outgoing.get(id) ?? [],
    ways: shortestWays(
      document.nodes.map(({ id }) => (graph.outgoing.get(id) ?? []).map(({ to }) => indexOf.get(to) ?? -1)),
    ),
  };
}

function nodeModelOf(node: FlowNode, memory: NodeMemory, cache: TextCache): NodeModel {
  const own = cache.analyse(node.text);
  const remembered = memory.get(node.id) ?? [];
  if (remembered.length === 0) {
    const keys = new Set([own.key]);
    return { node, texts: [own], results: NOTHING, keys, answers: NOTHING, answered: NOTHING_ANSWERED };
  }
  const texts = new Map([[own.key, own]]);
  const results = new Map<string, TextAnalysis>();
  const answers: SeenAnswer[] = [];
  const seen = new Set<string>();
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
    answers,
    answered: answeredOf(answers),
  };
}

const NOTHING: readonly never[] = [];
const NOTHING_ANSWERED: Answered = { ways: [], wayTo: new Map(), texts: new Postings([]), norms: [] };

function answeredOf(answers: readonly SeenAnswer[]): Answered {
  if (answers.length === 0) return NOTHING_ANSWERED;
  const byNext = new Map<string, Map<string, TextAnalysis>>();
  for (const { next, analysis } of answers) {
    const known = byNext.get(next);
    if (known) known.set(analysis.key, analysis);
    else byNext.set(next, new Map([[analysis.key, analysis]]));
  }
  const texts = new Postings([...byNext.values()].map((known) => [...known.values()]));
  return {
    ways: [...byNext.values()].map((known) => new Set(known.keys())),
    wayTo: new Map([...byNext.keys()].map((next, way) => [next, way])),
    texts,
    norms: texts.texts.map(({ squares }) => Math.sqrt(squares)),
  };
}
