import { NO_VECTORS, type Vectors } from '../../../encoding/vectors.js';
import type { TextAnalysis } from '../../../search/text/analyse.js';
import { contrast, differenceOf, differInVerb, type Difference } from '../difference/differences.js';
import type { NodeModel } from '../alignment/flow-model.js';
import type { Nearness } from './nearness.js';
import type { StepAnalysis } from './step-analysis.js';
import { stepMeaning } from './step-meaning.js';
import type { StepKind } from '../types.js';

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
  /** Told to do another thing: verbs of which nothing says that they mean the same. */
  otherVerb: number;
  /** Alike in meaning, see `stepMeaning`. */
  meaning: number;
}

/**
 * The log odds of each feature, fitted by logistic regression to tell the true node of a known step from the best
 * node of a new step, on dialogs of public data in random orders, and checked by leaving out one flowchart at a
 * time; rounded, since halving or doubling one alone changes little. `same`, `contrast` and `otherVerb` are set by hand:
 * people who write the same mean the same, no paraphrase makes "off" of "on", and who tells another thing to be done means one.
 */
const WEIGHTS: SimilarityFeatures = {
  same: 3,
  nearest: 4,
  covered: 3.4,
  result: 2.4,
  cross: 2.6,
  otherKind: -2,
  contrast: -3,
  otherVerb: -3,
  meaning: 3.5,
};
/** Where a step is as likely known as new in its place; above the regression's own, for context still has its say. */
const PRIOR = -3.8;
/** Per unit of similarity by which another node of the flow is nearer to the step. */
const OUTDONE = -3;
const LIMIT = 6;
/** A result of three words with a meaning of their own is telling. */
const TELLING = 3;

/**
 * For each node the log odds, within +-6, that the step means it, whatever stands around them. A node pays for
 * every other one of the flow that is nearer.
 */
export function stepOdds(
  step: StepAnalysis,
  nodes: readonly NodeModel[],
  nearness: Nearness,
  vectors: Vectors = NO_VECTORS,
): Float64Array {
  const text = nearness.of(step.text);
  const result = step.result && { near: nearness.of(step.result), substance: substance(step.result) };
  const odds = new Float64Array(nodes.length);
  const closeness = new Float64Array(nodes.length);
  let closest = 0;
  nodes.forEach((node, index) => {
    const same = node.keys.has(step.text.key);
    const nearest = same ? 1 : (text.nearest[index] ?? 0);
    const covered = text.covered[index] ?? 0;
    const nearestResult = text.nearestResult[index] ?? 0;
    const meaning = same ? 0 : stepMeaning(step, node, vectors);
    const nearestText = same ? null : text.nearestText(index);
    odds[index] = weighted({
      same: same ? 1 : 0,
      nearest,
      covered,
      result: result ? (result.near.nearestResult[index] ?? 0) * result.substance : 0,
      cross: result ? Math.max(nearestResult, result.near.nearest[index] ?? 0) : nearestResult,
      otherKind: kindsAgree(step.kind, node.node.kind) ? 0 : 1,
      contrast: nearestText && contrast(step.text, nearestText) ? 1 : 0,
      otherVerb: !same && isOtherVerb(step, node) ? 1 : 0,
      meaning,
    });
    const difference = nearestText && differenceOf(step.text.text, nearestText.text, step.kind === 'action');
    if (difference && isAnotherStep(difference, step, node)) {
      odds[index] = -LIMIT;
      return;
    }
    closeness[index] = (same ? 1 : 0) + nearest + 0.4 * covered + meaning;
    closest = Math.max(closest, closeness[index] ?? 0);
  });
  return odds.map((each, index) =>
    Math.max(-LIMIT, Math.min(LIMIT, each + OUTDONE * (closest - (closeness[index] ?? 0)))),
  );
}

function weighted(features: SimilarityFeatures): number {
  return (
    PRIOR +
    WEIGHTS.same * features.same +
    WEIGHTS.nearest * features.nearest +
    WEIGHTS.covered * features.covered +
    WEIGHTS.result * features.result +
    WEIGHTS.cross * features.cross +
    WEIGHTS.otherKind * features.otherKind +
    WEIGHTS.contrast * features.contrast +
    WEIGHTS.otherVerb * features.otherVerb +
    WEIGHTS.meaning * features.meaning
  );
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

/**
 * What is denied, or another number, port, path or name, is another step, however alike the rest is. So is an action that
 * is the opposite of the node's own words; elsewhere an opposite counts as a feature.
 */
function isAnotherStep(difference: Difference, step: StepAnalysis, { texts: [own] }: NodeModel): boolean {
  return (
    difference !== 'opposite' || (step.kind === 'action' && own !== undefined && contrast(step.text, own))
  );
}

function isOtherVerb(step: StepAnalysis, { node, texts }: NodeModel): boolean {
  if (step.kind !== 'action' || node.kind !== 'action') return false;
  return texts.every(({ text }) => differInVerb(step.text.text, text));
}

function kindsAgree(step: StepKind, node: NodeModel['node']['kind']): boolean {
  if (step === node) return true;
  return step === 'action' && (node === 'resolution' || node === 'escalation');
}
