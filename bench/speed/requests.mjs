import { URLSearchParams } from 'node:url';
import { Program } from './program.mjs';
import { inTurn, median, ratioOf } from './rounds.mjs';

const rate = ({ rate: value }) => value;
/** At which everything is measured, and the small data as well. */
const MAIN_CONNECTIONS = 16;

export function mainConnections({ connections }) {
  return connections.includes(MAIN_CONNECTIONS) ? MAIN_CONNECTIONS : connections[0];
}

/** The servers that are compared, on one world: the program, and the bare limit with its guarantee and without. */
export async function startServers(world, { bare = true } = {}) {
  const servers = { program: await Program.start({ ...world.env, ROLE: 'api' }) };
  if (!bare) return servers;
  const env = { STATEMENTS: world.statementsFile };
  servers.bare = await Program.startBare({ ...env, DATABASE_URL: world.url, GUARANTEE: 'true' });
  const superuser = world.postgres.superuserUrl(world.name);
  servers.unguarded = await Program.startBare({ ...env, DATABASE_URL: superuser, GUARANTEE: 'false' });
  return servers;
}

export async function stopServers(servers) {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
}

/** What a server is sent for a piece of work: the program its requests, the bare limit their statements at once. */
function loadOn(name, server, work) {
  if (name === 'program') {
    return {
      requests: work.requests,
      ids: work.ids ?? [],
      headers: { authorization: `Bearer ${work.token}` },
    };
  }
  const path = `/${encodeURIComponent(work.name)}?account=${work.account}`;
  const ids = work.pool
    ? work.pool.map(({ id, session, target }) =>
        new URLSearchParams({ id, session, ...(target && { target }) }).toString(),
      )
    : (work.ids ?? []).map((id) => `id=${id}`);
  return {
    requests: [{ method: work.requests[0].method, path: ids.length > 0 ? `${path}&{{next}}` : path }],
    ids,
  };
}

/** A target for `inTurn`. What can be done once only goes on where the last round ended. */
export function target(generator, name, server, work, connections) {
  const load = { ...loadOn(name, server, work), url: server.url, connections, once: Boolean(work.pool) };
  return async (seconds) => {
    const figures = await generator.run({ ...load, seconds, from: work.pool ? work.from : 0 });
    if (work.pool) work.from = figures.from;
    return figures;
  };
}

/** Targets for `inTurn` on several servers. */
export function targetsOn(servers, generator, work, connections) {
  return Object.fromEntries(
    Object.entries(servers).map(([name, server]) => [
      name,
      target(generator, name, server, work, connections),
    ]),
  );
}

/**
 * Reads: the program on the large data beside the bare limit, with the guarantee and without, and on the small data.
 */
export async function measureReads(large, small, mode, generator, say) {
  const onLarge = await startServers(large);
  const onSmall = await startServers(small, { bare: false });
  const rows = [];
  try {
    for (const connections of mode.connections) {
      for (const work of Object.values(large.works).filter(({ readOnly }) => readOnly)) {
        const targets = targetsOn(onLarge, generator, work, connections);
        if (connections === mainConnections(mode))
          targets.small = target(generator, 'program', onSmall.program, small.works[work.name], connections);
        const results = await inTurn(targets, mode);
        rows.push({ work: work.name, connections, ...compare(results) });
        say(lineOf(rows.at(-1)));
      }
    }
    return { rows, memory: { api: onLarge.program.memory(), atRest: await atRest(large) } };
  } finally {
    await stopServers(onLarge);
    await stopServers(onSmall);
  }
}

/** Writes: the program beside the bare limit with the guarantee. */
export async function measureWrites(large, mode, generator, say) {
  const { program, bare, unguarded } = await startServers(large);
  await unguarded.stop();
  const connections = mainConnections(mode);
  const rows = [];
  try {
    for (const work of Object.values(large.works).filter(({ readOnly }) => !readOnly)) {
      const targets = targetsOn({ program, bare }, generator, work, connections);
      rows.push({ work: work.name, connections, ...compare(await inTurn(targets, mode.writes)) });
      say(lineOf(rows.at(-1)));
    }
    return { rows, memory: program.memory() };
  } finally {
    await stopServers({ program, bare });
  }
}

async function atRest(world) {
  const program = await Program.start({ ...world.env, ROLE: 'api' });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const memory = program.memory();
  await program.stop();
  return memory;
}

export function compare(results) {
  const { program, bare, unguarded, pgbench, small } = results;
  const middle = (list, of) => median(list.map(of));
  return {
    rate: middle(program, rate),
    p50: middle(program, ({ p50 }) => p50),
    p99: middle(program, ({ p99 }) => p99),
    bareRate: bare && middle(bare, rate),
    ofBare: bare && ratioOf(program, bare, rate),
    ofUnguarded: unguarded && ratioOf(program, unguarded, rate),
    pgbenchRate: pgbench && middle(pgbench, rate),
    ofPgbench: pgbench && ratioOf(program, pgbench, rate),
    p99ToSmall: small && ratioOf(program, small, ({ p99 }) => p99),
  };
}

export function lineOf({ work, connections, rate: perSecond, p99, ...row }) {
  const of = (name, ratio) => (ratio ? `, ${name} ${ratio.median.toFixed(2)}` : '');
  return (
    `  ${work} (${connections}): ${perSecond.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms` +
    of('of bare', row.ofBare) +
    of('of unguarded', row.ofUnguarded) +
    of('of pgbench', row.ofPgbench) +
    of('p99 to small', row.p99ToSmall)
  );
}
