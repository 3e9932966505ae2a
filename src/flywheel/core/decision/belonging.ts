import { foldCase } from '../../../kernel/text/fold.js';
import type { TextCache } from '../../../search/text/analyse.js';
import type { Alignment } from '../alignment/align.js';
import type { FlowModel } from '../alignment/flow-model.js';
import type { ProblemLikeness } from './problem-likeness.js';
import { addTo, coverage, overlap, type Bag } from '../similarity/bags.js';
import type { TermWeights } from '../similarity/term-weights.js';
import type { Candidate, SessionInput } from '../types.js';

/** What speaks for a session belonging to a candidate. */
export interface BelongingFeatures extends ProblemLikeness {
  /** Log odds of the alignment, per question or action of the session. */
  gain: number;
  /** The share of its questions and actions that found a node. */
  matched: number;
  /** Cosine of what the session is about with what the candidate is about. */
  topicCosine: number;
  /** The weight, at most 2, of the words that both are about. */
  topicShared: number;
  /** The share of the steps' weight that the candidate's problems and nodes speak of. */
  stepsInCandidate: number;
  /** The share of what the candidate's problems agree on that the session speaks of. */
  problemsInSession: number;
  /** Ln of one plus the number of sessions behind the candidate. */
  support: number;
  /** The problem domains are both known, and differ. */
  otherDomain: number;
}

/**
 * The log odds of each feature, fitted by multinomial logistic regression (a session goes to one of the candidates
 * or to none) on recorded sessions of three kinds in random orders while the account is young, with a third of the
 * flows left out at a time, and rounded. `PRIOR` is a whole unit below the regression's own: a flow that was begun
 * twice is tied together later, one that holds two problems is never taken apart.
 */
const WEIGHTS: BelongingFeatures = {
  gain: 2.1,
  matched: 1.6,
  topicCosine: 1.5,
  topicShared: 1.2,
  stepsInCandidate: 1.5,
  problemsInSession: 1.2,
  support: -1.2,
  otherDomain: -2.4,
  meaning: 5,
  sameSymptom: 1.5,
  otherSymptom: -4,
};
const PRIOR = -1.4;
const MOST_SHARED = 2;

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
    .filter((candidate) => !otherDomain(session.problemDomain, candidate.problemDomain))
    .reduce((sum, { problems }) => sum + Math.max(1, problems.length), 0);
  return Math.min(MOST_KNOWN_ODDS, Math.log((1 + sessions) / CONCENTRATION));
}

/** Whether two problem domains are both known, and differ. */
export function otherDomain(one: string | null, another: string | null): boolean {
  const [a, b] = [one, another].map((domain) => domain && foldCase(domain.trim()));
  return Boolean(a && b && a !== b);
}

export interface SessionBags {
  /** What the session is about: words of the problem for things that a step takes up. */
  topic: Bag;
  steps: Bag;
  all: Bag;
  /** The words of its problem domain. */
  domain: Bag;
}

export function sessionBags(session: SessionInput, cache: TextCache): SessionBags {
  const told = cache.analyse(session.opening ?? session.title).stems;
  const domain: Bag = session.problemDomain ? cache.analyse(session.problemDomain).stems : new Map();
  const steps = new Map<string, number>();
  for (const { text, result } of session.steps) {
    addTo(steps, cache.analyse(text).stems);
    if (result) addTo(steps, cache.analyse(result).stems);
  }
  const all = new Map(steps);
  addTo(all, toThePoint(told, steps));
  return { topic: without(topicOf([told], steps), domain), steps, all, domain };
}

/** What a candidate is about. */
export interface Subject {
  /** How its sessions put the problem. */
  problemTexts: readonly string[];
  topic: Bag;
  /** What its problems agree on. */
  problems: Bag;
  /** How many sessions told their problem. */
  told: number;
  problemDomain: string | null;
  /** Whether its problems or nodes speak of a term. */
  has(term: string): boolean;
}

