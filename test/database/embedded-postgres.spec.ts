import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { loadConfig } from '../../src/kernel/config.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/kernel/database/embedded-postgres.js';
import { findHolder, FolderInUseError, lockFolder } from '../../src/kernel/database/embedded/folder-lock.js';
import { openDatabase, type OpenDatabase } from '../../src/kernel/database/open-database.js';
import { StartupError } from '../../src/kernel/errors/startup-error.js';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';
import { imitatePostgres } from '../support/postgres-imitation.js';
import { FOLDER, OWNER_URL } from '../support/test-database.js';

/** A process that starts the database of a folder, says so and waits. */
const HOLDER = `
  import { load } from './test/support/program.mjs';
  const { startEmbeddedPostgres } = await load('kernel/database/embedded-postgres');
  const { url } = await startEmbeddedPostgres({ dataDir: process.argv[1], log: () => undefined, purpose: 'server' });
  console.log(url);
  setInterval(() => undefined, 1000);
`;

const silent = (): void => undefined;

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => new Error('it was accepted'),
    (reason: unknown) => reason as Error,
  );
  if (!(error instanceof StartupError)) throw error;
  expect(error.message).not.toContain('\n');
  return error.message;
}

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  const running = new Set<EmbeddedPostgres | OpenDatabase>();

  const started = async <D extends EmbeddedPostgres | OpenDatabase>(starting: Promise<D>): Promise<D> => {
    const database = await starting;
    running.add(database);
    return database;
  };
  const stopped = async (database: EmbeddedPostgres): Promise<void> => {
    await database.stop();
    running.delete(database);
  };
  const start = (): Promise<EmbeddedPostgres> =>
    started(startEmbeddedPostgres({ dataDir, log: silent, purpose: 'server' }));

  // Making a database takes longest, so the tests use one after the other, each leaving it as it was.
  beforeAll(() => {
    dataDir = join(process.env[FOLDER] ?? '', 'embedded');
  });

  afterEach(async () => {
    for (const database of running) await database.stop();
    running.clear();
  });

  it('has a user that owns the database and little else, and keeps what is in it', async () => {
    const first = await start();
    const [user] = await query(
      first.url,
      'SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user',
    );
    expect(user).toEqual({ rolsuper: false, rolcreaterole: true, rolcreatedb: false });
    await query(first.url, 'CREATE EXTENSION pg_trgm');
    await query(first.url, "CREATE TABLE word AS SELECT 'naïve' AS word");
    await stopped(first);
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    const second = await start();
    expect(await query(second.url, 'SELECT upper(word) AS word FROM word')).toEqual([{ word: 'NAÏVE' }]);
  });

  it('lets one server use a folder, and commands share it', async () => {
    const server = await start();
    const config = loadConfig({ DATA_DIR: dataDir });
    expect(await refusal(openDatabase(config, silent))).toBe(
      `the data folder ${dataDir} is in use by process ${process.pid}; stop it first`,
    );
    const shared = await openDatabase(config, silent, { share: true });
    expect(shared.url).toBe(server.url);
    await shared.stop();
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts for a command alone when no server runs', async () => {
    const config = loadConfig({ DATA_DIR: dataDir });
    const own = await started(openDatabase(config, silent, { share: true }));
    expect(await query(own.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await own.stop();
    running.delete(own);
    expect(await findHolder(dataDir)).toBeNull();
  });

  const killed = async ({ folder }: EmbeddedPostgres): Promise<void> => {
    const file = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8');
    process.kill(Number(file.split('\n')[0]), 'SIGKILL');
  };

  it('is started again on its port when it was killed, and given up when that takes too long', async () => {
    let back = (): void => undefined;
    const isBack = new Promise<void>((resolve) => (back = resolve));
    const log = (line: string): void => {
      if (line === 'The database is back') back();
    };
    const purpose = 'server';
    const server = await started(startEmbeddedPostgres({ dataDir, log, purpose, restartSeconds: 60 }));
    await killed(server);
    await isBack;
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stopped(server);

    const doomed = await started(startEmbeddedPostgres({ dataDir, log, purpose, restartSeconds: 4 }));
    expect(doomed.url).toBe(server.url);
    const control = join(doomed.folder, 'data', 'global', 'pg_control');
    await rename(control, `${control}.away`);
    await killed(doomed);
    const line = await refusal(doomed.lost ?? Promise.resolve());
    await rename(`${control}.away`, control);
    expect(line).toMatch(/^The database is not back after 4 seconds, so the program ends: .*pg_control/);
  });

  it('goes on after the process that ran it was killed', async () => {
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, dataDir], {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(holder.stdout, 'data')) as [Buffer];
    await query(url.toString().trim(), 'CREATE TABLE kept AS SELECT 1 AS one');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const next = await start();
    expect(await query(next.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  it('refuses files of another version, and a damaged record', async () => {
    const database = await start();
    await stopped(database);
    const replaced = async (file: string, text: string, work: () => Promise<void>): Promise<void> => {
      const before = await readFile(file, 'utf8');
      await writeFile(file, text);
      await work();
      await writeFile(file, before);
    };
    const data = join(database.folder, 'data');
    await replaced(join(data, 'PG_VERSION'), '17\n', async () => {
      expect(await refusal(start())).toBe(
        `${data} holds a database of PostgreSQL 17, and this program brings 18`,
      );
    });
    await replaced(join(dataDir, 'postgres.json'), '{', async () => {
      expect(await refusal(start())).toContain('postgres.json is damaged');
    });
    // A refusal leaves the folder free.
    expect(await findHolder(dataDir)).toBeNull();
  });

  it('puts a database aside whose passwords are gone', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE aside AS SELECT 1 AS one');
    await stopped(first);
    await rm(join(dataDir, 'postgres.json'));
    const second = await start();
    expect(await query(second.url, "SELECT to_regclass('aside') AS found")).toEqual([{ found: null }]);
    expect(await readdir(dataDir)).toContain('postgres.old');
  });
});

describe('the lock of a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(process.env[FOLDER] ?? '', 'lock-'));
  });

  it('is held by one, and free after it', async () => {
    const lock = await lockFolder(folder, 'server');
    await expect(lockFolder(folder, 'server')).rejects.toThrow(FolderInUseError);
    await lock.announce(4711);
    expect(await findHolder(folder)).toMatchObject({ pid: process.pid, purpose: 'server', port: 4711 });
    await lock.release();
    await (await lockFolder(folder, 'command')).release();
  });

  it('is given to exactly one of many that come at once, over a stale one too', async () => {
    const dead = { pid: 999_999_999, began: '1', folder, purpose: 'server', port: 1 };
    await writeFile(join(folder, 'lock.json'), JSON.stringify(dead));
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, 'command')));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['a process that is gone', { pid: 999_999_999 }],
    ['a process that has only the same id', { began: '1' }],
    ['a folder that was copied', { folder: '/elsewhere' }],
  ])('is taken over from %s', async (_what, change) => {
    const lock = await lockFolder(folder, 'server');
    const file = join(folder, 'lock.json');
    const held = JSON.parse(await readFile(file, 'utf8')) as object;
    await lock.release();
    const other = { ...held, pid: process.ppid, ...change };
    await writeFile(file, JSON.stringify(other));
    expect(await findHolder(folder)).toBeNull();
    await (await lockFolder(folder, 'server')).release();
  });

  it('means nothing in a copy of the folder', async () => {
    const lock = await lockFolder(folder, 'server');
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    expect(await findHolder(copy)).toBeNull();
    await lock.release();
  });
});

