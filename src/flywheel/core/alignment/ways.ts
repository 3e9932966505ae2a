/** The shortest ways of one edge or more between the nodes of an acyclic flow; nodes are numbered from 0 to n - 1. */
export interface Ways {
  /** At `from * n + to`: the number of edges; 0 where no way leads there. */
  readonly length: Int16Array;
  /** At `from * n + to`: which of the edges that lead on from the first node the way begins with; -1 where there is no way. */
  readonly first: Int16Array;
  /** The nodes that a way passes, in their order. */
  passed(from: number, to: number): number[];
}

/**
 * Breadth first from each node; of several ways of one length the one whose edges come first.
 * @param next by node: where its edges lead, in their order; -1 for an edge that leads nowhere
 */
export function shortestWays(next: readonly (readonly number[])[]): Ways {
  const size = next.length;
  const length = new Int16Array(size * size);
  const first = new Int16Array(size * size).fill(-1);
  const before = new Int16Array(size * size).fill(-1);
  for (let from = 0; from < size; from++) {
    const row = from * size;
    const queue = [from];
    for (const here of queue) {
      next[here]?.forEach((there, edge) => {
        if (there < 0 || there === from || before[row + there] !== -1) return;
        before[row + there] = here;
        length[row + there] = (length[row + here] ?? 0) + 1;
        first[row + there] = here === from ? edge : (first[row + here] ?? -1);
        queue.push(there);
      });
    }
  }
  return {
    length,
    first,
    passed(from, to) {
      const passed: number[] = [];
      let node = before[from * size + to] ?? -1;
      while (node !== -1 && node !== from) {
        passed.unshift(node);
        node = before[from * size + node] ?? -1;
      }
      return passed;
    },
  };
}
