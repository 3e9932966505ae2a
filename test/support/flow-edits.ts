import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';

/** The flow with one more step, under a condition of its own. */
export function withBranch(flow: FlowDocument, id: string, from = 'spooler'): FlowDocument {
  return {
    ...flow,
    nodes: [...flow.nodes, { id, kind: 'action', text: `Do what ${id} says.` }],
    edges: [...flow.edges, { id: `to-${id}`, from, to: id, condition: { label: `because of ${id}` } }],
  };
}

/** The flow with another text at one step. */
export function saying(id: string, text: string, flow: FlowDocument = PRINTER_OFFLINE): FlowDocument {
  return { ...flow, nodes: flow.nodes.map((node) => (node.id === id ? { ...node, text } : node)) };
}

/** The flow without one step and the edges at it. */
export function without(id: string, flow: FlowDocument = PRINTER_OFFLINE): FlowDocument {
  return {
    ...flow,
    nodes: flow.nodes.filter((node) => node.id !== id),
    edges: flow.edges.filter(({ from, to }) => from !== id && to !== id),
  };
}
