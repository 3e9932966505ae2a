/**
 * Directed graphs by node id: the pure functions on which validation, merging and alignment stand.
 * Nothing here recurses, so a chain of any length is safe, and every function is linear in nodes and edges.
 */
export interface GraphEdge {
  from: string;
  to: string;
}

/** An index of nodes and edges. Every node has a (possibly empty) list in both maps. */
export interface Graph<E extends GraphEdge = GraphEdge> {
  readonly ids: readonly string[];
  readonly outgoing: ReadonlyMap<string, readonly E[]>;
  readonly incoming: ReadonlyMap<string, readonly E[]>;
}

export class CyclicGraphError extends Error {
  constructor() {
    super('The graph has a cycle, so its nodes have no topological order.');
    this.name = 'CyclicGraphError';
  }
}

/**
 * Indexes a flow document, or anything with nodes and edges. Lists keep the order of `edges`.
 * An edge with an end that is no node is left out, as is a second node of the same id.
 */
export function graphOf<E extends GraphEdge>(source: {
  nodes: readonly { id: string }[];
  edges: readonly E[];
}): Graph<E> {
  const outgoing = new Map<string, E[]>();
  const incoming = new Map<string, E[]>();
  for (const { id } of source.nodes) {
    if (outgoing.has(id)) continue;
    outgoing.set(id, []);
    incoming.set(id, []);
  }
  for (const edge of source.edges) {
    const out = outgoing.get(edge.from);
    const into = incoming.get(edge.to);
    if (!out || !into) continue;
    out.push(edge);
    into.push(edge);
  }
  return { ids: [...outgoing.keys()], outgoing, incoming };
}

/**
 * The node ids such that each edge leads forward; nodes that nothing orders come as the graph lists them.
 * Source: A. B. Kahn, "Topological sorting of large networks", CACM 5 (1962).
 * @throws CyclicGraphError when there is no such order
 */
export function topologicalOrder(graph: Graph): string[] {
  const waitsFor = new Map(graph.ids.map((id) => [id, graph.incoming.get(id)?.length ?? 0]));
  const order = graph.ids.filter((id) => waitsFor.get(id) === 0);
  // The list grows while it is walked: it is the queue and the result at once.
  for (const id of order) {
    for (const { to } of graph.outgoing.get(id) ?? []) {
      const left = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, left);
      if (left === 0) order.push(to);
    }
  }
  if (order.length < graph.ids.length) throw new CyclicGraphError();
  return order;
}

/** The nodes that can be reached from any of `starts`, those included; a start that is no node is ignored. */
export function reachableFrom(graph: Graph, starts: Iterable<string>): Set<string> {
  return closure(starts, graph.outgoing, (edge) => edge.to);
}

/** The nodes from which `id` can be reached, without `id` itself (unless it lies on a cycle). */
export function ancestorsOf(graph: Graph, id: string): Set<string> {
  const parents = (graph.incoming.get(id) ?? []).map((edge) => edge.from);
  return closure(parents, graph.incoming, (edge) => edge.from);
}

/** Whether an edge from `from` to `to` would close a cycle; true also for a self edge. */
export function wouldCreateCycle(graph: Graph, from: string, to: string): boolean {
  return from === to || reachableFrom(graph, [to]).has(from);
}

/**
 * The edges that lead back to a node on the way to them: without these the graph has no cycle.
 * The walk begins at `starts`, in their order, and goes on with the nodes that they do not reach.
 */
export function closingEdges<E extends GraphEdge>(graph: Graph<E>, starts: Iterable<string> = []): E[] {
  const closing: E[] = [];
  const onTheWay = new Set<string>();
  const done = new Set<string>();
  for (const start of [...starts, ...graph.ids]) {
    if (done.has(start) || !graph.outgoing.has(start)) continue;
    const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
    onTheWay.add(start);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const edge = graph.outgoing.get(step.id)?.[step.next++];
      if (!edge) {
        path.pop();
        onTheWay.delete(step.id);
        done.add(step.id);
      } else if (onTheWay.has(edge.to)) {
        closing.push(edge);
      } else if (!done.has(edge.to)) {
        path.push({ id: edge.to, next: 0 });
        onTheWay.add(edge.to);
      }
    }
  }
  return closing;
}

/**
 * The number of each node's strongly connected component: two nodes have one number where each can be reached from the
 * other, so an edge lies on a cycle exactly when its ends have one.
 * Source: M. Sharir, "A strong-connectivity algorithm and its applications in data flow analysis", 1981 (Kosaraju's).
 */
export function componentsOf(graph: Graph): Map<string, number> {
  const component = new Map<string, number>();
  for (const root of finishingOrder(graph).reverse()) {
    if (component.has(root)) continue;
    const found = [root];
    component.set(root, component.size);
    const number = component.size - 1;
    for (const id of found)
      for (const { from } of graph.incoming.get(id) ?? []) {
        if (component.has(from)) continue;
        component.set(from, number);
        found.push(from);
      }
  }
  return component;
}

/** Each node after all that a walk from it comes to first. */
function finishingOrder(graph: Graph): string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  for (const start of graph.ids) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ id: start, next: 0 }];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const edge = graph.outgoing.get(step.id)?.[step.next++];
      if (!edge) order.push(path.pop()?.id ?? '');
      else if (!seen.has(edge.to)) {
        seen.add(edge.to);
        path.push({ id: edge.to, next: 0 });
      }
    }
  }
  return order;
}

function closure<E extends GraphEdge>(
  starts: Iterable<string>,
  edgesOf: ReadonlyMap<string, readonly E[]>,
  end: (edge: E) => string,
): Set<string> {
  const found = new Set<string>();
  for (const start of starts) if (edgesOf.has(start)) found.add(start);
  // A set is walked in the order of insertion, and what is added meanwhile is walked too.
  for (const id of found) for (const edge of edgesOf.get(id) ?? []) found.add(end(edge));
  return found;
}
