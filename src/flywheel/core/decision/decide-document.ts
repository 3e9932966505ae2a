import { diffFlowDocuments } from '../../../flows/document/diff-flow-documents.js';
import type { FlowDocument, NodeKind } from '../../../flows/document/flow-document.js';
import { isSingleBranch } from '../../../proposals/proposal.js';
import { TextCache } from '../../../search/text/analyse.js';
import { sameFamily } from '../merging/absorb.js';
import { consider } from './decide.js';
import { EMPTY_DOCUMENT, wordingKey } from '../merging/graft.js';
import { mergeDocument, type MergedDocument, type Twin } from '../merging/merge-document.js';
import { pathCover, type FlowPath } from '../alignment/path-cover.js';
import type { Considered } from '../alignment/place.js';
import { PreparedCandidates } from './prepared-candidates.js';
import { analyseSteps } from '../similarity/step-analysis.js';
import type { DecideOptions } from './decide-options.js';
import type {
  Candidate,
  CandidateScore,
  Decision,
  SessionInput,
  SessionStep,
  StepKind,
  TermStatistics,
} from '../types.js';

/** A document, as one witness of many ways at once. Its steps are its nodes, in their order. */
export interface DocumentInput {
  session: SessionInput;
  document: FlowDocument;
}

/** What a document means, and how it stands in what it became a part of. */
export interface DocumentDecision {
  decision: Decision;
  /** The document alone, with the ids that its nodes have there. */
  placed: FlowDocument;
}

/** So many of a document's ways are looked at. */
const MAX_PATHS = 40;
/** The share of a document's steps that must stand on ways which belong to a flow. */
const LEAST_SHARE = 0.5;
/** A step means a node if that is at least as likely as not. */
const SURE = 0.5;

export const STEP_KINDS: Record<NodeKind, StepKind> = {
  question: 'question',
  action: 'action',
  info: 'info',
  resolution: 'info',
  escalation: 'action',
};

/**
 * What a whole document means for what is known: each of its ways is compared as a session that took it would be. Where
 * the ways that belong to one flow hold half of its steps or more, the document is merged with that flow, or with the
 * pending proposal that shares most with it; else it is a new flow. One decision comes of it, since one document is one
 * witness however many ways it tells.
 */
export function decideDocument(
  { session, document }: DocumentInput,
  candidates: readonly Candidate[],
  stats: TermStatistics,
  options: DecideOptions,
): DocumentDecision {
  const cache = options.cache ?? new TextCache();
  const prepared = options.prepared ?? new PreparedCandidates();
  const walks = pathCover(document, MAX_PATHS).map((path) => walkOf(path, document));
  const looks = walks.map(({ path, steps }) => {
    const analyses = analyseSteps(steps, cache);
    return {
      path,
      considered: consider({ ...session, steps }, analyses, candidates, stats, { cache, prepared }),
    };
  });
  const all = walks.reduce((sum, { steps }) => sum + steps.length, 0);
  const standing = candidates
    .map((candidate) => {
      const scores = looks.map(({ path, considered }) => ({
        steps: path.nodeIds.length,
        score: considered.find((each) => each.candidate.id === candidate.id)?.score ?? -1,
      }));
      const share = scores.reduce((sum, { steps, score }) => sum + (score > 0 ? steps : 0), 0) / all;
      return { candidate, share, best: Math.max(...scores.map(({ score }) => score)) };
    })
    .sort((a, b) => b.share - a.share || b.best - a.best || (a.candidate.id < b.candidate.id ? -1 : 1));
  const shown = shownOf(looks.map(({ considered }) => considered));
  const [first] = standing;
  if (!first || first.share < LEAST_SHARE || first.best <= 0)
    return newFlow(session, document, shown, options);
  const family = candidates.filter((each) => sameFamily(each, first.candidate));
  const members = family.map((member) => {
    const twins = twinsOf(document, member, looks);
    return { member, twins, merged: mergeDocument(member.document, document, twins, options.newId) };
  });
  const flow = members.find(({ member }) => member.kind === 'flow');
  const most = [...members].sort((a, b) => a.merged.addedNodes.length - b.merged.addedNodes.length)[0];
  // What the flow does not hold may wait in a proposal already.
  const chosen = flow && most && flow.merged.addedNodes.length <= most.merged.addedNodes.length ? flow : most;
  if (!chosen) return newFlow(session, document, shown, options);
  const { member, merged, twins } = chosen;
  return placedDecision(session, document, {
    member,
    merged,
    twins,
    shown,
    base: flow?.member.document ?? null,
  });
}

interface Placing {
  member: Candidate;
  merged: MergedDocument;
  twins: ReadonlyMap<string, Twin>;
  shown: CandidateScore[];
  /** The published flow that a pending change starts from. */
  base: FlowDocument | null;
}

