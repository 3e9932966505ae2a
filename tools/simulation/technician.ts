import { nodeOf, nodesByText, textKey, wayTo, type HiddenFlow } from './hidden-flow.js';
import { pick, type Random } from './random.js';
import type { Ticket } from './ticket.js';

/** Who answers a call. */
export interface Technician {
  name: string;
  /** The share of unknown ends that they find by themselves, 0 to 1. */
  skill: number;
  /** The share of questions that they get wrong, 0 to 1. */
  slips: number;
  /** Which of the wordings of a step they use. */
  tongue: number;
}

/** Where a walk stands, as the program shows it. */
export interface Standing {
  kind: 'question' | 'action' | 'info' | 'resolution' | 'escalation';
  text: string;
  options: readonly string[];
}

/** A step beside the flow: what was asked or done, and what came of it. */
export interface OwnStep {
  kind: 'question' | 'action';
  text: string;
  result: string;
}

export type Move =
  | { do: 'answer'; label: string; words: string }
  | { do: 'go-on'; words: string }
  /** `answered` is what the caller said to the question at which the flow knows no further. */
  | { do: 'leave'; answered: string | null; steps: OwnStep[] }
  | { do: 'finish'; outcome: 'resolved' | 'escalated' };

export interface Call {
  ticket: Ticket;
  technician: Technician;
  random: Random;
  /** Whether something was done that put the cause right. */
  solved: boolean;
}

export function teamOf(count: number, random: Random): Technician[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `Technician ${String(i + 1).padStart(2, '0')}`,
    skill: 0.35 + 0.5 * random(),
    slips: 0.01 + 0.03 * random(),
    tongue: i,
  }));
}

const YES = ['yes', 'Yes, it does', 'Yeah, that is so'];
const NO = ['no', 'No, it does not', 'No, nothing like that'];

/** Does what a technician with the caller on the line would do next, and notes when the call is solved by it. */
export class Deskwork {
  private readonly known: ReadonlyMap<string, string>;

  constructor(private readonly flow: HiddenFlow) {
    this.known = nodesByText(flow);
  }

  next(call: Call, standing: Standing): Move {
    const nodeId = this.known.get(textKey(standing.text)) ?? null;
    if (standing.kind === 'question') return this.answer(call, nodeId, standing);
    if (nodeId === call.ticket.cause) call.solved = true;
    // Flows that grew out of calls may end with the action that helped.
    if (standing.options.length === 0)
      return { do: 'finish', outcome: call.solved ? 'resolved' : 'escalated' };
    return { do: 'go-on', words: call.solved ? 'It prints now' : 'Still nothing' };
  }

  private answer(call: Call, nodeId: string | null, { options }: Standing): Move {
    if (nodeId === null) return this.leave(call, null, null);
    const ways = Object.keys(nodeOf(this.flow, nodeId).ways);
    const slip = call.random() < call.technician.slips;
    const answer = slip
      ? pick(call.random, ways)
      : (call.ticket.answers.get(nodeId) ?? pick(call.random, ways));
    const label = options.find((option) => option === answer);
    if (label !== undefined) return { do: 'answer', label, words: wordsFor(call, answer) };
    return this.leave(call, nodeId, answer);
  }

  /** The flow knows no further: whoever is able finds the rest of the way, the others pass the call on. */
  private leave(call: Call, nodeId: string | null, answer: string | null): Move {
    const rest = nodeId === null ? null : this.restOfWay(call.ticket, nodeId);
    if (rest === null || call.random() >= call.technician.skill)
      return { do: 'finish', outcome: 'escalated' };
    call.solved = true;
    return {
      do: 'leave',
      answered: answer === null ? null : wordsFor(call, answer),
      steps: rest.map(({ nodeId: id, answer: said }) => ({
        kind: nodeOf(this.flow, id).kind,
        text: this.wording(call.technician, id),
        result: said === null ? 'solved' : wordsFor(call, said),
      })),
    };
  }

  private restOfWay(ticket: Ticket, nodeId: string): ReturnType<typeof wayTo> {
    const way = wayTo(this.flow, ticket.cause) ?? [];
    const at = way.findIndex((step) => step.nodeId === nodeId);
    return at < 0 ? null : way.slice(at + 1);
  }

  private wording({ tongue }: Technician, nodeId: string): string {
    const { wordings } = nodeOf(this.flow, nodeId);
    return wordings[tongue % wordings.length] ?? wordings[0];
  }
}

function wordsFor({ random }: Call, answer: string): string {
  if (answer === 'yes') return pick(random, YES);
  if (answer === 'no') return pick(random, NO);
  return answer;
}
