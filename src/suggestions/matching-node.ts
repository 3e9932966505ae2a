import type { FlowDocument, FlowNode } from '../flows/document/flow-document.js';
import { ancestorsOf, graphOf } from '../flows/document/graph.js';
import type { TextCache } from '../search/text/analyse.js';
import { placesOf, termsByWord, type WordPlace } from '../search/text/word-places.js';

/** The node of a flow that a problem's words fit best. */
export interface MatchingNode {
  node: FlowNode;
  /** Where in its text the words fit. */
  places: WordPlace[];
}

/** Which words of a problem a flow has. */
export interface WordMatch {
  /** In its title or in one of its nodes. */
  inFlow: string[];
  /** Only in what its sessions said. */
  inSessions: string[];
  /** Nowhere. */
  missing: string[];
}

/**
 * The node with the greatest sum over the terms that it shares with the problem, the first one of equals; null where
 * no node has a term. A term counts as much as it tells in the account, times how few nodes of the flow have it: nodes
 * are what is to be told apart.
 * Source: K. Sparck Jones, "A statistical interpretation of term specificity", J. of Documentation 28 (1972).
 */
export function matchingNode(
  { nodes }: FlowDocument,
  impacts: ReadonlyMap<string, number>,
  cache: TextCache,
): MatchingNode | null {
  const shared = nodes.map((node) =>
    [...cache.analyse(node.text).stems].filter(([term]) => impacts.has(term)),
  );
  const having = new Map<string, number>();
  for (const [term] of shared.flat()) having.set(term, (having.get(term) ?? 0) + 1);
  const values = new Map<string, number>();
  for (const [term, count] of having)
    values.set(term, (impacts.get(term) ?? 0) * Math.log(1 + nodes.length / count));
  let best: FlowNode | null = null;
  let highest = 0;
  for (const [index, node] of nodes.entries()) {
    let sum = 0;
    for (const [term, weight] of shared[index] ?? []) sum += (values.get(term) ?? 0) * weight;
    if (sum > highest) [best, highest] = [node, sum];
  }
  return best && { node: best, places: placesOf(best.text, new Set(impacts.keys())) };
}

/** The entry from which a node is reached, the first in the flow's order; the node itself where it is one. */
export function entryFor(document: FlowDocument, nodeId: string | null): string | null {
  const { entries } = document;
  const [first = null] = entries;
  if (nodeId === null || entries.includes(nodeId)) return nodeId ?? first;
  const before = ancestorsOf(graphOf(document), nodeId);
  return entries.find((entry) => before.has(entry)) ?? first;
}

/**
 * Sorts the words of a problem by where a flow has them.
 * @param found the terms of the problem that the flow was found by
 * @param otherwise by word: the terms of other words that mean the same
 */
export function matchWords(
  problem: string,
  { title, document }: { title: string; document: FlowDocument },
  found: ReadonlySet<string>,
  cache: TextCache,
  otherwise: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): WordMatch {
  const own = new Set<string>();
  for (const text of [title, ...document.nodes.map((node) => node.text)])
    for (const term of cache.analyse(text).stems.keys()) own.add(term);
  const match: WordMatch = { inFlow: [], inSessions: [], missing: [] };
  for (const [word, itsOwn] of termsByWord(problem)) {
    const terms = [...itsOwn, ...(otherwise.get(word) ?? [])];
    if (terms.some((term) => own.has(term))) match.inFlow.push(word);
    else if (terms.some((term) => found.has(term))) match.inSessions.push(word);
    else match.missing.push(word);
  }
  return match;
}
