import { NO_VECTORS, type Vectors } from '../../../encoding/vectors.js';
import type { FlowModel } from './flow-model.js';
import { MOVES, MoveCosts } from './move-costs.js';
import { Nearness } from '../similarity/nearness.js';
import { likelihood, stepOdds } from '../similarity/similarity.js';
import type { StepAnalysis } from '../similarity/step-analysis.js';
import type { TermWeights } from '../similarity/term-weights.js';

/** A step of the session for which the flow has no node. */
export const NEW_STEP = -1;
/** An explanation given in between. */
export const INSERTED = -2;

export interface Alignment {
  /** By step: the index of its node, `NEW_STEP` or `INSERTED`. */
  readonly nodes: readonly number[];
  /** By step: the likelihood 0 to 1 that it means its node; for a new step, that it means none of them. */
  readonly scores: readonly number[];
  /** Log odds by which this explains the session better than that it has nothing to do with the flow. */
  readonly gain: number;
}

/**
 * Aligns a session's steps with a flow: an exact dynamic programme over (step, last node met, whether new steps
 * follow it), in time steps x nodes^2. Synchronous moves weigh the likelihood that step and node mean the same;
 * session-only moves are new steps and explanations; flow-only moves are nodes passed over.
 * Source of the form: W. van der Aalst, A. Adriansyah, B. van Dongen, "Replaying history on process models for
 * conformance checking and performance analysis", WIREs Data Mining and Knowledge Discovery 2 (2012).
 */
export function align(
  steps: readonly StepAnalysis[],
  model: FlowModel,
  weights: TermWeights,
  vectors: Vectors = NO_VECTORS,
): Alignment {
  const nearness = new Nearness(model, weights);
  const odds = steps.map((step) => stepOdds(step, model.nodes, nearness, vectors));
  const size = model.nodes.length;
  const costs = new MoveCosts(model);
  // A state is the node met last, or `size` more than it with new steps after it, or `unmet`.
  const unmet = 2 * size;
  let scores = new Float64Array(unmet + 1).fill(-Infinity);
  scores[unmet] = 0;
  let previous: StepAnalysis | null = null;
  const moves: Move[] = [];
  for (const [i, step] of steps.entries()) {
    const row = odds[i] ?? new Float64Array(size);
    const move = new Move(unmet + 1);
    costs.after(previous);
    for (let state = 0; state <= unmet; state++) {
      const score = scores[state] ?? -Infinity;
      if (score === -Infinity) continue;
      const last = state === unmet ? NEW_STEP : state % size;
      const inRun = state === unmet ? previous !== null : state >= size;
      const { to, at, toNew } = costs.from(last, inRun);
      for (let node = 0; node < size; node++)
        move.offer(node, score + (row[node] ?? 0) + (to[at + node] ?? 0), state, node);
      if (step.kind === 'info') move.offer(state, score, state, INSERTED);
      else move.offer(state < size ? state + size : state, score + toNew, state, NEW_STEP);
    }
    moves.push(move);
    scores = move.scores;
    if (step.kind !== 'info') previous = step;
  }
  return traceBack(scores, moves, odds);
}

/** The best ways up to one step: by state, the score, the state before and what the step was taken for. */
class Move {
  readonly scores: Float64Array<ArrayBuffer>;
  readonly before: Int32Array;
  readonly taken: Int32Array;

  constructor(states: number) {
    this.scores = new Float64Array(states).fill(-Infinity);
    this.before = new Int32Array(states);
    this.taken = new Int32Array(states);
  }

  offer(state: number, score: number, before: number, taken: number): void {
    if (score <= (this.scores[state] ?? -Infinity)) return;
    this.scores[state] = score;
    this.before[state] = before;
    this.taken[state] = taken;
  }
}

/**
 * From the best state back to the first step. States that barely tie the session to the flow do not count: among many
 * nodes some one resembles a step by chance.
 */
function traceBack(last: Float64Array, moves: readonly Move[], odds: readonly Float64Array[]): Alignment {
  const unmet = last.length - 1;
  let state = unmet;
  let gain = -Infinity;
  last.forEach((score, each) => {
    if (score <= gain || (each !== unmet && score < MOVES.anchor)) return;
    gain = score;
    state = each;
  });
  const nodes: number[] = [];
  const scores: number[] = [];
  for (let i = moves.length - 1; i >= 0; i--) {
    const node = moves[i]?.taken[state] ?? INSERTED;
    const row = odds[i] ?? new Float64Array();
    nodes.unshift(node);
    scores.unshift(
      node >= 0 ? likelihood(row[node] ?? 0) : node === NEW_STEP ? 1 - likelihood(Math.max(-9, ...row)) : 0,
    );
    state = moves[i]?.before[state] ?? unmet;
  }
  return { nodes, scores, gain };
}
