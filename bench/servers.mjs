import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../dist/src/kernel/database/embedded-postgres.js';
import { migrate } from '../dist/src/kernel/database/migrator.js';
import { root } from '../scripts/project.mjs';

/** Room in memory beyond what the program gives its own PostgreSQL; a commit is on the disk before it is answered, as there. */
export const SETTINGS = {
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  max_wal_size: '8GB',
  max_connections: '200',
};
const PATIENCE_MS = 60_000;

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** PostgreSQL with the settings, and `work` over it. */
export async function withPostgres(dataDir, work) {
  const start = () => startEmbeddedPostgres({ dataDir, log: () => undefined, purpose: 'server' });
  let server = await start();
  try {
    await asSuperuser(server.superuserUrl, async (client) => {
      for (const [name, value] of Object.entries(SETTINGS))
        await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    });
    await server.stop();
    server = await start();
    return await work(server);
  } finally {
    await server.stop();
  }
}

export async function asSuperuser(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A migrated database of its own, as the program and as the superuser connect to it. */
export async function createDatabase({ url, superuserUrl }, name) {
  const of = (address) => Object.assign(new URL(address), { pathname: name }).toString();
  await asSuperuser(superuserUrl, (client) => client.query(`CREATE DATABASE ${name} OWNER resolutionflow`));
  await migrate(of(url));
  return { url: of(url), superuserUrl: of(superuserUrl) };
}

/** The built program, as `npm start` runs it. */
export function startProgram(env) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const options = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  return startServer([...options, join(root, 'dist', 'src', 'main.js')], env);
}

/** A Node program that listens on PORT; resolves once it is ready. */
export async function startServer(args, env) {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      RATE_LIMIT: '0',
      SEED_DEMO: 'false',
      LOG_LEVEL: 'error',
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => running.delete(child));
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${args.at(-1)} did not start`);
    await delay(20);
  }
  return { url, stop: () => child.kill('SIGTERM') && ended };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
