import type { TextCache } from '../../search/text/analyse.js';
import type { Alignment } from './align.js';
import type { FlowModel } from './flow-model.js';
import { addTo, coverage, overlap, type Bag } from './bags.js';
import type { TermWeights } from './term-weights.js';
import type { Candidate, SessionInput } from './types.js';

/** What speaks for a session belonging to a candidate. */
export interface BelongingFeatures {
  /** Log odds of the alignment, per question or action of the session. */
  gain: number;
  /** The share of its questions and actions that found a node. */
  matched: number;
  /** How the problem is put, beside how earlier sessions of the candidate put it: the nearest cosine. */
  nearestProblem: number;
  /** The same, beside all of them together. */
  allProblems: number;
  /** The share of the problem's weight that the flow's nodes speak of. */
  problemInNodes: number;
  /** The share of the steps' weight that the candidate's problems and nodes speak of. */
  stepsInCandidate: number;
  /** The share of what the candidate's problems agree on that the session speaks of. */
  problemsInSession: number;
  /** Ln of one plus the number of sessions behind the candidate. */
  support: number;
  /** The problem domains are both known, and differ. */
  otherDomain: number;
}

const WEIGHTS: BelongingFeatures = {
  gain: 2.4,
  matched: 1.5,
  nearestProblem: 1.7,
  allProblems: 1.7,
  problemInNodes: 0.9,
  stepsInCandidate: 1.4,
  problemsInSession: 1.3,
  support: -2.65,
  otherDomain: -4,
};
const PRIOR = 0.4;

/** So many sessions of its domain must be known until a session's problem is as likely known as new. */
const CONCENTRATION = 10;
const MOST_KNOWN_ODDS = 0.5;

/**
 * Log odds, before anything is compared, that the session's problem is among the candidates: the more sessions of
 * its domain they stand for, the likelier it is.
 * Source: D. Aldous, "Exchangeability and related topics" (1985), the Chinese restaurant process.
 */
export function knownOdds(session: SessionInput, candidates: readonly Candidate[]): number {
  const sessions = candidates
    .filter((candidate) => !otherDomain(session, candidate))
    .reduce((sum, { problems }) => sum + Math.max(1, problems.length), 0);
  return Math.min(MOST_KNOWN_ODDS, Math.log((1 + sessions) / CONCENTRATION));
}

function otherDomain(session: SessionInput, candidate: Candidate): boolean {
  const [a, b] = [session.problemDomain, candidate.problemDomain].map((domain) =>
    domain?.trim().toLowerCase(),
  );
  return Boolean(a && b && a !== b);
}

export interface SessionBags {
  problem: Bag;
  steps: Bag;
  all: Bag;
}

export function sessionBags(session: SessionInput, cache: TextCache): SessionBags {
  const told = cache.analyse(session.opening ?? session.title).stems;
  const steps = new Map<string, number>();
  for (const { text, result } of session.steps) {
    addTo(steps, cache.analyse(text).stems);
    if (result) addTo(steps, cache.analyse(result).stems);
  }
  const problem = toThePoint(told, steps);
  const all = new Map(steps);
  addTo(all, problem);
  return { problem, steps, all };
}

export function belongingFeatures(
  session: SessionInput,
  bags: SessionBags,
  candidate: Candidate,
  model: FlowModel,
  alignment: Alignment,
  weights: TermWeights,
  cache: TextCache,
): BelongingFeatures {
  const ordinary = alignment.nodes.filter((_, i) => session.steps[i]?.kind !== 'info');
  const known = ordinary.filter((node) => node >= 0).length;
  const nodes = nodeBag(model);
  const problems = (candidate.problems.length > 0 ? candidate.problems : [candidate.title]).map((text) =>
    toThePoint(cache.analyse(text).stems, nodes),
  );
  const together = sharedProblem(problems);
  const everything = new Map(nodes);
  for (const stems of problems) addTo(everything, stems);
  return {
    gain: Math.max(-1, Math.min(5, alignment.gain / Math.max(1, ordinary.length))),
    matched: known / Math.max(1, ordinary.length),
    nearestProblem: Math.max(0, ...problems.map((stems) => overlap(bags.problem, stems, weights))),
    allProblems: overlap(bags.problem, together, weights),
    problemInNodes: coverage(bags.problem, nodes, weights),
    stepsInCandidate: coverage(bags.steps, everything, weights),
    problemsInSession: coverage(together, bags.all, weights),
    support: Math.log(1 + Math.min(10, problems.length)),
    otherDomain: otherDomain(session, candidate) ? 1 : 0,
  };
}

/** Log odds that the session belongs to the candidate. */
export function belonging(features: BelongingFeatures): number {
  let odds = PRIOR;
  for (const [name, weight] of Object.entries(WEIGHTS))
    odds += weight * features[name as keyof BelongingFeatures];
  return odds;
}

/**
 * A problem's terms with those at half weight that no step takes up: people tell how old a thing is, of what make,
 * and what they need it for.
 */
function toThePoint(problem: Bag, steps: Bag): Bag {
  return new Map([...problem].map(([term, weight]) => [term, steps.has(term) ? weight : weight / 2]));
}

/** The terms of all problems, each weighted by the share of the problems that have it. */
function sharedProblem(problems: readonly Bag[]): Bag {
  const bag = new Map<string, number>();
  for (const stems of problems)
    for (const [term, weight] of stems) bag.set(term, (bag.get(term) ?? 0) + weight / problems.length);
  return bag;
}

function nodeBag(model: FlowModel): Map<string, number> {
  const bag = new Map<string, number>();
  for (const node of model.nodes) for (const text of [...node.texts, ...node.results]) addTo(bag, text.stems);
  return bag;
}
