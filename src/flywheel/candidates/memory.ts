import type { ToldWalk } from '../../l1-walks/learning/walk-memory.service.js';
import { mapInTurns } from '../../kernel/threads/turns.js';
import { redactStep } from '../../redaction/redact-session.js';
import { redactText } from '../../redaction/redact-text.js';
import type { NodeMemory, SessionStep, StepAlignment, Wording } from '../core/types.js';

/** What one earlier session or walk did, and where in the flow it did it. */
export interface Experience {
  /** Null where a walk has no problem. */
  title: string | null;
  /** The user's first message: the problem in the caller's own words. */
  opening: string | null;
  steps: SessionStep[];
  alignment: StepAlignment[];
}

/** Sessions and walks remembered for each flow and each proposal, the newest; enough wordings, and bounded work. */
export const MEMORY = 150;
const MAX_PROBLEMS = 50;

/** As everybody may read it: what sessions said at a node is shown to whoever may see the flow. */
export async function redactExperience({
  title,
  opening,
  steps,
  alignment,
}: Experience): Promise<Experience> {
  return {
    title: title === null ? null : redactText(title),
    opening: opening === null ? null : redactText(opening),
    steps: await mapInTurns(steps, (step) => redactStep({ ...step, result: step.result ?? null })),
    alignment,
  };
}

/** What a walk tells of the nodes that it passed. */
export async function experienceOfWalk({ problem, steps }: ToldWalk): Promise<Experience> {
  return redactExperience({
    title: null,
    opening: problem,
    steps: steps.map(({ step }) => step),
    alignment: steps.map(({ nodeId }, step) => ({ step, node_id: nodeId, move: 'synchronous', score: 1 })),
  });
}

/**
 * The ids of a flow's sessions, and before them those of as many of its newest walks as there is room for: what sessions
 * say comes first wherever not all is looked at.
 */
export function withWalks(sessionIds: readonly string[], walkIds: readonly string[]): string[] {
  const room = Math.max(0, MEMORY - sessionIds.length);
  return [...walkIds.slice(Math.max(0, walkIds.length - room)), ...sessionIds];
}

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
  return experience.flatMap(({ title, opening }) => opening ?? title ?? []).slice(-MAX_PROBLEMS);
}
