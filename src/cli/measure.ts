import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccountOpening } from '../accounts/account-opening.service.js';
import { TokensService } from '../accounts/tokens/tokens.service.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { runCommand, UsageError } from './run-command.js';
import { withThrowawayServer, type ThrowawayServer } from './throwaway-server.js';

const USAGE = `usage: npm run measure -- --scorer FILE.mjs --sessions FILE.jsonl [--review each|end] [--seeds 1,2,3]
Replays sessions on a throw-away server, and prints the means of the seeds' orders.`;
const TOKEN_SECONDS = 6 * 3600;

type Report = Record<string, number | string>;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: {
      scorer: { type: 'string' },
      sessions: { type: 'string' },
      review: { type: 'string', default: 'each' },
      seeds: { type: 'string', default: '1,2,3' },
    },
  });
  const { scorer, sessions, review } = values;
  const seeds = values.seeds.split(',');
  if (
    !scorer ||
    !sessions ||
    !['each', 'end'].includes(review) ||
    !seeds.every((seed) => /^\d+$/.test(seed))
  ) {
    throw new WrongCall(USAGE);
  }
  await withThrowawayServer(async (server) => {
    const reports: Report[] = [];
    for (const seed of seeds) {
      process.stderr.write(`seed ${seed}, review ${review}\n`);
      reports.push(await score(server, { scorer, sessions, review, seed }));
    }
    printMeans(reports);
  });
});

/** One run of the scorer in an account of its own. */
async function score(
  { app, base, folder }: ThrowawayServer,
  { scorer, sessions, review, seed }: { scorer: string; sessions: string; review: string; seed: string },
): Promise<Report> {
  const { users } = await app.get(AccountOpening).openAccount({ name: `Measure ${review} ${seed}` });
  const tokens = app.get(TokensService);
  const out = join(folder, `report-${seed}.json`);
  await run(process.execPath, [
    ...[scorer, '--base', base, '--sessions', sessions],
    ...['--review', review, '--seed', seed, '--out', out, '--quiet'],
    ...['--engineer-token', await tokens.sign(users.engineer.id, TOKEN_SECONDS)],
    ...['--reviewer-token', await tokens.sign(users.reviewer.id, TOKEN_SECONDS)],
  ]);
  return JSON.parse(await readFile(out, 'utf8')) as Report;
}

async function run(command: string, args: string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new UsageError(`the scorer ended with status ${code}`)),
    );
  });
}

/** The mean of each figure and the runs that it comes from. */
function printMeans(reports: Report[]): void {
  for (const figure of Object.keys(reports[0] ?? {})) {
    const runs = reports.map((report) => report[figure]);
    if (figure === 'seed' || !runs.every((value) => typeof value === 'number')) continue;
    const mean = runs.reduce((sum, value) => sum + value, 0) / runs.length;
    console.log(
      `${figure.padEnd(28)} ${mean.toFixed(3).padStart(9)}   (${runs.map((value) => +value.toFixed(3)).join(', ')})`,
    );
  }
}
