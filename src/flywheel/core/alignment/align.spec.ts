import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../../../flows/document/arbitrary-flow.testing.js';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { TextCache } from '../../../search/text/analyse.js';
import { align, INSERTED, NEW_STEP } from './align.js';
import { modelOf, type FlowModel } from './flow-model.js';
import { MoveCosts, MOVES } from './move-costs.js';
import { Nearness } from '../similarity/nearness.js';
import { ACTIONS, arbitrarySteps, NO_STATISTICS, QUESTIONS } from '../sessions.testing.js';
import { stepOdds } from '../similarity/similarity.js';
import { analyseSteps, type StepAnalysis } from '../similarity/step-analysis.js';
import { termWeights } from '../similarity/term-weights.js';

const WORDS = [...QUESTIONS, ...ACTIONS];

/** A flow that speaks of the same things as the sessions. */
const flows = arbitraryFlow({ maxNodes: 5 }).map((flow): FlowDocument => ({
  ...flow,
  nodes: flow.nodes.map((node, index) => ({ ...node, text: WORDS[(index * 5) % WORDS.length] ?? '' })),
}));
const sessions = arbitrarySteps.map((steps) =>
  steps.slice(0, 4).map((step, index) => (index === 1 ? { ...step, kind: 'info' as const } : step)),
);

/** The log odds of taking the steps for these nodes, and the node that it ends at. */
function scoreOf(
  nodes: readonly number[],
  steps: readonly StepAnalysis[],
  odds: readonly Float64Array[],
  costs: MoveCosts,
): { score: number; last: number } {
  let [last, inRun, score] = [NEW_STEP, false, 0];
  let previous: StepAnalysis | null = null;
  nodes.forEach((node, i) => {
    costs.after(previous);
    if (steps[i]?.kind !== 'info') previous = steps[i] ?? null;
    if (node === INSERTED) return;
    const { to, at, toNew } = costs.from(last, inRun);
    score += node === NEW_STEP ? toNew : (to[at + node] ?? 0) + (odds[i]?.[node] ?? 0);
    inRun = node === NEW_STEP;
    if (node !== NEW_STEP) last = node;
  });
  return { score, last };
}

/** All that the steps can be taken for. */
function everyWay(steps: readonly StepAnalysis[], { nodes }: FlowModel): number[][] {
  return steps.reduce<number[][]>(
    (ways, { kind }) => {
      const choices = [...nodes.keys(), kind === 'info' ? INSERTED : NEW_STEP];
      return ways.flatMap((way) => choices.map((choice) => [...way, choice]));
    },
    [[]],
  );
}

describe('an alignment', () => {
  it('is the likeliest of all ways through the flow, and no likelier than it says', () => {
    fc.assert(
      fc.property(flows, sessions, (flow, session) => {
        const cache = new TextCache();
        const model = modelOf(flow, new Map(), cache);
        const weights = termWeights([model], NO_STATISTICS);
        const steps = analyseSteps(session, cache);
        const nearness = new Nearness(model, weights);
        const odds = steps.map((step) => stepOdds(step, model.nodes, nearness));
        const costs = new MoveCosts(model);
        const found = align(steps, model, weights);
        expect(found.gain).toBeCloseTo(scoreOf(found.nodes, steps, odds, costs).score, 9);
        const scores = everyWay(steps, model)
          .map((way) => scoreOf(way, steps, odds, costs))
          .filter(({ score, last }) => last === NEW_STEP || score >= MOVES.anchor);
        expect(found.gain).toBeCloseTo(Math.max(...scores.map(({ score }) => score)), 9);
      }),
      { numRuns: 60 },
    );
  });
});
