import type { ApiClient } from './api-client.js';
import { drawChart } from './chart.js';
import type { Found, RoundFigures, SimulationPlan } from './simulation.js';

/** A difference of two shares, with the bounds of its interval. */
interface Change {
  difference: number;
  low: number;
  high: number;
}

interface Analytics {
  by_version: {
    version: number;
    proposal_id: string | null;
    finished: number;
    change: Change | null;
  }[];
}

interface Impact {
  publication: {
    version: number;
    change: Change | null;
    added_nodes: { text: string; use: { walks: number; success: { share: number } | null } }[];
  } | null;
}

/** What the program itself says about what helped and what did harm. */
interface Judgement {
  helped: { version: number; change: Change; nodes: { text: string; walks: number; share: number }[] }[];
  harmed: { version: number; change: Change }[];
}

const SHOWN_NODES = 3;

export async function judge(reviewer: ApiClient, { flowId, rounds }: Found): Promise<Judgement> {
  const { by_version: versions } = await reviewer.get<Analytics>(`flows/${flowId}/analytics`);
  const judged = versions.flatMap(({ version, change }) => (change ? [{ version, change }] : []));
  const helped: Judgement['helped'] = [];
  for (const { proposalId } of rounds.flatMap(({ published }) => published)) {
    const { publication } = await reviewer.get<Impact>(`proposals/${proposalId}/impact`);
    if (!publication?.change || publication.change.low <= 0) continue;
    const nodes = publication.added_nodes
      .flatMap(({ text, use: { walks, success } }) =>
        success ? [{ text, walks, share: success.share }] : [],
      )
      .sort((a, b) => b.walks - a.walks);
    helped.push({ version: publication.version, change: publication.change, nodes });
  }
  return {
    helped: helped.sort((a, b) => b.change.difference - a.change.difference),
    harmed: judged.filter(({ change }) => change.high < 0),
  };
}

/** Tables and sentences in Markdown, as the README has them. */
export function reportOf(plan: SimulationPlan, found: Found, { helped, harmed }: Judgement): string {
  const { rounds, harmful, undoneBefore } = found;
  const lines = [
    `${plan.technicians} technicians, ${plan.rounds * plan.ticketsPerRound} tickets, seed ${plan.seed}.`,
    '',
    '| round | version | solved | left the flow | reopened | published after it | needs verification |',
    '| ----: | ------: | -----: | ------------: | -------: | ------------------ | ------------------ |',
    ...rounds.map(rowOf),
    '',
    ...helped.map(({ version, change, nodes }) => {
      const most = nodes
        .slice(0, SHOWN_NODES)
        .map(({ text, walks, share }) => `"${text}" (${walks} walks, ${percent(share)} solved)`);
      return `- Version ${version} helped: success ${signed(change)}. Most walked of what it added: ${most.join(', ')}.`;
    }),
    ...harmed.map(
      ({ version, change }) =>
        `- Version ${version} did harm: success ${signed(change)}.` +
        (version === harmful?.version ? ' It is the one that was published to do so.' : ''),
    ),
  ];
  const marked = rounds.find(({ reasons }) => reasons.includes('success_fell'));
  if (marked)
    lines.push(
      `- The check marked the flow after round ${marked.round}` +
        (undoneBefore === null ? '.' : `; the change was reverted before round ${undoneBefore}.`),
    );
  return lines.join('\n');
}

export function chartOf(plan: SimulationPlan, { rounds, harmful, undoneBefore }: Found): string {
  const share = (part: 'solved' | 'deviated' | 'reopened'): number[] =>
    rounds.map((round) => round[part] / round.tickets);
  const marks = [
    ...(harmful ? [{ round: plan.harm.beforeRound, text: 'a harmful change' }] : []),
    ...(undoneBefore === null ? [] : [{ round: undoneBefore, text: 'reverted' }]),
  ];
  return drawChart(
    `${plan.technicians} technicians, ${plan.rounds * plan.ticketsPerRound} tickets`,
    [
      { name: 'solved', colour: '#0072b2', dash: '', values: share('solved') },
      { name: 'left the flow', colour: '#d55e00', dash: '7 4', values: share('deviated') },
      { name: 'reopened', colour: '#009e73', dash: '2 3', values: share('reopened') },
    ],
    marks,
  );
}

function rowOf({
  round,
  version,
  tickets,
  solved,
  deviated,
  reopened,
  published,
  reasons,
}: RoundFigures): string {
  const shares = [solved, deviated, reopened].map((part) => percent(part / tickets));
  const news = published.map(
    ({ type, version: made, added }) => `${type}, version ${made}, ${counted(added.length)}`,
  );
  return `| ${[round, version, ...shares, news.join('; ') || '-', reasons.join(', ') || '-'].join(' | ')} |`;
}

const counted = (nodes: number): string => `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const points = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;
const signed = ({ difference, low, high }: Change): string =>
  `${points(difference)} points (95 % interval ${points(low)} to ${points(high)})`;
