import { answerAgreement } from './conditions.js';
import type { FlowModel } from './flow-model.js';
import type { StepAnalysis } from './step-analysis.js';

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
  /** By node: to this one. */
  readonly to: Float64Array;
  /** To a step that the flow does not have. */
  readonly toNew: number;
}

/** What of the costs of moving through a flow is the same for every session, each worked out when it is first asked for. */
class StandingCosts {
  readonly start: Costs;
  readonly begun: Costs;
  private readonly rejoining: Costs[] = [];
  private readonly ahead: Float64Array[] = [];
  private readonly unanswered: Costs[] = [];

  constructor(private readonly model: FlowModel) {
    const entries = new Set(model.document.entries);
    const size = model.nodes.length;
    const start = new Float64Array(size).fill(MOVES.middle);
    model.nodes.forEach(({ node: { id } }, at) => {
      if (entries.has(id)) start[at] = MOVES.entry;
    });
    this.start = { to: start, toNew: 0 };
    this.begun = { to: new Float64Array(size).fill(MOVES.rejoin), toNew: 0 };
  }

  /** From new steps after a node to known ones. */
  rejoin(last: number): Costs {
    return (this.rejoining[last] ??= { to: this.rejoinCosts(last), toNew: 0 });
  }

  /** By node: what it costs to go on to it, whatever was answered; NaN where no way leads there. */
  onwards(last: number): Float64Array {
    return (this.ahead[last] ??= this.onwardCosts(last));
  }

  /** On from a node where nothing was answered, or nothing that tells one way from another. */
  plain(last: number): Costs {
    return (this.unanswered[last] ??= {
      to: this.onwards(last).map((cost) => (Number.isNaN(cost) ? MOVES.jump : cost)),
      toNew: MOVES.leave,
    });
  }

  private rejoinCosts(last: number): Float64Array {
    return new Float64Array(this.model.nodes.length).map((_, node) =>
      node === last || this.leads(node, last) ? MOVES.rejoin + MOVES.back : MOVES.rejoin,
    );
  }

  private onwardCosts(last: number): Float64Array {
    return Float64Array.from(this.model.waysFrom(last).length, (edges, node) => {
      if (node === last) return MOVES.repeat;
      if (edges > 0) return MOVES.edge + MOVES.skip * (edges - 1);
      return this.leads(node, last) ? MOVES.back : NaN;
    });
  }

  private leads(from: number, to: number): boolean {
    return (this.model.waysFrom(from).length[to] ?? 0) > 0;
  }
}

const standing = new WeakMap<FlowModel, StandingCosts>();

/** The costs of all moves of one session through one flow. */
export class MoveCosts {
  private readonly standing: StandingCosts;
  private goingOn: Costs[] = [];
  private previous: StepAnalysis | null = null;

  constructor(private readonly model: FlowModel) {
    this.standing = standing.get(model) ?? new StandingCosts(model);
    standing.set(model, this.standing);
  }

  /** What is asked for next goes on from this step; null where none was asked or done yet. */
  after(previous: StepAnalysis | null): void {
    if (previous === this.previous) return;
    this.previous = previous;
    this.goingOn = [];
  }

  /** @param last the node met last, or -1 */
  from(last: number, inRun: boolean): Costs {
    if (last < 0) return inRun ? this.standing.begun : this.standing.start;
    if (inRun) return this.standing.rejoin(last);
    return (this.goingOn[last] ??= this.costsOn(last));
  }

  private costsOn(last: number): Costs {
    const node = this.model.nodes[last];
    if (!node) return this.standing.start;
    const answer = this.previous?.answer ?? null;
    if (!answer || node.node.kind !== 'question') return this.standing.plain(last);
    const { along, elsewhere } = answerAgreement(node, this.model.edgesFrom(node.node.id), answer);
    const unexpected = MOVES.answer * (elsewhere - Math.max(0, ...along));
    const jump = MOVES.jump + Math.min(0, unexpected);
    const { length, first } = this.model.waysFrom(last);
    const to = this.standing.onwards(last).slice();
    for (let other = 0; other < to.length; other++) {
      const cost = to[other] ?? NaN;
      if ((length[other] ?? 0) > 0) to[other] = cost + MOVES.answer * (along[first[other] ?? 0] ?? 0);
      else if (Number.isNaN(cost)) to[other] = jump;
    }
    return { to, toNew: MOVES.leave + unexpected };
  }
}