export function subjectOf(candidate: Candidate, model: FlowModel, cache: TextCache): Subject {
  const nodes = { has: (term: string) => Boolean(model.texts.find(term) ?? model.results.find(term)) };
  const problemTexts = candidate.problems.length > 0 ? candidate.problems : [candidate.title];
  const told = problemTexts.map((text) => cache.analyse(text).stems);
  const problems = sharedProblem(told.map((stems) => toThePoint(stems, nodes)));
  return {
    problemTexts,
    topic: topicOf(told, nodes),
    problems,
    told: told.length,
    problemDomain: candidate.problemDomain,
    has: (term) => problems.has(term) || nodes.has(term),
  };
}

export function belongingFeatures(
  session: SessionInput,
  bags: SessionBags,
  subject: Subject,
  alignment: Alignment,
  weights: TermWeights,
): Omit<BelongingFeatures, keyof ProblemLikeness> {
  const ordinary = alignment.nodes.filter((_, i) => session.steps[i]?.kind !== 'info');
  const known = ordinary.filter((node) => node >= 0).length;
  const topic = without(subject.topic, bags.domain);
  return {
    gain: Math.max(-1, Math.min(5, alignment.gain / Math.max(1, ordinary.length))),
    matched: known / Math.max(1, ordinary.length),
    topicCosine: overlap(bags.topic, topic, weights),
    topicShared: sharedTopic(bags.topic, topic, weights),
    stepsInCandidate: coverage(bags.steps, subject, weights),
    problemsInSession: coverage(subject.problems, bags.all, weights),
    support: Math.log(1 + Math.min(10, subject.told)),
    otherDomain: otherDomain(session.problemDomain, subject.problemDomain) ? 1 : 0,
  };
}

/** Log odds that the session belongs to the candidate. */
export function belonging(features: BelongingFeatures): number {
  let odds = PRIOR;
  for (const [name, weight] of Object.entries(WEIGHTS))
    odds += weight * features[name as keyof BelongingFeatures];
  return odds;
}

/** What has terms, whatever their weights. */
interface Terms {
  has(term: string): boolean;
}

/**
 * What problems are about: the words for things that steps take up, each weighted by the share of the problems that
 * name it. What people say besides (how old it is, whom it keeps from what) no step asks for.
 */
function topicOf(problems: readonly Bag[], steps: Terms): Bag {
  const topic = new Map<string, number>();
  for (const problem of problems)
    for (const [term, weight] of problem)
      if (weight >= 1 && steps.has(term)) topic.set(term, (topic.get(term) ?? 0) + 1 / problems.length);
  return topic;
}

/** A topic without the name of its domain: a printer among printers tells no problem from another. */
function without(topic: Bag, domain: Bag): Bag {
  if (![...domain.keys()].some((term) => topic.has(term))) return topic;
  return new Map([...topic].filter(([term]) => !domain.has(term)));
}

/** A word that half of the candidate's problems name is as much its topic as one that all of them name. */
function sharedTopic(session: Bag, candidate: Bag, weights: TermWeights): number {
  let shared = 0;
  for (const term of session.keys())
    shared += Math.min(1, 2 * (candidate.get(term) ?? 0)) * weights.weightOf(term);
  return Math.min(MOST_SHARED, shared);
}

/**
 * A problem's terms with those at half weight that no step takes up: people tell how old a thing is, of what make,
 * and what they need it for.
 */
function toThePoint(problem: Bag, steps: Terms): Bag {
  return new Map([...problem].map(([term, weight]) => [term, steps.has(term) ? weight : weight / 2]));
}

/** The terms of all problems, each weighted by the share of the problems that have it. */
function sharedProblem(problems: readonly Bag[]): Bag {
  const bag = new Map<string, number>();
  for (const stems of problems)
    for (const [term, weight] of stems) bag.set(term, (bag.get(term) ?? 0) + weight / problems.length);
  return bag;
}
