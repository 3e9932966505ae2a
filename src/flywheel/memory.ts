import type { NodeMemory, SessionStep, StepAlignment, Wording } from './core/types.js';

/** What one earlier session did, and where in the flow it did it. */
export interface Experience {
  title: string;
  /** The first message: the problem in the caller's own words. */
  opening: string | null;
  steps: SessionStep[];
  alignment: StepAlignment[];
}

const MAX_PROBLEMS = 50;

/** The wordings of each node, oldest first, from the sessions that passed it. */
export function remember(experience: readonly Experience[]): NodeMemory {
  const memory = new Map<string, Wording[]>();
  for (const { steps, alignment } of experience) {
    const placed = alignment.filter((each) => each.node_id !== null);
    placed.forEach(({ step, node_id: nodeId }, i) => {
      const said = steps[step];
      if (nodeId === null || !said) return;
      const next = placed[i + 1]?.node_id ?? null;
      const wording = {
        text: said.text,
        result: said.result ?? null,
        nextNodeId: next === nodeId ? null : next,
      };
      const known = memory.get(nodeId);
      if (known) known.push(wording);
      else memory.set(nodeId, [wording]);
    });
  }
  return memory;
}

/** How the newest sessions put the problem. */
export function problemsOf(experience: readonly Experience[]): string[] {
  return experience.slice(-MAX_PROBLEMS).map(({ title, opening }) => opening ?? title);
}
