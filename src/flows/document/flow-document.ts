/**
 * The flow document: a troubleshooting flow as a directed acyclic graph.
 *
 * It is what `flow_proposals.proposed_flow_data` and `tree_versions.flow_data` hold, and what crosses the API.
 * Property names are those of the stored JSON.
 */
export const FLOW_SCHEMA_VERSION = 1;

export const NODE_KINDS = ['question', 'action', 'info', 'resolution', 'escalation'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** One step of the flow. Its id is kept through proposal, publication and every later version. */
export interface FlowNode {
  id: string;
  kind: NodeKind;
  text: string;
}

/** The answer under which an edge is taken. The label `any` is taken when no other condition fits. */
export interface EdgeCondition {
  label: string;
}

export interface FlowEdge {
  id: string;
  from: string;
  to: string;
  condition: EdgeCondition | null;
}

/** `entries` are the ids of the nodes at which a walk may begin; the first is where it normally does. */
export interface FlowDocument {
  schema_version: typeof FLOW_SCHEMA_VERSION;
  entries: string[];
  nodes: FlowNode[];
  edges: FlowEdge[];
}

/** A document as it is answered: the database does not keep the order of properties. */
export function inReadingOrder({ schema_version, entries, nodes, edges }: FlowDocument): FlowDocument {
  return { schema_version, entries, nodes, edges };
}
