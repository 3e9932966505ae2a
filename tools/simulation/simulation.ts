import { CallDesk, type CallResult } from './call-desk.js';
import { letDaysPass } from './clock.js';
import { firstVersion, harmed } from './first-version.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { nodesByText, textKey, type HiddenFlow } from './hidden-flow.js';
import { employ, flywheelSettled, publish, reviewAll, undo, type Office, type Published } from './office.js';
import { randomFrom } from './random.js';
import { Deskwork, teamOf } from './technician.js';
import { drawTicket } from './ticket.js';

export interface SimulationPlan {
  flow: HiddenFlow;
  /** Ends that the first published version does not have. */
  unknown: readonly string[];
  seed: number;
  technicians: number;
  rounds: number;
  ticketsPerRound: number;
  /** Before this round, somebody publishes what does harm: in place of the action for that cause. */
  harm: { beforeRound: number; cause: string; text: string };
}

export interface RoundFigures {
  round: number;
  tickets: number;
  /** Walks that ended resolved, and whose ticket stayed closed. */
  solved: number;
  /** Walks in which the flow had no answer for what the caller said. */
  deviated: number;
  reopened: number;
  /** The version that was walked. */
  version: number;
  /** Published after the round. */
  published: Published[];
  /** Why the flow needs verification after the round. */
  reasons: string[];
}

/** What the program says about what was published. */
export interface Found {
  rounds: RoundFigures[];
  /** The change that does harm, with the version that brought it; null before it is published. */
  harmful: { proposalId: string; version: number } | null;
  /** Before which round it was undone. */
  undoneBefore: number | null;
  flowId: string;
}

export interface World {
  base: string;
  superuserUrl: string;
  accountId: string;
  office: Office;
  /** Does at once what the program does every hour. */
  checkFlows: () => Promise<void>;
  say: (line: string) => void;
}

const DAYS_PER_ROUND = 7;

/** Plays the rounds: calls come in, the flywheel learns, a reviewer publishes, a check looks whether it still holds. */
export async function simulate(plan: SimulationPlan, world: World): Promise<Found> {
  const { flow, unknown, seed } = plan;
  const { office } = world;
  const team = teamOf(plan.technicians, randomFrom(seed));
  const apis = await employ(
    office.admin,
    world.base,
    team.map(({ name }) => name),
  );
  const first = {
    title: flow.title,
    domain: flow.problemDomain,
    document: firstVersion(flow, unknown),
    flowId: null,
    notes: 'What we know so far.',
  };
  const { flowId } = await publish(office, first);
  const desk = new CallDesk(new Deskwork(flow), flowId);
  const found: Found = { rounds: [], harmful: null, undoneBefore: null, flowId };
  for (let round = 1; round <= plan.rounds; round++) {
    if (round === plan.harm.beforeRound) found.harmful = await harm(plan, office, flowId);
    else if (found.harmful && needsUndoing(found)) {
      await undo(office, found.harmful.proposalId, 'Fewer calls are solved since this change.');
      await office.reviewer.post(`flows/${flowId}/verify`, { notes: 'Back to what worked.' });
      found.undoneBefore = round;
    }
    const version = await versionOf(office, flowId);
    const results: CallResult[] = [];
    for (let i = 0; i < plan.ticketsPerRound; i++) {
      const number = (round - 1) * plan.ticketsPerRound + i + 1;
      const random = randomFrom(seed * 1_000_003 + number);
      const ticket = drawTicket(flow, number, random);
      const nth = Math.floor(random() * team.length);
      const [technician, api] = [team[nth], apis[nth]];
      if (!technician || !api) throw new Error('nobody takes the call');
      results.push(await desk.take(api, { ticket, technician, random, solved: false }));
    }
    await flywheelSettled(office);
    const published = await reviewAll(office);
    await world.checkFlows();
    const figures = {
      ...figuresOf(round, version, results),
      published,
      reasons: await reasonsOf(office, flowId),
    };
    found.rounds.push(figures);
    world.say(lineOf(figures));
    await letDaysPass(world.superuserUrl, world.accountId, DAYS_PER_ROUND);
  }
  return found;
}

/** While the flow is said to work worse, and nothing was done about it yet. */
function needsUndoing({ rounds, undoneBefore }: Found): boolean {
  return undoneBefore === null && (rounds.at(-1)?.reasons.includes('success_fell') ?? false);
}

async function harm({ flow, harm: { cause, text } }: SimulationPlan, office: Office, flowId: string) {
  const { flow_data: document } = await office.engineer.get<{ flow_data: FlowDocument }>(`flows/${flowId}`);
  const texts = nodesByText(flow);
  const target = document.nodes.find((node) => texts.get(textKey(node.text)) === cause);
  if (!target) throw new Error(`the flow does not know ${cause} yet`);
  return publish(office, {
    title: flow.title,
    domain: flow.problemDomain,
    document: harmed(document, target.id, text),
    flowId,
    notes: 'It is quicker on the telephone.',
  });
}

async function versionOf({ reviewer }: Office, flowId: string): Promise<number> {
  return (await reviewer.get<{ version: number }>(`flows/${flowId}`)).version;
}

async function reasonsOf({ reviewer }: Office, flowId: string): Promise<string[]> {
  const { reasons } = await reviewer.get<{ reasons: { code: string }[] }>(`flows/${flowId}/verification`);
  return reasons.map(({ code }) => code);
}

function figuresOf(round: number, version: number, results: readonly CallResult[]) {
  const count = (which: (result: CallResult) => boolean): number => results.filter(which).length;
  return {
    round,
    version,
    tickets: results.length,
    solved: count(({ outcome, reopened }) => outcome === 'resolved' && !reopened),
    deviated: count(({ deviated }) => deviated),
    reopened: count(({ reopened }) => reopened),
  };
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

function lineOf({ round, version, tickets, solved, deviated, reopened, published, reasons }: RoundFigures) {
  return (
    `round ${round}: version ${version}, solved ${percent(solved, tickets)}, left the flow ${percent(deviated, tickets)}, ` +
    `reopened ${percent(reopened, tickets)}, published ${published.length}` +
    (reasons.length > 0 ? `, needs verification: ${reasons.join(', ')}` : '')
  );
}
