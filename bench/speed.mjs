import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';
import { parseArgs } from 'node:util';
import { TokensService } from '../dist/src/accounts/tokens/tokens.service.js';
import { createApplication } from '../dist/src/application.js';
import { loadConfig } from '../dist/src/kernel/config.js';
import { root } from '../scripts/project.mjs';
import { fill, sessionBody } from './data.mjs';
import { inTurn, median, ratio, run } from './load.mjs';
import {
  asSuperuser,
  createDatabase,
  SETTINGS,
  startProgram,
  startServer,
  withPostgres,
} from './servers.mjs';
import { record } from './statements.mjs';

/** The speed of the built program beside the bare limit, on data of two sizes; `--out FILE` takes the report. */
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, smoke: { type: 'boolean' }, out: { type: 'string' } },
});
const size = (proposals, accounts, largest, flows, largestFlows, approvals) => ({
  ...{ proposals, accounts, largest, flows, largestFlows, approvals },
});
const SMALL = size(10_000, 11, 1_000, 220, 20, 10);
const LITTLE = size(600, 3, 200, 22, 10, 1_000);
const MODES = {
  full: {
    small: SMALL,
    large: size(1_000_000, 200, 100_000, 19_900, 1_990, 15_000),
    seconds: 1,
    imported: 100_000,
  },
  quick: { small: SMALL, large: size(20_000, 21, 5_000, 420, 20, 4_000), seconds: 0.5, imported: 10_000 },
  /** Only to see that it still runs: its figures mean nothing. */
  smoke: { small: LITTLE, large: LITTLE, seconds: 0.2, imported: 100, connections: 2, rounds: 1 },
};
const modeName = options.smoke ? 'smoke' : options.quick ? 'quick' : 'full';
const mode = { connections: 16, rounds: 5, ...MODES[modeName] };
const say = (line) => console.log(line);
/** Of a list: as many as one search finds. */
const IDS = 500;
const APPROVE = 'approve a new flow';

const dataDir = await mkdtemp(join(tmpdir(), 'resolutionflow-bench-'));
try {
  const report = await withPostgres(dataDir, async (server) => {
    const small = await makeWorld(server, 'bench_small', mode.small);
    const large = await makeWorld(server, 'bench_large', mode.large);
    const sizes = await measureSizes(large);
    const parts = [
      await heading(large),
      await measureRequests(large, small),
      await measureImport(large),
      sizes,
    ];
    return parts.flat().join('\n');
  });
  say(`\n${report}`);
  if (options.out) await writeFile(options.out, `${report}\n`);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

/** A filled database, and what is asked of it with the statements that the program sends for it. */
async function makeWorld(server, name, sizes) {
  say(`Loading ${sizes.proposals} proposals`);
  const world = { name, ...(await createDatabase(server, name)) };
  await asSuperuser(world.superuserUrl, (client) => fill(client, sizes));
  const config = loadConfig({ LOG_LEVEL: 'error', RATE_LIMIT: '0', ROLE: 'api', DATA_DIR: dataDir });
  const app = await createApplication(config, world.url);
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const users = await asSuperuser(
      world.superuserUrl,
      async (client) => (await client.query('SELECT id, email FROM users')).rows,
    );
    world.tokenOf = (email) =>
      app.get(TokensService).sign(users.find((user) => user.email === email).id, 86_400);
    world.works = await worksOf(world, app);
  } finally {
    await app.close();
  }
  world.statements = join(dataDir, `${name}.json`);
  await writeFile(
    world.statements,
    JSON.stringify(Object.fromEntries(world.works.map(({ name, recorded }) => [name, recorded]))),
  );
  return world;
}

async function worksOf(world, app) {
  const reader = await world.tokenOf('reviewer@account-0.example');
  const approver = await world.tokenOf('reviewer@account-1.example');
  const rows = (sql) => asSuperuser(world.superuserUrl, async (client) => (await client.query(sql)).rows);
  const of = (account) => `account_id = (SELECT id FROM accounts WHERE slug = 'account-${account}')`;
  const pending = (account, type) =>
    `FROM flow_proposals WHERE status = 'pending' AND ${of(account)} AND proposal_type = '${type}' ORDER BY id`;
  const queue = '/v1/proposals?status=pending&sort=confidence&limit=25';
  const [word] = sessionBody(0).title.split(' ');
  const works = [
    ['queue', () => queue],
    ['filtered', () => `${queue}&proposal_type=new_flow&problem_domain=domain-3&min_confidence=0.5`],
    ['search', () => `/v1/proposals?q=${word}&limit=25`],
    [
      'proposal',
      ({ id }) => `/v1/proposals/${id}`,
      await rows(`SELECT id ${pending(0, 'branch_addition')} LIMIT ${IDS}`),
    ],
    ['flow', ({ id }) => `/v1/flows/${id}`, await rows(`SELECT id FROM trees WHERE ${of(0)} LIMIT ${IDS}`)],
    [
      APPROVE,
      ({ id }) => `/v1/proposals/${id}/approve`,
      await rows(`SELECT id, source_session_id AS session ${pending(1, 'new_flow')}`),
    ],
  ].map(([name, path, ids = [{}]]) => ({ name, path, ids, taken: 0, method: 'GET', token: reader }));
  Object.assign(works.at(-1), { method: 'POST', body: '{}', token: approver });
  for (const work of works) {
    // Twice, since the first time a connection may do more.
    for (let time = 0; time < 2; time++) {
      const ids = nextOf(work);
      work.recorded = await record(async () => {
        const answer = await app.inject({
          method: work.method,
          url: work.path(ids),
          headers: headersOf(work),
          payload: work.body,
        });
        if (answer.statusCode > 299)
          throw new Error(`${work.name} answered ${answer.statusCode}: ${answer.body}`);
      }, ids);
    }
  }
  return works;
}

