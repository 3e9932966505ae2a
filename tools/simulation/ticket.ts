import { wayTo, type HiddenFlow } from './hidden-flow.js';
import { pick, pickWeighted, type Random } from './random.js';

/** A call: what is behind it, which only the simulation knows, and how every question about it is answered. */
export interface Ticket {
  number: number;
  cause: string;
  answers: ReadonlyMap<string, string>;
  /** How the caller puts it. */
  problem: string;
}

const PROBLEMS = [
  'Nothing comes out when I print',
  'The printer does not print anything',
  'I sent a letter to the printer and no page came',
  'Printing does not work on my computer',
  'The office printer will not print my invoice',
];

export function drawTicket(flow: HiddenFlow, number: number, random: Random): Ticket {
  const causes = Object.entries(flow.causes).map(([item, weight]) => ({ item, weight }));
  const cause = pickWeighted(random, causes);
  const answers = new Map<string, string>();
  // Off the way that matters, questions have an answer as well: whoever strays is told something.
  for (const [id, { kind, ways }] of Object.entries(flow.nodes))
    if (kind === 'question') answers.set(id, pick(random, Object.keys(ways)));
  for (const { nodeId, answer } of wayTo(flow, cause) ?? []) if (answer !== null) answers.set(nodeId, answer);
  return { number, cause, answers, problem: pick(random, PROBLEMS) };
}
