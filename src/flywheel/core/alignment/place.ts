import type { Vectors } from '../../../encoding/vectors.js';
import { NEW_STEP, type Alignment } from './align.js';
import { changeTypeOf } from '../decision/change-type.js';
import { explain } from '../decision/explanation.js';
import type { FlowModel } from './flow-model.js';
import { merge, type Merge } from './session-path.js';
import type { StepAnalysis } from '../similarity/step-analysis.js';
import type { TermWeights } from '../similarity/term-weights.js';
import type { DecideOptions } from '../decision/decide-options.js';
import type { Absorbed, Candidate, CandidateScore, Decision, SessionInput } from '../types.js';

/** A candidate, compared with the session. */
export interface Considered {
  candidate: Candidate;
  model: FlowModel;
  alignment: Alignment;
  weights: TermWeights;
  /** By which the steps were compared in meaning. */
  meanings: Vectors;
  /** Log odds that the session belongs to it. */
  score: number;
  shown: CandidateScore;
  /** What the model holds besides the candidate's own document. */
  absorbs: Absorbed | null;
}

/**
 * Settles which member of a family the session goes to: the flow where it fits as it stands, else a pending proposal
 * that it fits or extends, else the flow as a new proposal. `family` is ordered by score; null when it is empty.
 */
export function place(
  session: SessionInput,
  analyses: readonly StepAnalysis[],
  family: readonly Considered[],
  shown: CandidateScore[],
  options: DecideOptions,
): Decision | null {
  const merged = family.map((member) => ({
    ...member,
    merge: merge(
      session.steps,
      analyses,
      withSureActions(session, member.alignment),
      member.model,
      options.newId,
    ),
  }));
  const flow = merged.find(({ candidate }) => candidate.kind === 'flow');
  const base = flow?.model.document ?? null;
  if (flow && !flow.absorbs && flow.merge.document === flow.model.document)
    return decision(flow, 'auto_reinforced', shown);
  if (flow && base && isCorrectedAlready(flow, family)) {
    const fits = { ...flow, merge: { ...flow.merge, document: base, relabelled: [] } };
    return decision(fits, 'auto_reinforced', shown);
  }
  const proposal = merged.find(
    (member) =>
      member.candidate.kind === 'proposal' && (!base || usesAdditions(member.merge, base, member.model)),
  );
  if (proposal) {
    const type =
      proposal.candidate.proposalType === 'new_flow' || !base
        ? (proposal.candidate.proposalType ?? 'new_flow')
        : changeOf(proposal.candidate, base, proposal.merge);
    return decision(proposal, type, shown);
  }
  const member = flow ?? merged[0];
  if (!member) return null;
  const type = member.absorbs
    ? 'enhancement'
    : changeTypeOf(member.model.document, member.merge.nodeIds, member.merge.addedEdges);
  return decision(member, type, shown);
}

/**
 * The least likelihood at which what was done is taken for an action of the flow. Whatever led there, nobody looks at what
 * reinforces: of 216 sessions of recorded dialogs that did so, it keeps one for a reviewer.
 */
const SURE_ACTION = 0.3;

/** An alignment in which what was done and is like no action of the flow is a step of its own. */
function withSureActions({ steps }: SessionInput, alignment: Alignment): Alignment {
  const isUnsure = (node: number, i: number): boolean =>
    node >= 0 && steps[i]?.kind === 'action' && (alignment.scores[i] ?? 0) < SURE_ACTION;
  if (!alignment.nodes.some(isUnsure)) return alignment;
  return {
    ...alignment,
    nodes: alignment.nodes.map((node, i) => (isUnsure(node, i) ? NEW_STEP : node)),
    scores: alignment.scores.map((score, i) =>
      isUnsure(alignment.nodes[i] ?? NEW_STEP, i) ? 1 - score : score,
    ),
  };
}

/** Whether all that the session would change is labels that a pending proposal puts right already. */
function isCorrectedAlready(flow: Considered & { merge: Merge }, family: readonly Considered[]): boolean {
  const { addedNodes, addedEdges, relabelled, document } = flow.merge;
  if (flow.absorbs || addedNodes.length + addedEdges.length > 0 || relabelled.length === 0) return false;
  const labelIn = ({ edges }: Candidate['document'], id: string): string | undefined =>
    edges.find((edge) => edge.id === id)?.condition?.label;
  return family.some(
    ({ candidate, model }) =>
      candidate.kind === 'proposal' &&
      relabelled.every((id) => labelIn(model.document, id) === labelIn(document, id)),
  );
}

/** Whether the session stands on something that a pending change adds to the published flow. */
function usesAdditions(merged: Merge, base: Candidate['document'], model: FlowModel): boolean {
  const known = new Set(base.nodes.map(({ id }) => id));
  const edges = new Set(base.edges.map(({ from, to }) => `${from} ${to}`));
  const proposed = new Set(model.document.nodes.map(({ id }) => id));
  return merged.nodeIds.some((id, i) => {
    if (proposed.has(id) && !known.has(id)) return true;
    const from = merged.nodeIds[i - 1] ?? '';
    return !edges.has(`${from} ${id}`) && model.edgesFrom(from).some(({ to }) => to === id);
  });
}

/** What a pending change is once a session has joined it: a single branch stays one if nothing else was added. */
function changeOf(
  candidate: Candidate,
  base: Candidate['document'],
  merged: Merge,
): 'branch_addition' | 'enhancement' {
  if (candidate.proposalType !== 'branch_addition') return 'enhancement';
  const known = new Set(base.nodes.map(({ id }) => id));
  const leaving = merged.document.edges.filter(
    ({ from, to }) => known.has(from) && !base.edges.some((edge) => edge.from === from && edge.to === to),
  );
  return leaving.length === 1 && merged.addedEdges.length === 0 ? 'branch_addition' : 'enhancement';
}

function decision(
  { candidate, model, absorbs, merge: merged }: Considered & { merge: Merge },
  type: 'new_flow' | 'auto_reinforced' | 'branch_addition' | 'enhancement',
  shown: CandidateScore[],
): Decision {
  return {
    type,
    noneReason: null,
    joinsProposalId: candidate.kind === 'proposal' ? candidate.id : null,
    targetFlowId: candidate.targetFlowId,
    baseVersion: candidate.version,
    absorbs,
    document: merged.document,
    changed: absorbs !== null || merged.document !== model.document,
    alignment: merged.alignment,
    fitness: merged.fitness,
    ...explain(type, candidate, merged, shown),
  };
}
