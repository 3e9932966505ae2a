import { latencyOf } from './flywheel-work.mjs';
import { measureImport } from './imports.mjs';
import { findPgbench, pgbenchTarget } from './pgbench.mjs';
import { clearQueue, pileUp, startWorkers, waiting } from './piles.mjs';
import { Program } from './program.mjs';
import { compare, lineOf, mainConnections, startServers, stopServers, targetsOn } from './requests.mjs';
import { inTurn } from './rounds.mjs';

/** More sessions than one worker gets through in a second beside the load. */
const MOST_PER_SECOND = 100;
/** More seconds than it takes to measure the latency of one session. */
const SECONDS_A_SESSION = 0.5;
/** More seconds than it takes to import what is imported here. */
const SECONDS_OF_IMPORT = 20;

/**
 * Everything that people wait for, while the flywheel is at a pile that outlasts it: sessions imported into the account
 * that is worked in. Where the pile did not outlast something, no figures of that are given.
 */
export async function measureBusy(world, mode, generator, say) {
  try {
    return {
      ...(await measureRequests(world, mode, generator, say)),
      ...(await measureJobs(world, mode.busy, say)),
    };
  } finally {
    await clearQueue(world);
  }
}

/** Requests, which API and bare servers answer beside one worker process. */
async function measureRequests(world, mode, generator, say) {
  const { works: wanted, ...timing } = mode.busy;
  const connections = mainConnections(mode);
  const pgbench = findPgbench();
  const [servers, [worker]] = await Promise.all([startServers(world), startWorkers(world, 1)]);
  const targetsOf = async (work) => {
    if (work.readOnly) return targetsOn(servers, generator, work, connections);
    const { program, bare } = servers;
    return {
      ...targetsOn({ program, bare }, generator, work, connections),
      ...(pgbench &&
        work.verb === 'approve' && { pgbench: await pgbenchTarget(pgbench, world, work, connections) }),
    };
  };
  const all = Object.values(world.works).filter(({ name }) => wanted?.includes(name) ?? true);
  const turns = [
    { account: 0, works: all.filter(({ readOnly }) => readOnly) },
    { account: 1, works: all.filter(({ readOnly }) => !readOnly) },
  ];
  try {
    const rows = [];
    for (const { account, works } of turns) {
      const seconds = works.length * 3 * (timing.warmUp + timing.rounds * timing.seconds);
      await pileUp(world, servers.program, account, Math.ceil(seconds * MOST_PER_SECOND));
      for (const work of works) {
        const measured = await underPile(world, async () =>
          compare(await inTurn(await targetsOf(work), timing)),
        );
        rows.push({ work: work.name, connections, ...measured });
        say(measured.stillWaiting > 0 ? lineOf(rows.at(-1)) : `  ${work.name}: the pile was gone`);
      }
    }
    return { rows, memory: { worker: worker.memory(), api: servers.program.memory() } };
  } finally {
    await stopServers({ ...servers, worker });
  }
}

/** What ends in a job: as beside no pile, in a program that serves and works on jobs, which now is at the pile. */
async function measureJobs(world, { latencies, imported }, say) {
  const seconds = latencies * SECONDS_A_SESSION + SECONDS_OF_IMPORT;
  const program = await Program.start({ ...world.env, ROLE: 'all' });
  let latency;
  try {
    await pileUp(world, program, 0, Math.ceil(seconds * MOST_PER_SECOND));
    latency = await underPile(world, () => latencyOf(world, program, latencies));
  } finally {
    await program.stop();
  }
  say(`  flywheel: ${JSON.stringify(latency)}`);
  const rows = await underPile(world, () => measureImport(world, imported));
  say(`  import: ${JSON.stringify(rows)}`);
  return { latency, imported: { rows: imported, ...rows } };
}

/** What was measured, with how many sessions still waited then; nothing else where none did. */
async function underPile(world, measure) {
  const figures = await measure();
  const stillWaiting = await waiting(world);
  return stillWaiting > 0 ? { ...figures, stillWaiting } : { stillWaiting };
}
