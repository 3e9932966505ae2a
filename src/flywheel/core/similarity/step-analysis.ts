import type { TextAnalysis, TextCache } from '../../../search/text/analyse.js';
import { readAnswer, type ReadAnswer } from '../conditions/conditions.js';
import type { SessionStep, StepKind } from '../types.js';

/** A session's step, taken apart. */
export interface StepAnalysis {
  kind: StepKind;
  text: TextAnalysis;
  result: TextAnalysis | null;
  /** The result as the answer to the text. */
  answer: ReadAnswer | null;
}

export function analyseSteps(steps: readonly SessionStep[], cache: TextCache): StepAnalysis[] {
  return steps.map(({ kind, text, result }) => {
    const analysis = result ? cache.analyse(result) : null;
    return { kind, text: cache.analyse(text), result: analysis, answer: readAnswer(text, result, analysis) };
  });
}
