import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { startThrowawayStandby } from '../../dist/src/kernel/database/standby/throwaway-standby.js';
import { Program } from './program.mjs';
import { target } from './requests.mjs';
import { inTurn, median, ratioOf } from './rounds.mjs';

const CONNECTIONS = 16;
const WORKS = ['queue', 'proposal'];
/** A copy of the data, and what is written meanwhile. */
const ROOM = 1.2;
const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/** The same reads from the primary alone and, through the setting, from a hot standby. Null where the disk has no room for one. */
export async function measureReplica(world, mode, generator, say) {
  const { postgres } = world;
  const [{ bytes }] = await world.query(
    'SELECT sum(pg_database_size(oid))::float8 AS bytes FROM pg_database',
  );
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize < bytes * ROOM) {
    say(`  skipped: a standby takes ${(bytes / 1e9).toFixed(0)} GB more in ${tmpdir()}`);
    return null;
  }
  const began = performance.now();
  const standby = await startThrowawayStandby(postgres.server, { log: say, settings: postgres.settings });
  say(
    `  a standby of ${(bytes / 1e9).toFixed(1)} GB in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  const programs = {};
  try {
    const env = { ...world.env, ROLE: 'api' };
    programs.alone = await Program.start(env);
    const replicaUrl = Object.assign(new URL(standby.url), {
      pathname: new URL(world.url).pathname,
    }).toString();
    programs.replica = await Program.start({ ...env, DATABASE_REPLICA_URL: replicaUrl });
    await readsFrom(programs.replica, PATIENCE_MS);
    const rows = [];
    for (const name of WORKS) {
      const targets = Object.entries(programs).map(([which, program]) => [
        which,
        target(generator, 'program', program, world.works[name], CONNECTIONS),
      ]);
      const results = await inTurn(Object.fromEntries(targets), mode);
      rows.push(rowOf(name, results));
      const { rate, aloneRate, ofAlone } = rows.at(-1);
      say(
        `  ${name}: ${rate.toFixed(0)}/s of the primary's ${aloneRate.toFixed(0)}/s: ${ofAlone.median.toFixed(2)}`,
      );
    }
    await readsFrom(programs.replica);
    return { rows };
  } finally {
    await Promise.all(Object.values(programs).map((program) => program.stop()));
    await standby.stop();
  }
}

/** Else the figures would be of the primary. A standby that has just begun may be behind for a while. */
async function readsFrom(program, patienceMs = 0) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const { details } = await (await fetch(`${program.url}/health/ready`)).json();
    if (details.replica.reads) return;
    if (Date.now() >= deadline) throw new Error(`the replica is not read from: it ${details.replica.reason}`);
    await delay(LOOK_AGAIN_MS);
  }
}

function rowOf(work, { alone, replica }) {
  const middle = (list, name) => median(list.map((figures) => figures[name]));
  return {
    work,
    connections: CONNECTIONS,
    rate: middle(replica, 'rate'),
    p99: middle(replica, 'p99'),
    aloneRate: middle(alone, 'rate'),
    aloneP99: middle(alone, 'p99'),
    ofAlone: ratioOf(replica, alone, ({ rate }) => rate),
  };
}
