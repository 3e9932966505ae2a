import { outlineOf, type FlowDocument, type FlowNode } from '../graph/outline.js';

export interface RunbookStep {
  node: FlowNode;
  /** Where it leads: the answer, and the number of the step. */
  ways: { id: string; label: string | null; step: number }[];
}

/** The steps in the order of the outline, each once. */
export function runbookOf(document: FlowDocument): RunbookStep[] {
  const nodes = outlineOf(document, null)
    .filter(({ again }) => !again)
    .map(({ node }) => node);
  const numbers = new Map(nodes.map(({ id }, index) => [id, index + 1] as const));
  return nodes.map((node) => ({
    node,
    ways: document.edges
      .filter(({ from }) => from === node.id)
      .map(({ id, to, condition }) => ({
        id,
        label: condition?.label ?? null,
        step: numbers.get(to) ?? 0,
      })),
  }));
}