function placedDecision(
  session: SessionInput,
  document: FlowDocument,
  { member, merged, twins, shown, base }: Placing,
): DocumentDecision {
  const changed = merged.document !== member.document;
  const type = typeOf(member, merged.document, changed, base);
  const known = new Set(member.document.nodes.map(({ id }) => id));
  const alignment = document.nodes.map(({ id }, step) => {
    const nodeId = merged.ids.get(id) ?? null;
    const isKnown = nodeId !== null && known.has(nodeId);
    return {
      step,
      node_id: nodeId,
      move: isKnown ? ('synchronous' as const) : ('new' as const),
      score: isKnown ? Math.round((twins.get(id)?.score ?? 1) * 1000) / 1000 : 1,
    };
  });
  const newSteps = alignment.filter(({ move }) => move === 'new').map(({ step }) => step);
  const what = `${member.kind === 'flow' ? 'the flow' : 'the pending proposal'} "${member.title}"`;
  const summary = changed
    ? `The document is like ${what}, and adds ${newSteps.length} of its ${document.nodes.length} steps and ${merged.addedEdges.length} connections.`
    : `All steps of the document stand in ${what}.`;
  const decision: Decision = {
    type,
    noneReason: null,
    reason: summary,
    joinsProposalId: member.kind === 'proposal' ? member.id : null,
    targetFlowId: member.targetFlowId,
    baseVersion: member.version,
    absorbs: null,
    document: merged.document,
    changed,
    alignment,
    fitness: Math.round((1 - newSteps.length / Math.max(1, session.steps.length)) * 1000) / 1000,
    explanation: {
      summary,
      candidates: shown,
      new_steps: newSteps,
      skipped_nodes: [],
      new_edges: merged.addedEdges.map(({ from, to, condition }) => ({
        from,
        to,
        label: condition?.label ?? null,
      })),
      relabelled_edges: [],
      unsure_labels: [],
    },
  };
  return { decision, placed: merged.placed };
}

function typeOf(
  member: Candidate,
  document: FlowDocument,
  changed: boolean,
  base: FlowDocument | null,
): Exclude<Decision['type'], 'none'> {
  if (member.kind === 'flow' && !changed) return 'auto_reinforced';
  if (member.proposalType === 'new_flow' || !base) return member.proposalType ?? 'enhancement';
  const diff = diffFlowDocuments(base, document, member.version);
  return isSingleBranch(base, diff) ? 'branch_addition' : 'enhancement';
}

export function newFlow(
  session: SessionInput,
  document: FlowDocument,
  shown: CandidateScore[],
  { newId }: DecideOptions,
): DocumentDecision {
  const { document: placed, ids } = mergeDocument(EMPTY_DOCUMENT, document, new Map(), newId);
  const summary =
    shown.length === 0
      ? 'Nothing similar is known.'
      : 'None of the similar flows and proposals is about what the document tells.';
  const decision: Decision = {
    type: 'new_flow',
    noneReason: null,
    reason: summary,
    joinsProposalId: null,
    targetFlowId: null,
    baseVersion: null,
    absorbs: null,
    document: placed,
    changed: true,
    alignment: session.steps.map((_, step) => ({
      step,
      node_id: ids.get(document.nodes[step]?.id ?? '') ?? null,
      move: 'new',
      score: 1,
    })),
    fitness: 1,
    explanation: {
      summary,
      candidates: shown,
      new_steps: session.steps.map((_, step) => step),
      skipped_nodes: [],
      new_edges: placed.edges.map(({ from, to, condition }) => ({
        from,
        to,
        label: condition?.label ?? null,
      })),
      relabelled_edges: [],
      unsure_labels: [],
    },
  };
  return { decision, placed };
}

/** A way as the steps of a session that took it: what is answered is the condition that leads on. */
function walkOf(path: FlowPath, { nodes }: FlowDocument): { path: FlowPath; steps: SessionStep[] } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const steps = path.nodeIds.flatMap((id, index): SessionStep[] => {
    const node = byId.get(id);
    const result = path.edges[index]?.condition?.label ?? null;
    return node ? [{ kind: STEP_KINDS[node.kind], text: node.text, result }] : [];
  });
  return { path, steps };
}

/** For each node of the document the node of the candidate that most of its ways say it is; none is taken twice. */
function twinsOf(
  document: FlowDocument,
  candidate: Candidate,
  looks: readonly { path: FlowPath; considered: readonly Considered[] }[],
): Map<string, Twin> {
  const votes = new Map<string, { id: string; nodeId: string; score: number }>();
  const vote = (id: string, nodeId: string, score: number): void => {
    const key = `${id} ${nodeId}`;
    if ((votes.get(key)?.score ?? 0) < score) votes.set(key, { id, nodeId, score });
  };
  const wordings = new Map(
    candidate.document.nodes.map(({ id, kind, text }) => [wordingKey(kind, text), id]),
  );
  for (const { id, kind, text } of document.nodes) {
    const same = wordings.get(wordingKey(kind, text));
    if (same !== undefined) vote(id, same, 2);
  }
  for (const { path, considered } of looks) {
    const found = considered.find((each) => each.candidate.id === candidate.id);
    path.nodeIds.forEach((id, index) => {
      const node = found?.model.nodes[found.alignment.nodes[index] ?? -1];
      const score = found?.alignment.scores[index] ?? 0;
      if (node && score >= SURE) vote(id, node.node.id, score);
    });
  }
  const twins = new Map<string, Twin>();
  const taken = new Set<string>();
  for (const { id, nodeId, score } of [...votes.values()].sort((a, b) => b.score - a.score)) {
    if (twins.has(id) || taken.has(nodeId)) continue;
    twins.set(id, { nodeId, score: Math.min(1, score) });
    taken.add(nodeId);
  }
  return twins;
}

/** Each candidate once, with the best that any way says of it. */
function shownOf(looks: readonly (readonly Considered[])[]): CandidateScore[] {
  const best = new Map<string, CandidateScore>();
  for (const { shown } of looks.flat())
    if ((best.get(shown.id)?.score ?? -Infinity) < shown.score) best.set(shown.id, shown);
  return [...best.values()].sort((a, b) => b.score - a.score);
}
