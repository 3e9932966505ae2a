import { likeness, type Vectors } from '../../../encoding/vectors.js';
import { differenceOf } from '../difference/differences.js';
import type { NodeModel } from '../alignment/flow-model.js';
import type { StepAnalysis } from './step-analysis.js';

/** So many wordings of a node teach by themselves which words it goes by. */
export const FEW_WORDINGS = 3;
/** On the scale of the bundled encoder: where a step is as likely the node's as another's that is nearly about the same. */
const ALIKE = 0.63;

/**
 * How much nearer in meaning a step is to a node than others of the matter are, 0 to 1: what stands in for words while few are
 * known. Nothing where the two differ in what makes two steps of any, however alike the rest is, and nothing of what is done: an
 * action that is nearly the same is another.
 */
export function stepMeaning(step: StepAnalysis, { texts }: NodeModel, { byText, scale }: Vectors): number {
  const isComparable = step.kind === 'question' && texts.length <= FEW_WORDINGS;
  const own = isComparable ? byText.get(step.text.text) : undefined;
  if (!own) return 0;
  let most = 0;
  let nearest: string | null = null;
  for (const { text } of texts) {
    const other = byText.get(text);
    const alike = other ? likeness(own, other, scale) : 0;
    if (alike > most) [most, nearest] = [alike, text];
  }
  if (nearest === null || most <= ALIKE) return 0;
  if (differenceOf(step.text.text, nearest, step.kind === 'action')) return 0;
  return Math.min(1, (most - ALIKE) / (1 - ALIKE)) / texts.length;
}