describe('DATABASE_URL', () => {
  const open = (url: string): Promise<OpenDatabase> =>
    openDatabase(loadConfig({ DATABASE_URL: url }), silent);
  const changed = (change: Partial<URL>): string =>
    Object.assign(new URL(process.env[OWNER_URL] ?? ''), { pathname: '/postgres', ...change }).toString();

  it('is used as it is when it leads to a database', async () => {
    const url = changed({});
    const database = await open(url);
    expect(database.url).toBe(url);
    await database.stop();
  });

  it.each<[string, Partial<URL>, RegExp]>([
    [
      'no server',
      { port: '1' },
      /^DATABASE_URL: database postgres on 127\.0\.0\.1:1 cannot be reached: connect ECONNREFUSED/,
    ],
    [
      'a wrong password',
      { password: 'hunter2' },
      /password authentication failed for user "resolutionflow"$/,
    ],
    ['no database', { pathname: '/nothing' }, /cannot be reached: database "nothing" does not exist$/],
  ])('is refused in a line with %s', async (_what, change, line) => {
    const message = await refusal(open(changed(change)));
    expect(message).toMatch(line);
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['14.11', '140011', 'UTF8', /^DATABASE_URL leads to PostgreSQL 14\.11; 15 or later is needed$/],
    ['17.2', '170002', 'LATIN1', /^DATABASE_URL leads to a database encoded in LATIN1; UTF8 is needed$/],
  ])('is refused in a line with PostgreSQL %s (%s, %s)', async (version, number, encoding, line) => {
    const server = await imitatePostgres({ number, version, encoding });
    expect(await refusal(open(`postgresql://u:p@127.0.0.1:${server.port}/db`))).toMatch(line);
    server.close();
  });
});
