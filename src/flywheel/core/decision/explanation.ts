import type { Merge } from '../alignment/session-path.js';
import type { Candidate, CandidateScore, Decision, Explanation, NoneReason } from '../types.js';

const NONE_REASONS: Record<NoneReason, string> = {
  not_resolved: 'The session was not resolved, so there is no solution to learn.',
  unread_language:
    'What was said is in a language that is not read here: English, German, French, Spanish, Portuguese, Italian and Dutch are. Record the session with its steps to learn from it.',
  too_thin: 'The session has no action, or fewer than two questions and actions: too thin to learn from.',
};

export function noDecision(noneReason: NoneReason): Decision {
  return { ...undecided(NONE_REASONS[noneReason]), noneReason };
}

/** Where nothing was compared, for a reason that is not the session's. */
export function undecided(reason: string): Decision {
  return {
    type: 'none',
    noneReason: null,
    reason,
    joinsProposalId: null,
    targetFlowId: null,
    baseVersion: null,
    absorbs: null,
    document: null,
    changed: false,
    alignment: [],
    fitness: 0,
    explanation: {
      summary: reason,
      candidates: [],
      new_steps: [],
      skipped_nodes: [],
      new_edges: [],
      relabelled_edges: [],
      unsure_labels: [],
    },
  };
}

/** Puts a decision into words, and lists what it rests on. */
export function explain(
  type: Exclude<Decision['type'], 'none'>,
  candidate: Candidate | null,
  merged: Merge,
  candidates: CandidateScore[],
): { reason: string; explanation: Explanation } {
  const newSteps = merged.alignment.filter(({ move }) => move === 'new').map(({ step }) => step);
  const reason = sentence(type, candidate, merged, newSteps.length, candidates);
  return {
    reason,
    explanation: {
      summary: reason,
      candidates,
      new_steps: newSteps,
      skipped_nodes: merged.skipped,
      new_edges: merged.addedEdges.map(({ from, to, condition }) => ({
        from,
        to,
        label: condition?.label ?? null,
      })),
      relabelled_edges: merged.relabelled,
      unsure_labels: merged.unsure,
    },
  };
}

function sentence(
  type: Exclude<Decision['type'], 'none'>,
  candidate: Candidate | null,
  merged: Merge,
  newSteps: number,
  candidates: CandidateScore[],
): string {
  if (!candidate)
    return candidates.length === 0
      ? 'Nothing similar is known.'
      : 'None of the similar flows and proposals is about this problem.';
  const name = `${candidate.kind === 'flow' ? 'the flow' : 'the pending proposal'} "${candidate.title}"`;
  const additions = `${count(newSteps, 'new step')} and ${count(merged.addedEdges.length, 'new connection')}`;
  if (type === 'auto_reinforced')
    return `Every step has its node in ${name}, and the answers lead along its edges.`;
  if (candidate.kind === 'proposal')
    return newSteps + merged.addedEdges.length === 0
      ? `The session fits ${name}.`
      : `The session extends ${name} by ${additions}.`;
  return type === 'branch_addition'
    ? `The session leaves ${name} at one known node and goes on to a new end: ${additions}.`
    : `The session differs from ${name}: ${additions}.`;
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}
