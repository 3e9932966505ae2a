import { answerAgreement } from '../conditions/conditions.js';
import type { FlowModel } from './flow-model.js';
import type { StepAnalysis } from '../similarity/step-analysis.js';

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

/** What it costs to go on from a state. */
export interface Costs {
  /** To a node: at `at` plus its number. */
  readonly to: Float64Array;
  readonly at: number;
  /** To a step that the flow does not have. */
  readonly toNew: number;
}

/** What of the costs of moving through a flow is the same for every session. Rows by the node met last. */
class StandingCosts {
  readonly start: Costs;
  readonly begun: Costs;
  /** On from a node where nothing was answered, or nothing that tells one way from another. */
  readonly onwards: Float64Array;
  /** From new steps after a node to known ones. */
  readonly rejoin: Float64Array;

  constructor({ document, nodes, ways }: FlowModel) {
    const entries = new Set(document.entries);
    const size = nodes.length;
    const start = new Float64Array(size).fill(MOVES.middle);
    nodes.forEach(({ node: { id } }, at) => {
      if (entries.has(id)) start[at] = MOVES.entry;
    });
    this.start = { to: start, at: 0, toNew: 0 };
    this.begun = { to: new Float64Array(size).fill(MOVES.rejoin), at: 0, toNew: 0 };
    this.onwards = new Float64Array(size * size);
    this.rejoin = new Float64Array(size * size);
    for (let last = 0; last < size; last++)
      for (let node = 0; node < size; node++) {
        const cell = last * size + node;
        const edges = ways.length[cell] ?? 0;
        const leadsBack = (ways.length[node * size + last] ?? 0) > 0;
        this.rejoin[cell] = node === last || leadsBack ? MOVES.rejoin + MOVES.back : MOVES.rejoin;
        if (node === last) this.onwards[cell] = MOVES.repeat;
        else if (edges > 0) this.onwards[cell] = MOVES.edge + MOVES.skip * (edges - 1);
        else this.onwards[cell] = leadsBack ? MOVES.back : MOVES.jump;
      }
  }
}

const standing = new WeakMap<FlowModel, StandingCosts>();

/** The costs of all moves of one session through one flow. */
export class MoveCosts {
  private readonly size: number;
  private readonly standing: StandingCosts;
  private readonly goingOn: Float64Array;
  private known: (Costs | undefined)[] = [];
  private previous: StepAnalysis | null = null;

  constructor(private readonly model: FlowModel) {
    this.size = model.nodes.length;
    this.standing = standing.get(model) ?? new StandingCosts(model);
    standing.set(model, this.standing);
    this.goingOn = new Float64Array(this.size * this.size);
  }

  /** What is asked for next goes on from this step; null where none was asked or done yet. */
  after(previous: StepAnalysis | null): void {
    if (previous === this.previous) return;
    this.previous = previous;
    this.known = [];
  }

  /** @param last the node met last, or -1 */
  from(last: number, inRun: boolean): Costs {
    if (last < 0) return inRun ? this.standing.begun : this.standing.start;
    if (inRun) return { to: this.standing.rejoin, at: last * this.size, toNew: 0 };
    return (this.known[last] ??= this.costsOn(last));
  }

  private costsOn(last: number): Costs {
    const node = this.model.nodes[last];
    if (!node) return this.standing.start;
    const at = last * this.size;
    const { onwards } = this.standing;
    const answer = this.previous?.answer ?? null;
    if (!answer || node.node.kind !== 'question') return { to: onwards, at, toNew: MOVES.leave };
    const { along, elsewhere } = answerAgreement(node, this.model.edgesFrom(node.node.id), answer);
    const unexpected = MOVES.answer * (elsewhere - Math.max(0, ...along));
    const dearer = Math.min(0, unexpected);
    const { first } = this.model.ways;
    for (let cell = at; cell < at + this.size; cell++) {
      const cost = onwards[cell] ?? 0;
      const edge = first[cell] ?? -1;
      if (edge >= 0) this.goingOn[cell] = cost + MOVES.answer * (along[edge] ?? 0);
      else this.goingOn[cell] = cost === MOVES.jump ? MOVES.jump + dearer : cost;
    }
    return { to: this.goingOn, at, toNew: MOVES.leave + unexpected };
  }
}
