import type { Decision, SessionStep, StepAlignment } from '../types.js';

/** A look-alike may bring so large a share of questions and actions that are new. */
const MOST_NEW = 1 / 3;

/**
 * Whether a session tells materially more than what it was aligned with: it ends at another solution, or more than a
 * third of what was asked and done is new. Another wording, a skipped question or a step more on the way is not.
 */
export function goesBeyond(steps: readonly SessionStep[], alignment: readonly StepAlignment[]): boolean {
  const ordinary = alignment.filter(({ step }) => (steps[step]?.kind ?? 'info') !== 'info');
  const added = ordinary.filter(({ move }) => move === 'new');
  if (added.length > ordinary.length * MOST_NEW) return true;
  const solution = ordinary.findLast(
    ({ step, move }) => steps[step]?.kind === 'action' && move !== 'log_only',
  );
  return solution?.move === 'new';
}

/** A session joins what was decided against. */
export function joiningSetAside(
  decision: Decision,
  { title, status }: { title: string; status: 'rejected' | 'dismissed' },
): Decision {
  const summary = `The session is like the ${status} proposal "${title}", and is counted with it.`;
  return { ...decision, reason: summary, explanation: { ...decision.explanation, summary } };
}

/** As `decision`, with nothing added to the document of the proposal that the session joins. */
export function withoutAdditions(decision: Decision, document: Decision['document']): Decision {
  return {
    ...decision,
    document,
    changed: false,
    alignment: decision.alignment.map((each) =>
      each.move === 'new' ? { ...each, node_id: null, move: 'log_only' } : each,
    ),
    explanation: {
      ...decision.explanation,
      new_steps: [],
      new_edges: [],
      relabelled_edges: [],
      unsure_labels: [],
    },
  };
}
