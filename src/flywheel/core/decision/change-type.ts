import type { FlowDocument, FlowEdge } from '../../../flows/document/flow-document.js';

/**
 * `branch_addition` where the session leaves the flow at one known node, once, and goes on to an end that the flow
 * did not have; `enhancement` for any other difference.
 *
 * @param base the flow before
 * @param nodeIds the session's way through the flow afterwards
 * @param addedEdges the edges that the session added
 */
export function changeTypeOf(
  base: FlowDocument,
  nodeIds: readonly string[],
  addedEdges: readonly FlowEdge[],
): 'branch_addition' | 'enhancement' {
  const known = new Set(base.nodes.map(({ id }) => id));
  const leaves = nodeIds.findIndex((id) => !known.has(id));
  if (leaves <= 0 || nodeIds.slice(leaves).some((id) => known.has(id))) return 'enhancement';
  // Every added edge lies on the new end: none was added between nodes that were known before.
  const between = addedEdges.some(({ to }) => known.has(to));
  return between ? 'enhancement' : 'branch_addition';
}
