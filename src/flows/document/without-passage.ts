import type { FlowDocument } from './flow-document.js';
import { splitFlowDocument } from './split-flow-document.js';

/**
 * A changed document without what one session alone brought into it: nodes and edges that the base has not and that no
 * other session passed. What a person put there, which no session passed, stays, and so do all edges between nodes that
 * stay and that the session did not take. A node that loses its last way becomes an entry.
 * @param base what the document changes; null for a new flow
 * @param passage ids of the nodes that the session passed, in its order
 * @param others the same of the other sessions
 * @returns the document itself where it loses nothing, or would lose its last node
 */
export function withoutPassage(
  document: FlowDocument,
  base: FlowDocument | null,
  passage: readonly string[],
  others: readonly (readonly string[])[],
): FlowDocument {
  const stay = new Set([...(base?.nodes.map(({ id }) => id) ?? []), ...others.flat()]);
  const goes = new Set(passage.filter((id) => !stay.has(id)));
  const kept = new Set(
    [...(base?.edges.map(({ from, to }) => [from, to]) ?? []), ...others.flatMap(waysOf)].map(wayKey),
  );
  const taken = new Set(waysOf(passage).map(wayKey));
  const edges = document.edges.filter(({ from, to }) => {
    const way = wayKey([from, to]);
    return !taken.has(way) || kept.has(way);
  });
  if (edges.length === document.edges.length && !document.nodes.some(({ id }) => goes.has(id)))
    return document;
  const { remaining } = splitFlowDocument({ ...document, edges }, goes, new Set());
  return remaining.nodes.length === 0 ? document : remaining;
}

/** From each node that was passed to the next. */
function waysOf(passage: readonly string[]): [string, string][] {
  return passage.slice(1).flatMap((to, i): [string, string][] => {
    const from = passage[i];
    return from === undefined || from === to ? [] : [[from, to]];
  });
}

const wayKey = (way: readonly string[]): string => JSON.stringify(way);
