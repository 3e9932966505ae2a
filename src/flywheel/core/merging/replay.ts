import { diffFlowDocuments } from '../../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { TextCache } from '../../../search/text/analyse.js';
import { align } from '../alignment/align.js';
import { modelOf, type FlowModel } from '../alignment/flow-model.js';
import { merge } from '../alignment/session-path.js';
import { analyseSteps } from '../similarity/step-analysis.js';
import { termWeights, type TermWeights } from '../similarity/term-weights.js';
import type { NodeMemory, SessionStep, StepAlignment } from '../types.js';

/** A session and the way that it took through its flow. */
export interface WalkedSession {
  id: string;
  steps: readonly SessionStep[];
  alignment: readonly StepAlignment[];
}

export interface Comparison {
  id: string;
  /** 0 to 1 */
  before: number;
  after: number;
}

/** Comparisons of a step with a node, over all sessions, that one replay may cost: about a second. */
const BUDGET = 2_000_000;

/**
 * The sessions whose way a change can have taken from them: those that passed a node that it removed or rewrote, or
 * either end of an edge that it removed or turned. Whatever is only added leaves every old way open.
 */
export function touched<S extends WalkedSession>(
  sessions: readonly S[],
  before: FlowDocument,
  after: FlowDocument,
): S[] {
  const { nodes, edges } = diffFlowDocuments(before, after, null);
  const lost = new Set([
    ...nodes.removed.map(({ id }) => id),
    ...nodes.changed.map((change) => change.before.id),
    ...edges.removed.flatMap(({ from, to }) => [from, to]),
    ...edges.changed.flatMap((change) => [change.before.from, change.before.to]),
  ]);
  return sessions.filter(({ alignment }) => alignment.some(({ node_id: id }) => id !== null && lost.has(id)));
}

/** How many comparisons of a step with a node one step costs. */
export function replayCost(before: FlowDocument, after: FlowDocument): number {
  return 2 * (before.nodes.length ** 2 + after.nodes.length ** 2);
}

/**
 * How well each session fits the one document and the other, by the same words and weights. Sessions are taken in
 * order, as many as the time allows.
 */
export function compareFitness(
  sessions: readonly WalkedSession[],
  before: FlowDocument,
  after: FlowDocument,
  memory: NodeMemory,
  cache = new TextCache(),
): Comparison[] {
  const models = [before, after].map((document) => modelOf(document, memory, cache));
  const weights = termWeights(models, { documents: 0, frequencies: new Map() });
  const cost = replayCost(before, after);
  let left = BUDGET;
  const compared: Comparison[] = [];
  for (const session of sessions) {
    left -= cost * session.steps.length;
    if (left < 0) break;
    const [was, is] = models.map((model) => fitnessIn(model, session.steps, weights, cache));
    compared.push({ id: session.id, before: was ?? 0, after: is ?? 0 });
  }
  return compared;
}

function fitnessIn(
  model: FlowModel,
  steps: readonly SessionStep[],
  weights: TermWeights,
  cache: TextCache,
): number {
  const analyses = analyseSteps(steps, cache);
  let made = 0;
  // The merged document is not looked at, so its ids need only differ.
  return merge(steps, analyses, align(analyses, model, weights), model, () => `replayed-${made++}`).fitness;
}
