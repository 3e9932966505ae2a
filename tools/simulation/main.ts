import { writeFile } from 'node:fs/promises';
import { AccountOpening } from '../../src/accounts/account-opening.service.js';
import { TokensService } from '../../src/accounts/tokens/tokens.service.js';
import { CareCheck } from '../../src/flow-care/care-check.service.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { ApiClient } from './api-client.js';
import { PRINTING, UNKNOWN_AT_FIRST } from './printing.js';
import { chartOf, judge, reportOf } from './report.js';
import { simulate, type SimulationPlan } from './simulation.js';
import { readCommandLine, WrongCall } from '../../src/cli/command-line.js';
import { runCommand } from '../../src/cli/run-command.js';
import { withThrowawayServer, type ThrowawayServer } from '../../src/cli/throwaway-server.js';

const USAGE = `usage: npm run simulate -- [--seed 1] [--technicians 30] [--rounds 10] [--tickets 200] [--chart FILE.svg]
Plays a service desk on a throw-away server, and prints what the flows were worth.`;
const TOKEN_SECONDS = 6 * 3600;
/** The days that the check compares are those of one round, and a change can be undone in any later one. */
const SETTINGS = { success_fall_days: 7, revert_window_hours: 8_760 };

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: {
      seed: { type: 'string', default: '1' },
      technicians: { type: 'string', default: '30' },
      rounds: { type: 'string', default: '10' },
      tickets: { type: 'string', default: '200' },
      chart: { type: 'string' },
    },
  });
  const rounds = count(values.rounds);
  const plan: SimulationPlan = {
    flow: PRINTING,
    unknown: UNKNOWN_AT_FIRST,
    seed: count(values.seed),
    technicians: count(values.technicians),
    rounds,
    ticketsPerRound: count(values.tickets),
    harm: {
      beforeRound: Math.ceil(0.6 * rounds),
      cause: 'spooler',
      text: 'Ask the caller to restart the computer and to print again later.',
    },
  };
  // One job at a time, so that what is learned comes in the order of the calls, and a seed says all.
  await withThrowawayServer((server) => play(server, plan, values.chart), { WORKER_CONCURRENCY: '1' });
});

async function play(
  { app, base, superuserUrl }: ThrowawayServer,
  plan: SimulationPlan,
  chartFile: string | undefined,
): Promise<void> {
  const { accountId, users } = await app.get(AccountOpening).openAccount({ name: 'Simulated desk' });
  const as = async (role: keyof typeof users): Promise<ApiClient> =>
    new ApiClient(base, await app.get(TokensService).sign(users[role].id, TOKEN_SECONDS));
  const office = {
    admin: await as('admin'),
    engineer: await as('engineer'),
    reviewer: await as('reviewer'),
  };
  await office.admin.patch('account', { settings: SETTINGS });
  const care = app.get(CareCheck);
  const world = {
    base,
    superuserUrl,
    accountId,
    office,
    checkFlows: () => care.check(systemActor(accountId)),
    say: (line: string) => void process.stderr.write(`${line}\n`),
  };
  const found = await simulate(plan, world);
  console.log(reportOf(plan, found, await judge(office.reviewer, found)));
  if (chartFile !== undefined) await writeFile(chartFile, chartOf(plan, found));
}

function count(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new WrongCall(USAGE);
  return Number(value);
}
