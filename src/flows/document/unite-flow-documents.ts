import { labelKey } from './edge-condition.js';
import type { FlowDocument, FlowEdge } from './flow-document.js';
import { FLOW_LIMITS } from './flow-limits.js';

/** Where a second flow begins in the first: after an answer at one of its nodes. */
export interface Junction {
  /** The id of a node of the first. */
  nodeId: string;
  /** The answer that leads to the second; null for a way without a condition. */
  label: string | null;
}

/**
 * One flow document of two. Nodes and edges of the first stay as they are. A node that both have, id, kind and text, is one
 * node, and so is an edge; of two that have only the id in common, the second's gets another.
 * What comes of it is checked by nobody here: shared nodes may close a cycle, or give one answer two ways.
 * @param junction where the second begins; without it its entries stand behind those of the first
 */
export function uniteFlowDocuments(
  first: FlowDocument,
  second: FlowDocument,
  junction: Junction | null,
): FlowDocument {
  const known = new Map(first.nodes.map((node) => [node.id, node]));
  const nodeIds = new FreeIds([...first.nodes, ...second.nodes]);
  const renamed = new Map(
    second.nodes.map(({ id, kind, text }) => {
      const same = known.get(id);
      const isOther = same !== undefined && (same.kind !== kind || same.text !== text);
      return [id, isOther ? nodeIds.instead(id) : id];
    }),
  );
  const to = (id: string): string => renamed.get(id) ?? id;
  const edgeIds = new FreeIds([...first.edges, ...second.edges]);
  const taken = new Set(first.edges.map(({ id }) => id));
  const ways = new Set(first.edges.map(wayOf));
  const edges = second.edges
    .map((edge) => ({ ...edge, from: to(edge.from), to: to(edge.to) }))
    .filter((edge) => !ways.has(wayOf(edge)))
    .map((edge) => (taken.has(edge.id) ? { ...edge, id: edgeIds.instead(edge.id) } : edge));
  const entries = second.entries.map(to).filter((id) => !first.entries.includes(id));
  const [begins] = entries;
  const joining =
    junction === null || begins === undefined
      ? []
      : [joiningEdge(junction, begins, edgeIds.instead('joins'))];
  return {
    ...first,
    entries: [...first.entries, ...(joining.length > 0 ? entries.slice(1) : entries)],
    nodes: [
      ...first.nodes,
      ...second.nodes.flatMap((node) => (known.has(to(node.id)) ? [] : [{ ...node, id: to(node.id) }])),
    ],
    edges: [...first.edges, ...joining, ...edges],
  };
}

function joiningEdge({ nodeId, label }: Junction, to: string, id: string): FlowEdge {
  return { id, from: nodeId, to, condition: label === null ? null : { label } };
}

const wayOf = ({ from, to, condition }: FlowEdge): string =>
  JSON.stringify([from, to, condition && labelKey(condition.label)]);

/** Ids that nothing has yet. */
class FreeIds {
  private readonly taken: Set<string>;

  constructor(items: readonly { id: string }[]) {
    this.taken = new Set(items.map(({ id }) => id));
  }

  instead(id: string): string {
    for (let i = 2; ; i++) {
      const suffix = `-${i}`;
      const other = id.slice(0, FLOW_LIMITS.id - suffix.length) + suffix;
      if (this.taken.has(other)) continue;
      this.taken.add(other);
      return other;
    }
  }
}
