import { answerAgreement, readAnswer, type ReadAnswer } from './conditions.js';
import type { FlowModel } from './flow-model.js';
import { Nearness } from './nearness.js';
import { likelihood, stepOdds, type StepAnalysis } from './similarity.js';
import type { TermWeights } from './term-weights.js';
import type { SessionStep } from './types.js';

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
 * The costs of moves in log odds (a bonus is positive). An alignment is the most likely way of the session through
 * the flow: log odds that each step means its node, plus these.
 */
export const MOVES = {
  /** Beginning at an entry, or at a node further in. */
  entry: 0.4,
  middle: -1.5,
  /** On along an edge; plus `answer` times the agreement (-1..1) of the answer with that edge. */
  edge: -0.5,
  answer: 1.5,
  /** For each node passed over on a way. */
  skip: -1.5,
  repeat: -2,
  /** Back to a node that was passed. */
  back: -3.5,
  /** On to a node to which no way leads: a new edge. */
  jump: -4,
  /** What a way must win over the session's having nothing to do with the flow. */
  anchor: 1,
  /** From known to new, and back to a known node. */
  leave: -1,
  rejoin: -2.5,
} as const;

/**
 * Aligns a session's steps with a flow: an exact dynamic programme over (step, last node met, whether new steps
 * follow it), in time steps x nodes^2. Synchronous moves weigh the likelihood that step and node mean the same;
 * session-only moves are new steps and explanations; flow-only moves are nodes passed over.
 * Source of the form: W. van der Aalst, A. Adriansyah, B. van Dongen, "Replaying history on process models for
 * conformance checking and performance analysis", WIREs Data Mining and Knowledge Discovery 2 (2012).
 */
export function align(
  steps: readonly SessionStep[],
  analyses: readonly StepAnalysis[],
  model: FlowModel,
  weights: TermWeights,
): Alignment {
  const nearness = new Nearness(model, weights);
  const odds = analyses.map((step) => stepOdds(step, model.nodes, nearness, weights));
  const size = model.nodes.length;
  let states: State[] = [{ last: NEW_STEP, inRun: false, score: 0, taken: null, before: null }];
  let previous = -1;
  steps.forEach((step, i) => {
    const next = new Map<number, State>();
    const offer = (state: State): void => {
      const key = (state.last + 1) * 2 + (state.inRun ? 1 : 0);
      const known = next.get(key);
      if (!known || state.score > known.score) next.set(key, state);
    };
    const said = steps[previous];
    const moves = moveCosts(
      model,
      said ? readAnswer(said.text, said.result, analyses[previous]?.result ?? null) : null,
    );
    for (const state of states) {
      const costs = moves(state);
      for (let n = 0; n < size; n++) {
        const score = state.score + (odds[i]?.[n] ?? 0) + costs.to(n);
        offer({ last: n, inRun: false, score, taken: n, before: state });
      }
      if (step.kind === 'info') offer({ ...state, taken: INSERTED, before: state });
      else
        offer({
          last: state.last,
          inRun: true,
          score: state.score + costs.toNew,
          taken: NEW_STEP,
          before: state,
        });
    }
    states = [...next.values()];
    if (step.kind !== 'info') previous = i;
  });
  return traceBack(anchored(states), odds);
}

/**
 * The states without those that barely tie the session to the flow, where there is another: among many nodes some
 * one resembles a step by chance.
 */
function anchored(states: readonly State[]): readonly State[] {
  return states.filter(({ last, score }) => last === NEW_STEP || score >= MOVES.anchor);
}

interface State {
  /** The node met last, or -1. */
  last: number;
  /** Whether new steps followed it. */
  inRun: boolean;
  score: number;
  taken: number | null;
  before: State | null;
}

interface Costs {
  to(node: number): number;
  toNew: number;
}

function moveCosts(model: FlowModel, said: ReadAnswer | null): (state: State) => Costs {
  const entries = new Set(model.document.entries);
  const ids = model.nodes.map(({ node }) => node.id);
  const cache = new Map<State, Costs>();
  const costsOf = (state: State): Costs => {
    const id = ids[state.last];
    const node = model.nodes[state.last];
    if (id === undefined || !node) {
      if (state.inRun) return { to: () => MOVES.rejoin, toNew: 0 };
      return { to: (n) => (entries.has(ids[n] ?? '') ? MOVES.entry : MOVES.middle), toNew: 0 };
    }
    if (state.inRun) {
      return {
        to: (n) => MOVES.rejoin + (n === state.last || model.leadsTo(ids[n] ?? '', id) ? MOVES.back : 0),
        toNew: 0,
      };
    }
    const edges = model.edgesFrom(id);
    const { byEdge, elsewhere } = answerAgreement(node, edges, said);
    const expected = Math.max(0, ...byEdge.values());
    const unexpected = MOVES.answer * (elsewhere - expected);
    return {
      to: (n) => {
        if (n === state.last) return MOVES.repeat;
        const to = ids[n] ?? '';
        const way = model.way(id, to);
        if (way)
          return MOVES.edge + MOVES.skip * (way.length - 1) + MOVES.answer * (byEdge.get(way.first.id) ?? 0);
        if (model.leadsTo(to, id)) return MOVES.back;
        return MOVES.jump + Math.min(0, unexpected);
      },
      toNew: MOVES.leave + unexpected,
    };
  };
  return (state) => {
    let costs = cache.get(state);
    if (!costs) cache.set(state, (costs = costsOf(state)));
    return costs;
  };
}

function traceBack(states: readonly State[], odds: readonly (readonly number[])[]): Alignment {
  let state: State | null = states.reduce<State | null>(
    (best, other) => (!best || other.score > best.score ? other : best),
    null,
  );
  const gain = state?.score ?? 0;
  const nodes: number[] = [];
  const scores: number[] = [];
  for (let i = odds.length - 1; i >= 0 && state; i--, state = state.before) {
    const node = state.taken ?? INSERTED;
    const row = odds[i] ?? [];
    nodes.unshift(node);
    scores.unshift(
      node >= 0 ? likelihood(row[node] ?? 0) : node === NEW_STEP ? 1 - likelihood(Math.max(-9, ...row)) : 0,
    );
  }
  return { nodes, scores, gain };
}
