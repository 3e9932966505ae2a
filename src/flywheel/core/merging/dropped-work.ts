import type { FlowDocument } from '../../../flows/document/flow-document.js';

/**
 * Whether something that a proposal adds or rewrites is missing from what it was carried over to, under whatever id:
 * it hung on what the flow has no more.
 *
 * @param base the version that the proposal was made from
 * @param proposed the proposal's document
 * @param carried what became of it on another version
 */
export function dropsWork(base: FlowDocument, proposed: FlowDocument, carried: FlowDocument): boolean {
  const before = new Map(base.nodes.map((node) => [node.id, node]));
  const wanted = new Map(proposed.nodes.map((node) => [node.id, node]));
  const ids = new Set(carried.nodes.map(({ id }) => id));
  const said = new Set(carried.nodes.map(({ kind, text }) => JSON.stringify([kind, text])));
  const isThere = (id: string): boolean => {
    const node = wanted.get(id);
    return ids.has(id) || (node !== undefined && said.has(JSON.stringify([node.kind, node.text])));
  };
  const knownEdges = new Set(base.edges.map(({ id }) => id));
  return (
    proposed.nodes.some(({ id, kind, text }) => {
      const was = before.get(id);
      return (was?.kind !== kind || was.text !== text) && !isThere(id);
    }) || proposed.edges.some(({ id, from, to }) => !knownEdges.has(id) && !(isThere(from) && isThere(to)))
  );
}
