import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare, lineOf, mainConnections, startServers, stopServers, targetsOn } from './requests.mjs';
import { inTurn } from './rounds.mjs';

/** About what a machine of two cores does in a second: pgbench's own clock knows whole seconds only. */
const DECISIONS_A_SECOND = 300;

/** Debian keeps it out of the PATH. */
const DEBIAN = '/usr/lib/postgresql';

export function findPgbench() {
  const places = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin', 'pgbench'))
    : [];
  return ['pgbench', ...places].find((file) => spawnSync(file, ['--version']).status === 0) ?? null;
}

/** Approving, beside pgbench with the statements that approving was seen to send. Null where there is no pgbench. */
export async function measurePgbench(large, mode, generator, say) {
  const pgbench = findPgbench();
  if (!pgbench) {
    say('  skipped: there is no pgbench on the PATH (Debian has it in the package postgresql)');
    return null;
  }
  const { program } = await startServers(large, { bare: false });
  const connections = mainConnections(mode);
  const rows = [];
  try {
    for (const work of Object.values(large.works).filter(({ verb }) => verb === 'approve')) {
      const targets = {
        ...targetsOn({ program }, generator, work, connections),
        pgbench: await pgbenchTarget(pgbench, large, work, connections),
      };
      rows.push({ work: work.name, connections, ...compare(await inTurn(targets, mode.writes)) });
      say(lineOf(rows.at(-1)));
    }
  } finally {
    await stopServers({ program });
  }
  return { rows, version: spawnSync(pgbench, ['--version']).stdout.toString().trim() };
}

/** A target for `inTurn`: the statements that a decision was seen to send. */
export async function pgbenchTarget(pgbench, world, work, connections) {
  const script = join(world.folder, `${work.kind}.pgbench.sql`);
  await writeFile(script, scriptOf(work));
  return (seconds) => drawing(world, work, () => runPgbench(pgbench, world, script, connections, seconds));
}

/** What pgbench decides on comes from the same pool: it draws from where the last round ended, and the next goes on there. */
async function drawing(world, work, run) {
  const sequence = `bench_pool_${work.kind}`;
  await world.query(`SELECT setval('${sequence}', $1, false)`, [work.from]);
  const figures = await run();
  const [{ next }] = await world.query(`SELECT last_value + 1 AS next FROM ${sequence}`);
  work.from = Number(next);
  return figures;
}

async function runPgbench(pgbench, { url }, script, connections, seconds) {
  const address = new URL(url);
  const child = spawn(
    pgbench,
    [
      ...['-n', '-M', 'prepared', '-c', connections, '-j', 1, '-f', script],
      // Of each client.
      ...[
        '-t',
        Math.ceil((seconds * DECISIONS_A_SECOND) / connections),
        '-h',
        address.hostname,
        '-p',
        address.port,
        '-U',
        address.username,
      ],
      address.pathname.slice(1),
    ].map(String),
    { env: { ...process.env, PGPASSWORD: address.password, PGOPTIONS: '-c role=resolutionflow_app' } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  const [, tps] = /tps = ([\d.]+)/.exec(output) ?? [];
  if (status !== 0 || !tps || /aborted|ERROR/.test(output))
    throw new Error(`pgbench failed:\n${output.slice(0, 2000)}`);
  return { rate: Number(tps), p50: 0, p99: 0 };
}

/** The recorded statements; each run takes the next proposal of the pool, which is one statement more. */
function scriptOf({ kind, statements, fresh, account }) {
  const columns = ['id', 'session', ...(kind === 'branch' ? ['target'] : [])];
  const own = fresh.map((name) => `gen_random_uuid() AS ${name}`);
  // Values that hold an id among other text are put together there too: pgbench sends what it knows as it is.
  const mixed = [];
  const put = (value) => {
    const sql = literal(value, account);
    if (!sql.startsWith('(')) return sql;
    mixed.push(sql);
    return `:mixed${mixed.length}`;
  };
  const lines = [];
  for (const { text, values, bracket } of statements) {
    if (bracket === 'begin') lines.push('BEGIN;', `SELECT set_config('app.account_id', '${account}', true);`);
    else {
      const filled = text.replaceAll(/\$(\d+)/g, (_, n) => put(values[Number(n) - 1]));
      lines.push(`${filled.replaceAll(/\s*\n\s*/g, ' ')};`);
    }
  }
  const base = `SELECT ${[...columns, ...own].join(', ')} FROM bench_pool
    WHERE kind = '${kind}' AND n = (SELECT nextval('bench_pool_${kind}'))`;
  const all = ['*', ...mixed.map((sql, i) => `${sql} AS mixed${i + 1}`)];
  return `SELECT ${all.join(', ')} FROM (${base}) AS drawn \\gset\n${lines.join('\n')}\n`;
}

/** With variables as pgbench knows them, or in brackets as an expression. A colon in a text would begin a variable. */
function literal(value, account) {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return literal(arrayOf(value), account);
  if (typeof value === 'object') return literal(JSON.stringify(value), account);
  const parts = String(value)
    .replaceAll('{{account}}', account)
    .split(/(\{\{\w+\}\})/)
    .filter((part) => part !== '');
  const variable = (part) => /^\{\{(\w+)\}\}$/.exec(part)?.[1];
  const quoted = (part) =>
    `E'${part.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`;
  if (parts.length === 0) return "''";
  if (parts.length === 1) return variable(parts[0]) ? `:${variable(parts[0])}` : quoted(parts[0]);
  return `(${parts.map((part) => variable(part) ?? quoted(part)).join(' || ')})`;
}

function arrayOf(list) {
  const items = list.map((item) => {
    if (item === null) return 'NULL';
    if (Array.isArray(item)) return arrayOf(item);
    return `"${String(item).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}