/** What is read is read over and over; what is decided is decided once. */
function nextOf(work) {
  const { ids, method } = work;
  if (method === 'POST' && work.taken >= ids.length)
    throw new Error(`all of the ${ids.length} are decided on`);
  return ids[work.taken++ % ids.length];
}

function headersOf({ token, body }) {
  return { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
}

/** The program beside the bare limit on the large data, and what is read also on the small. */
async function measureRequests(large, small) {
  const program = ({ url }) => startProgram({ DATABASE_URL: url, DATA_DIR: dataDir, ROLE: 'api' });
  const servers = {
    program: await program(large),
    small: await program(small),
    bare: await startServer([join(root, 'bench', 'bare-server.mjs')], {
      DATABASE_URL: large.url,
      STATEMENTS: large.statements,
    }),
  };
  const lines = [];
  for (const work of large.works) {
    const target = (server, of, pathOf) => (seconds) =>
      run({
        ...{ url: server.url, connections: mode.connections, seconds, method: of.method, body: of.body },
        headers: headersOf(of),
        paths: () => pathOf(nextOf(of)),
      });
    const targets = {
      program: target(servers.program, work, work.path),
      bare: target(
        servers.bare,
        work,
        (ids) => `/${encodeURIComponent(work.name)}?${new URLSearchParams(ids)}`,
      ),
    };
    const ofSmall = small.works.find(({ name }) => name === work.name);
    if (work.method === 'GET') targets.small = target(servers.small, ofSmall, ofSmall.path);
    const results = await inTurn(targets, mode);
    const middle = (of) => median(results.program.map((figures) => figures[of]));
    const cells = [middle('rate').toFixed(0), middle('p50').toFixed(1), middle('p99').toFixed(1)];
    const toSmall = results.small ? ratio(results.program, results.small, 'p99') : '';
    lines.push(
      `| ${[work.name, ...cells, ratio(results.program, results.bare, 'rate'), toSmall].join(' | ')} |`,
    );
    say(lines.at(-1));
  }
  for (const server of Object.values(servers)) await server.stop();
  return [
    `| work at ${mode.connections} connections | per second | p50 ms | p99 ms | of bare | p99 to that on small data |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ];
}

/** NDJSON by HTTP into a program that serves and works on jobs, sessions that are still open. */
async function measureImport({ url, tokenOf }) {
  const server = await startProgram({ DATABASE_URL: url, DATA_DIR: dataDir, ROLE: 'all' });
  const headers = { authorization: `Bearer ${await tokenOf('engineer@account-2.example')}` };
  const lines = Array.from({ length: mode.imported }, (_, i) =>
    JSON.stringify({ external_id: `import-${i}`, ...sessionBody(i) }),
  );
  const began = performance.now();
  const answer = await fetch(`${server.url}/v1/ai-sessions/import`, {
    ...{ method: 'POST', body: lines.join('\n') },
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
  });
  const { id } = await answer.json();
  for (;;) {
    const job = await (await fetch(`${server.url}/v1/jobs/${id}`, { headers })).json();
    if (job.status === 'done' && job.counts.created === mode.imported) break;
    if (job.status === 'failed' || job.status === 'done')
      throw new Error(`the import ended so: ${JSON.stringify(job)}`);
    await delay(50);
  }
  const seconds = (performance.now() - began) / 1000;
  await server.stop();
  return [
    '',
    `NDJSON import of ${mode.imported} open sessions: ${Math.round(mode.imported / seconds)} rows per second.`,
  ];
}

async function measureSizes({ superuserUrl }) {
  const { rows } = await asSuperuser(superuserUrl, (client) =>
    client.query(`SELECT relname AS name, reltuples::float8 AS count, pg_total_relation_size(oid)::float8 AS bytes FROM pg_class
                   WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'bench%' AND reltuples > 0
                   ORDER BY bytes DESC LIMIT 8`),
  );
  const lines = rows.map(
    ({ name, count, bytes }) =>
      `| \`${name}\` | ${count} | ${Math.round(bytes / count)} | ${Math.round(bytes / 1e6)} |`,
  );
  return ['', '| table | rows | bytes a row, with indexes | MB |', '| --- | --- | --- | --- |', ...lines];
}

async function heading({ superuserUrl }) {
  const { rows } = await asSuperuser(superuserUrl, (client) => client.query('SHOW server_version'));
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).stdout.toString().trim();
  return `\`npm run bench${modeName === 'full' ? '' : ` -- --${modeName}`}\`, ${new Date().toISOString().slice(0, 10)}, at ${commit}: ${cpus().length} cores of ${cpus()[0]?.model},
Node ${process.versions.node}, PostgreSQL ${rows[0].server_version} with ${JSON.stringify(SETTINGS)}; ${mode.large.proposals} proposals and
as many sessions, small data ${mode.small.proposals}; medians of ${mode.rounds} rounds of ${mode.seconds} s in turn.\n`;
}
