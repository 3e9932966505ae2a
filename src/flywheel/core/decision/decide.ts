import { NO_VECTORS } from '../../../encoding/vectors.js';
import { TextCache } from '../../../search/text/analyse.js';
import { align } from '../alignment/align.js';
import { belonging, belongingFeatures, knownOdds, sessionBags } from './belonging.js';
import { explain, noDecision } from './explanation.js';
import { modelOf } from '../alignment/flow-model.js';
import { place, type Considered } from '../alignment/place.js';
import { bridged, sameFamily } from '../merging/absorb.js';
import { EMPTY_DOCUMENT } from '../merging/graft.js';
import { isBrief, problemLikeness } from './problem-likeness.js';
import { PreparedCandidates } from './prepared-candidates.js';
import { merge } from '../alignment/session-path.js';
import { likelihood } from '../similarity/similarity.js';
import { analyseSteps, type StepAnalysis } from '../similarity/step-analysis.js';
import { termWeights } from '../similarity/term-weights.js';
import type { DecideOptions } from './decide-options.js';
import type {
  Candidate,
  CandidateScore,
  Decision,
  NoneReason,
  SessionInput,
  TermStatistics,
} from '../types.js';

/** Fewer questions and actions than this are too thin to learn from. */
const MIN_STEPS = 2;

/**
 * What a resolved session means for what is known: nothing, a new flow, support for a flow, or a change to one.
 * Pure: the same input gives the same decision up to the ids made by `options.newId`.
 *
 * `candidates` are the flows and pending proposals that the index thought similar; a flow's pending proposals should
 * be among them where the flow is. `stats` are those of the account. Outcomes do not become nodes: a walk ends at
 * the action that solved the problem, and "resolved" after each of them would tell a technician nothing.
 */
export function decide(
  session: SessionInput,
  candidates: readonly Candidate[],
  stats: TermStatistics,
  options: DecideOptions,
): Decision {
  const refused = nothingToLearn(session);
  if (refused) return noDecision(refused);

  const { cache, analyses, considered, shown } = compare(session, candidates, stats, options);
  const best = considered[0];
  if (!best || best.score <= 0) return newFlow(session, analyses, shown, options);
  const family = considered.filter(({ candidate }) => sameFamily(candidate, best.candidate));
  const tied = options.absorb && family.length === 1 ? bridged(session, analyses, considered, cache) : null;
  return (
    place(session, analyses, tied ? [tied] : family, shown, options) ??
    newFlow(session, analyses, shown, options)
  );
}

/**
 * As `decide`, where a person has said which flow the session belongs to, however little it is like it.
 * `family` is that flow with its pending proposals; the decision is never `new_flow`.
 */
export function decideWithin(
  session: SessionInput,
  family: readonly Candidate[],
  stats: TermStatistics,
  options: DecideOptions,
): Decision {
  const refused = nothingToLearn(session);
  if (refused) return noDecision(refused);
  const { cache, analyses, considered, shown } = compare(session, family, stats, options);
  const placed = place(session, analyses, considered, shown, { ...options, cache });
  if (!placed) throw new Error('there is no flow to place the session in');
  return placed;
}

/** The session's steps, and what it was compared with, each text analysed once. */
function compare(
  session: SessionInput,
  candidates: readonly Candidate[],
  stats: TermStatistics,
  options: DecideOptions,
) {
  const cache = options.cache ?? new TextCache();
  const analyses = analyseSteps(session.steps, cache);
  const considered = consider(session, analyses, candidates, stats, { ...options, cache });
  return { cache, analyses, considered, shown: considered.map((each) => each.shown) };
}

/** Why a session has nothing to learn from; null where it has. */
function nothingToLearn({ outcome, isUnread, steps }: SessionInput): NoneReason | null {
  if (outcome !== 'resolved') return 'not_resolved';
  if (isUnread) return 'unread_language';
  const ordinary = steps.filter(({ kind }) => kind !== 'info');
  const tooThin = ordinary.length < MIN_STEPS || !ordinary.some(({ kind }) => kind === 'action');
  return tooThin ? 'too_thin' : null;
}

/** Each candidate compared with the session, the best first. */
export function consider(
  session: SessionInput,
  analyses: readonly StepAnalysis[],
  candidates: readonly Candidate[],
  stats: TermStatistics,
  {
    cache = new TextCache(),
    prepared = new PreparedCandidates(),
    vectors = NO_VECTORS,
  }: Omit<DecideOptions, 'newId'>,
): Considered[] {
  const ready = candidates.map((candidate) => prepared.of(candidate, cache));
  const weights = termWeights(
    ready.map(({ model }) => model),
    stats,
  );
  const bags = sessionBags(session, cache);
  const prior = knownOdds(session, candidates);
  const told = session.opening ?? session.title;
  return candidates
    .flatMap((candidate, i): Considered[] => {
      const known = ready[i];
      if (!known) return [];
      const { model, subject } = known;
      const problem = problemLikeness(told, subject.problemTexts, vectors);
      // Of another problem the same things are asked in nearly the same words.
      const meanings = isBrief(told) && problem.otherSymptom === 0 ? vectors : NO_VECTORS;
      const alignment = align(analyses, model, weights, meanings);
      const features = { ...belongingFeatures(session, bags, subject, alignment, weights), ...problem };
      const score = belonging(features) + prior;
      const shown = {
        kind: candidate.kind,
        id: candidate.id,
        title: candidate.title,
        score: rounded(score),
        likelihood: rounded(likelihood(score)),
        retrieval_score: candidate.retrievalScore,
        matched_share: rounded(features.matched),
      };
      return [{ candidate, model, score, shown, alignment, weights, meanings, absorbs: null }];
    })
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1));
}

function newFlow(
  session: SessionInput,
  analyses: readonly StepAnalysis[],
  shown: CandidateScore[],
  { newId, cache = new TextCache() }: DecideOptions,
): Decision {
  const model = modelOf(EMPTY_DOCUMENT, new Map(), cache);
  const alignment = {
    nodes: session.steps.map(({ kind }) => (kind === 'info' ? -2 : -1)),
    scores: session.steps.map(({ kind }) => (kind === 'info' ? 0 : 1)),
    gain: 0,
  };
  const merged = merge(session.steps, analyses, alignment, model, newId);
  return {
    type: 'new_flow',
    noneReason: null,
    joinsProposalId: null,
    targetFlowId: null,
    baseVersion: null,
    absorbs: null,
    document: merged.document,
    changed: true,
    alignment: merged.alignment,
    // A flow made from one session tells exactly that session.
    fitness: 1,
    ...explain('new_flow', null, merged, shown),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
