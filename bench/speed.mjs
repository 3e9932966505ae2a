import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from '../scripts/project.mjs';
import { readOptions } from './options.mjs';
import { measureBusy } from './speed/busy.mjs';
import { measureLatency, measureThroughput } from './speed/flywheel-work.mjs';
import { measureImports } from './speed/imports.mjs';
import { measurePgbench } from './speed/pgbench.mjs';
import { clearQueue } from './speed/piles.mjs';
import { measurePlans } from './speed/plans.mjs';
import { Postgres } from './speed/postgres.mjs';
import { measureProcesses } from './speed/processes.mjs';
import { machine, toMarkdown } from './speed/report.mjs';
import { measureReads, measureWrites } from './speed/requests.mjs';
import { LoadGenerator } from './speed/rounds.mjs';
import { MODES } from './speed/sizes.mjs';
import { measureStarts } from './speed/starts.mjs';
import { SAMPLES, World } from './speed/world.mjs';

/** The speed of the built program beside the bare limit, on data of two sizes. */
const PARTS = [
  'starts',
  'plans',
  'reads',
  'writes',
  'pgbench',
  'latency',
  'throughput',
  'busy',
  'processes',
  'imports',
];
const USAGE = `usage: npm run bench -- [--quick | --smoke] [--seed 1] [--data FOLDER] [--only ${PARTS.join(',')}] [--out FOLDER]
  --data  keeps the data there, and takes what an earlier run left there
  --out   where speed.json and RESULTS.md go; bench/ for the whole run, nowhere for a short one`;

const options = optionsOfCall();
const modeName = options.smoke ? 'smoke' : options.quick ? 'quick' : 'full';
const mode = MODES[modeName];
const parts = options.only?.split(',') ?? PARTS.filter((part) => !mode.leftOut?.includes(part));
const say = (line) => console.log(line);
const seed = Number(options.seed);

const out = options.out ?? (modeName === 'full' && !options.only ? join(root, 'bench') : null);
// Said before the work, not after half an hour of it.
if (out) await mkdir(out, { recursive: true });
const folder = options.data ? resolve(options.data) : await mkdtemp(join(tmpdir(), 'resolutionflow-bench-'));
await mkdir(folder, { recursive: true });
const postgres = new Postgres(folder);
const generator = new LoadGenerator();
const took = {};
const failed = {};
try {
  const [small, large] = await loadWorlds();
  const results = await measure(small, large);
  const report = {
    mode: modeName,
    seed,
    machine: await machine(postgres, large),
    sizes: mode,
    took,
    failed,
    ...results,
  };
  const markdown = toMarkdown(report);
  if (out) {
    await writeFile(join(out, 'speed.json'), `${JSON.stringify(report, null, 2)}\n`);
    await writeFile(join(out, 'RESULTS.md'), markdown);
  }
  say(`\n${markdown}`);
  if (Object.keys(failed).length > 0) process.exitCode = 1;
} finally {
  generator.close();
  await postgres.stop();
  if (!options.data) await rm(folder, { recursive: true, force: true });
}

/** A folder that was filled for the same sizes and seed is taken as it is. */
async function loadWorlds() {
  const mark = join(folder, 'loaded.json');
  const wanted = JSON.stringify({ modeName, seed, small: mode.small, large: mode.large });
  const found = await readFile(mark, 'utf8').catch(() => null);
  const worlds = [
    new World(postgres, 'bench_small', mode.small, { seed, folder }),
    new World(postgres, 'bench_large', mode.large, { seed, folder }),
  ];
  if (found !== wanted) {
    await rm(mark, { force: true });
    await timed('load', async () => {
      await postgres.start('loading');
      for (const world of worlds) {
        say(`Loading ${world.sizes.proposals} proposals`);
        await world.load(say);
      }
    });
    await writeFile(mark, wanted);
  }
  await postgres.start('measuring');
  const decides = ['writes', 'pgbench', 'busy'].some((part) => parts.includes(part));
  await timed('prepare', async () => {
    for (const world of worlds) {
      await world.fillPool(world === worlds[1] && decides ? mode.pool : SAMPLES);
      await world.prepare();
    }
  });
  return worlds;
}

async function measure(small, large) {
  const work = {
    starts: () => measureStarts(mode),
    plans: () => measurePlans(large, say),
    reads: () => measureReads(large, small, mode, generator, say),
    writes: () => measureWrites(large, mode, generator, say),
    pgbench: () => measurePgbench(large, mode, generator, say),
    latency: () => clearQueue(large).then(() => measureLatency(large, mode.latencies)),
    throughput: async () => {
      const rows = [];
      for (const processes of mode.processes)
        rows.push(await measureThroughput(large, mode.shortSessions, processes));
      return rows;
    },
    busy: () => measureBusy(large, mode, generator, say),
    processes: () => measureProcesses(large, mode, say),
    imports: () => clearQueue(large).then(() => measureImports(large, mode, say)),
  };
  const results = {};
  for (const part of PARTS) {
    if (!parts.includes(part)) continue;
    say(`Measuring ${part}`);
    try {
      results[part] = await timed(part, work[part]);
      say(`  ${JSON.stringify(results[part])}`.slice(0, 400));
    } catch (error) {
      // The others are worth having all the same.
      failed[part] = error.message;
      console.error(`${part} failed:`, error);
    }
  }
  return results;
}

async function timed(part, work) {
  const began = Date.now();
  const result = await work();
  took[part] = (Date.now() - began) / 1000;
  say(`  ${part} took ${took[part].toFixed(0)} s`);
  return result;
}

function optionsOfCall() {
  const values = readOptions(USAGE, {
    options: {
      quick: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      data: { type: 'string' },
      only: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const unknown = values.only?.split(',').filter((part) => !PARTS.includes(part)) ?? [];
  if (unknown.length === 0 && /^[1-9]\d*$/.test(values.seed)) return values;
  console.error(USAGE);
  process.exit(2);
}
