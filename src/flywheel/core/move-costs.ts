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

/** The costs of all moves through one flow, each worked out when it is first asked for. */
export class MoveCosts {
  private readonly start: Costs;
  private readonly begun: Costs;
  private readonly rejoining: Costs[] = [];
  private goingOn: Costs[] = [];
  private previous: StepAnalysis | null = null;

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

  /** What is asked for next goes on from this step; null where none was asked or done yet. */
  after(previous: StepAnalysis | null): void {
    if (previous === this.previous) return;
    this.previous = previous;
    this.goingOn = [];
  }

  /** @param last the node met last, or -1 */
  from(last: number, inRun: boolean): Costs {
    if (last < 0) return inRun ? this.begun : this.start;
    if (inRun) return (this.rejoining[last] ??= this.rejoinCosts(last));
    return (this.goingOn[last] ??= this.costsOn(last));
  }

  private rejoinCosts(last: number): Costs {
    const to = new Float64Array(this.model.nodes.length).fill(MOVES.rejoin);
    for (let node = 0; node < to.length; node++)
      if (node === last || this.leads(node, last)) to[node] = MOVES.rejoin + MOVES.back;
    return { to, toNew: 0 };
  }

  private costsOn(last: number): Costs {
    const node = this.model.nodes[last];
    if (!node) return this.start;
    const edges = this.model.edgesFrom(node.node.id);
    const { byEdge, elsewhere } = answerAgreement(node, edges, this.previous?.answer ?? null);
    const agreement = edges.map(({ id }) => byEdge.get(id) ?? 0);
    const unexpected = MOVES.answer * (elsewhere - Math.max(0, ...agreement));
    const jump = MOVES.jump + Math.min(0, unexpected);
    const { length, first } = this.model.waysFrom(last);
    const to = new Float64Array(length.length);
    for (let other = 0; other < to.length; other++) {
      const edgesThere = length[other] ?? 0;
      if (edgesThere > 0)
        to[other] =
          MOVES.edge + MOVES.skip * (edgesThere - 1) + MOVES.answer * (agreement[first[other] ?? 0] ?? 0);
      else to[other] = this.leads(other, last) ? MOVES.back : jump;
    }
    to[last] = MOVES.repeat;
    return { to, toNew: MOVES.leave + unexpected };
  }

  private leads(from: number, to: number): boolean {
    return (this.model.waysFrom(from).length[to] ?? 0) > 0;
  }
}
