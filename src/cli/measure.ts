import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccountOpening } from '../accounts/account-opening.service.js';
import { TokensService } from '../accounts/tokens.service.js';
import { createApplication } from '../application.js';
import { loadConfig } from '../kernel/config.js';
import { startThrowawayPostgres } from '../kernel/database/embedded-postgres.js';
import { migrate } from '../kernel/database/migrator.js';
import { runCommand, UsageError } from './program.js';

const USAGE =
  'usage: npm run measure -- --scorer FILE.mjs --sessions FILE.jsonl [--review each|end] [--seeds 1,2,3]';
const TOKEN_SECONDS = 6 * 3600;

type Report = Record<string, number | string>;

await runCommand(async () => {
  const { values } = parseArgs({
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
    throw new UsageError(USAGE);
  }
  await withThrowawayServer(async (app) => {
    const reports: Report[] = [];
    for (const seed of seeds) {
      process.stderr.write(`seed ${seed}, review ${review}\n`);
      reports.push(await score(app, { scorer, sessions, review, seed }));
    }
    printMeans(reports);
  });
});

/** The program on a free port, on a database that is gone afterwards. */
async function withThrowawayServer(work: (app: NestFastifyApplication) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'resolutionflow-measure-'));
  const database = await startThrowawayPostgres({ log: () => undefined });
  try {
    await migrate(database.url);
    const config = loadConfig({ LOG_LEVEL: 'error', RATE_LIMIT: '0', DATA_DIR: dataDir, PORT: '0' });
    const app = await createApplication(config, database.url);
    try {
      await app.listen(0, '127.0.0.1');
      await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** One run of the scorer in an account of its own. */
async function score(
  app: NestFastifyApplication,
  { scorer, sessions, review, seed }: { scorer: string; sessions: string; review: string; seed: string },
): Promise<Report> {
  const { users } = await app.get(AccountOpening).openAccount({ name: `Measure ${review} ${seed}` });
  const tokens = app.get(TokensService);
  const out = join(await mkdtemp(join(tmpdir(), 'resolutionflow-score-')), 'report.json');
  await run(process.execPath, [
    ...[scorer, '--base', (await app.getUrl()).replace('[::1]', '127.0.0.1'), '--sessions', sessions],
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
