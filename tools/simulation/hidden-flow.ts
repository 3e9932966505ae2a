/**
 * What is really so: a procedure that nobody in the simulation knows as a whole. A tree of questions whose leaves are
 * the actions that put right one cause each. Every wording of a node is one that some technician would use.
 */
export interface HiddenNode {
  kind: 'question' | 'action';
  wordings: readonly [string, ...string[]];
  /** By answer, the node that it leads to; none at an action. */
  ways: Readonly<Record<string, string>>;
}

export interface HiddenFlow {
  title: string;
  problemDomain: string;
  root: string;
  nodes: Readonly<Record<string, HiddenNode>>;
  /** The causes by the action that puts them right, and how often each is behind a call. */
  causes: Readonly<Record<string, number>>;
}

export interface TrueStep {
  nodeId: string;
  /** Null at the action that ends the way. */
  answer: string | null;
}

export function nodeOf(flow: HiddenFlow, id: string): HiddenNode {
  const node = flow.nodes[id];
  if (!node) throw new Error(`the hidden flow has no node ${id}`);
  return node;
}

/** The one way from the root to the action that puts a cause right. */
export function wayTo(flow: HiddenFlow, cause: string, from = flow.root): TrueStep[] | null {
  if (from === cause) return [{ nodeId: from, answer: null }];
  for (const [answer, next] of Object.entries(nodeOf(flow, from).ways)) {
    const rest = wayTo(flow, cause, next);
    if (rest) return [{ nodeId: from, answer }, ...rest];
  }
  return null;
}

/** The nodes by their wordings; texts are held against each other without case and punctuation. */
export function nodesByText(flow: HiddenFlow): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(flow.nodes).flatMap(([id, { wordings }]) =>
      wordings.map((text) => [textKey(text), id] as const),
    ),
  );
}

export function textKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
