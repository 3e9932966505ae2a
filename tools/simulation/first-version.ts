import type { FlowDocument, FlowEdge, FlowNode } from '../../src/flows/document/flow-document.js';
import { nodeOf, type HiddenFlow } from './hidden-flow.js';

/** The flow that is published first: what is hidden, without some of its ends and what leads only to these. */
export function firstVersion(flow: HiddenFlow, unknown: readonly string[]): FlowDocument {
  const nodes: FlowNode[] = [{ id: 'works', kind: 'resolution', text: 'The page comes out of the printer.' }];
  const edges: FlowEdge[] = [];
  const add = (id: string): boolean => {
    if (unknown.includes(id)) return false;
    const { kind, wordings, ways } = nodeOf(flow, id);
    const open = Object.entries(ways).filter(([, next]) => add(next));
    if (kind === 'question' && open.length === 0) return false;
    nodes.push({ id, kind, text: wordings[0] });
    for (const [label, to] of open) edges.push({ id: `${id}-${to}`, from: id, to, condition: { label } });
    if (kind === 'action') edges.push({ id: `${id}-works`, from: id, to: 'works', condition: null });
    return true;
  };
  add(flow.root);
  return { schema_version: 1, entries: [flow.root], nodes: nodes.reverse(), edges: edges.reverse() };
}

/**
 * The change that does harm: somebody who means well puts one action in the place of another, so that a frequent cause
 * is no longer put right.
 */
export function harmed(document: FlowDocument, nodeId: string, text: string): FlowDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === nodeId ? { ...node, text } : node)),
  };
}
