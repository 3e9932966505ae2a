import type { TextAnalysis } from '../../search/text/analyse.js';
import { coverage } from './bags.js';
import type { NodeModel } from './flow-model.js';
import type { Nearness, NodeNearness } from './nearness.js';
import { contrast } from './opposites.js';
import type { TermWeights } from './term-weights.js';
import type { StepKind } from './types.js';

/** A session's step, taken apart. */
export interface StepAnalysis {
  kind: StepKind;
  text: TextAnalysis;
  result: TextAnalysis | null;
}

/** What step and node have in common; the likelihood is a logistic function of it. */
export interface SimilarityFeatures {
  /** The step is worded exactly as the node or one of its sessions. */
  same: number;
  /** Cosine with the nearest wording. */
  nearest: number;
  /** The share of the step's weight that is in the node's vocabulary. */
  covered: number;
  /** Cosine of the results (answers, effects) with the nearest. */
  result: number;
  /** Cosine of a result with a wording, since answers repeat what was asked; the nearer of both ways round. */
  cross: number;
  /** A question held against an action, or the like. */
  otherKind: number;
  /** Words turned round: on and off, before and after. */
  contrast: number;
}

/**
 * The log odds of each feature, fitted by logistic regression to tell the true node of a known step from the best
 * node of a new step, on dialogs of public data in random orders, and checked by leaving out one flowchart at a
 * time; rounded, since halving or doubling one alone changes little. `same` and `contrast` are set by hand: people
 * who write the same mean the same, and no paraphrase makes "off" of "on".
 */
const WEIGHTS: SimilarityFeatures = {
  same: 3,
  nearest: 4,
  covered: 3.4,
  result: 2.4,
  cross: 2.6,
  otherKind: -2,
  contrast: -3,
};
/** Where a step is as likely known as new in its place; above the regression's own, for context still has its say. */
const PRIOR = -3.8;
/** Per unit of similarity by which another node of the flow is nearer to the step. */
const OUTDONE = -3;
const LIMIT = 6;
/** A result of three words with a meaning of their own is telling. */
const TELLING = 3;

function similarityFeatures(
  step: StepAnalysis,
  node: NodeModel,
  text: NodeNearness,
  result: NodeNearness | null,
  weights: TermWeights,
): SimilarityFeatures {
  const same = node.keys.has(step.text.key);
  return {
    same: same ? 1 : 0,
    nearest: same ? 1 : text.nearest,
    covered: coverage(step.text.stems, node.vocabulary, weights),
    result: result && step.result ? result.nearestResult * substance(step.result) : 0,
    cross: Math.max(text.nearestResult, result?.nearest ?? 0),
    otherKind: kindsAgree(step.kind, node.node.kind) ? 0 : 1,
    contrast: !same && text.nearestText && contrast(step.text, text.nearestText) ? 1 : 0,
  };
}

/**
 * For each node the log odds, within +-6, that the step means it, whatever stands around them. A node pays for
 * every other one of the flow that is nearer.
 */
export function stepOdds(
  step: StepAnalysis,
  nodes: readonly NodeModel[],
  nearness: Nearness,
  weights: TermWeights,
): number[] {
  const texts = nearness.of(step.text);
  const results = step.result ? nearness.of(step.result) : [];
  const features = nodes.flatMap((node, index) => {
    const text = texts[index];
    return text ? [similarityFeatures(step, node, text, results[index] ?? null, weights)] : [];
  });
  const closeness = features.map(({ same, nearest, covered }) => same + nearest + 0.4 * covered);
  const closest = Math.max(0, ...closeness);
  return features.map((each, index) => {
    const odds = weighted(each) + OUTDONE * (closest - (closeness[index] ?? 0));
    return Math.max(-LIMIT, Math.min(LIMIT, odds));
  });
}

function weighted(features: SimilarityFeatures): number {
  let odds = PRIOR;
  for (const [name, weight] of Object.entries(WEIGHTS))
    odds += weight * features[name as keyof SimilarityFeatures];
  return odds;
}

/** The likelihood of log odds. */
export function likelihood(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** How much a result says: "Yes." and "That solved it." are alike whatever they answer. */
function substance({ stems }: TextAnalysis): number {
  let sum = 0;
  for (const weight of stems.values()) sum += weight;
  return Math.min(1, sum / TELLING);
}

function kindsAgree(step: StepKind, node: NodeModel['node']['kind']): boolean {
  if (step === node) return true;
  return step === 'action' && (node === 'resolution' || node === 'escalation');
}
