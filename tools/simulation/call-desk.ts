import type { ApiClient } from './api-client.js';
import { type Deskwork, type Call, type Move, type Standing } from './technician.js';

/** Where a walk is, of what the program answers. */
interface Walk {
  id: string;
  version: number;
  current_node: { kind: Standing['kind']; text: string };
  options: { condition: string | null; known: boolean }[];
  deviation_count: number;
}

/** What became of a call. */
export interface CallResult {
  outcome: 'resolved' | 'escalated';
  /** The flow had no answer for it, whether the technician found one or not. */
  deviated: boolean;
  /** It was said to be resolved, and the caller came back. */
  reopened: boolean;
}

/** So many of the callers whom nothing helped hang up all the same as if it had. */
const SEEMS_SOLVED = 0.3;
/** So many of the solved calls are confirmed. */
const CONFIRMED = 0.9;

/** Takes calls: walks the flow with each, through the API. */
export class CallDesk {
  constructor(
    private readonly desk: Deskwork,
    private readonly flowId: string,
  ) {}

  async take(api: ApiClient, call: Call): Promise<CallResult> {
    let walk = await api.post<Walk>('l1-walks', {
      flow_id: this.flowId,
      problem: call.ticket.problem,
      linked_ticket_id: `T-${call.ticket.number}`,
      linked_ticket_kind: 'internal',
    });
    let left = false;
    for (;;) {
      const move: Move = left ? leftEnding(call) : this.desk.next(call, standingOf(walk));
      if (move.do === 'finish') return this.finish(api, call, walk, move.outcome, left);
      left = move.do === 'leave';
      walk = await this.step(api, walk, move);
    }
  }

  private async step(api: ApiClient, walk: Walk, move: Exclude<Move, { do: 'finish' }>): Promise<Walk> {
    const path = `l1-walks/${walk.id}`;
    if (move.do === 'answer')
      return api.post<Walk>(`${path}/answer`, {
        version: walk.version,
        condition: move.label,
        words: move.words,
      });
    if (move.do === 'go-on')
      return api.post<Walk>(`${path}/answer`, { version: walk.version, words: move.words });
    let words = move.answered;
    for (const step of move.steps) {
      walk = await api.post<Walk>(`${path}/deviate`, { version: walk.version, ...step, words });
      words = null;
    }
    return walk;
  }

  private async finish(
    api: ApiClient,
    call: Call,
    walk: Walk,
    outcome: CallResult['outcome'],
    left: boolean,
  ): Promise<CallResult> {
    const path = `l1-walks/${walk.id}`;
    const atQuestion = walk.current_node.kind === 'question';
    const seemsSolved = outcome === 'escalated' && !atQuestion && call.random() < SEEMS_SOLVED;
    const said = seemsSolved ? 'resolved' : outcome;
    await api.post(`${path}/finish`, {
      version: walk.version,
      outcome: said,
      ...(said === 'escalated' ? { escalated_to: 'Second line' } : {}),
    });
    if (seemsSolved) await api.post(`${path}/reopen`);
    else if (said === 'resolved' && call.random() < CONFIRMED) await api.post(`${path}/confirm`);
    return { outcome: said, deviated: left || atQuestion, reopened: seemsSolved };
  }
}

function standingOf({ current_node: { kind, text }, options }: Walk): Standing {
  return {
    kind,
    text,
    options: options.filter(({ known }) => known).map(({ condition }) => condition ?? ''),
  };
}

/** What was done beside the flow is what ends the call. */
function leftEnding({ solved }: Call): Move {
  return { do: 'finish', outcome: solved ? 'resolved' : 'escalated' };
}
