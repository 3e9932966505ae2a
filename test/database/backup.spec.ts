import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrations } from '../../migrations/all.js';
import { examine } from '../../src/doctor/examine.js';
import { restoreBackup } from '../../src/kernel/database/backup/restore-backup.js';
import { takeBackup } from '../../src/kernel/database/backup/take-backup.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/kernel/database/embedded-postgres.js';
import { migrate } from '../../src/kernel/database/migrator.js';

const KNOWN: string[] = migrations.map(({ name }) => name);
const log = (): void => undefined;

let root: string;
let dataDir: string;
let backup: string;
let server: EmbeddedPostgres;

const start = (folder: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataDir: folder, log, purpose: 'server' });

const take = (folder: string): Promise<unknown> =>
  takeBackup({ folder, dataDir, url: server.url, superuserUrl: server.superuserUrl, program: '0.1.0' });

const restore = (folder: string, into: string, knownSchemas = KNOWN): Promise<unknown> =>
  restoreBackup({ folder, dataDir: into, knownSchemas });

async function using<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Writes row after row until it is told to end; `noted` has those that were committed. */
function writeOn(noted: number[]): { end: () => Promise<void> } {
  let ending = false;
  const written = using(server.url, async (client) => {
    for (let id = 1; !ending; id++) {
      await client.query('INSERT INTO notes (id, words) VALUES ($1, repeat(md5($1::int::text), 30))', [id]);
      noted.push(id);
    }
  });
  return { end: () => ((ending = true), written) };
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'resolutionflow-backup-'));
  dataDir = join(root, 'data');
  backup = join(root, 'backup');
  server = await start(dataDir);
  await migrate(server.url);
  await using(server.url, (client) =>
    client.query('CREATE TABLE notes (id int PRIMARY KEY, words text NOT NULL)'),
  );
  await writeFile(join(dataDir, 'token-key.pem'), 'a key');
}, 60_000);

afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

describe('a backup of the program’s own PostgreSQL', () => {
  it('is taken while rows are written, and brings back all that were committed before it', async () => {
    const noted: number[] = [];
    const writing = writeOn(noted);
    await new Promise<void>((resolve) => {
      const look = (): unknown => (noted.length > 20 ? resolve() : setImmediate(look));
      look();
    });
    const before = noted.length;
    await take(backup);
    await writing.end();
    expect(noted.length).toBeGreaterThan(before);

    const restored = join(root, 'restored');
    await restore(backup, restored);
    expect(await readFile(join(restored, 'token-key.pem'), 'utf8')).toBe('a key');
    const other = await start(restored);
    try {
      const ids = await using(other.url, async (client) => {
        const { rows } = await client.query<{ id: number }>('SELECT id FROM notes ORDER BY id');
        return rows.map(({ id }) => id);
      });
      expect(ids.length).toBeGreaterThanOrEqual(before);
      expect(ids).toEqual(noted.slice(0, ids.length));
      expect((await examine(other.url, false)).findings).toEqual([]);
    } finally {
      await other.stop();
    }
  }, 60_000);

  it('is for its owner alone, and names what is in it', async () => {
    const contents = JSON.parse(await readFile(join(backup, 'contents.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(contents).toMatchObject({ format: 1, program: '0.1.0', schema: KNOWN.at(-1) });
    expect(contents['postgresql']).toMatch(/^18\./);
    expect(Object.keys(contents['files'] as object).sort()).toEqual(
      (await readdir(backup)).filter((name) => name !== 'contents.json').sort(),
    );
  });

  it('does not go where something is, and leaves that alone', async () => {
    const taken = join(root, 'taken');
    await mkdir(taken);
    await writeFile(join(taken, 'mine'), 'mine');
    await expect(take(taken)).rejects.toThrow(`${taken} is not empty`);
    expect(await readdir(taken)).toEqual(['mine']);
    await expect(restore(backup, taken)).rejects.toThrow(`${taken} is not empty`);
    expect(await readdir(taken)).toEqual(['mine']);
    await expect(take(join(taken, 'mine'))).rejects.toThrow('is a file');
  });

  it('leaves nothing where the server cannot be copied', async () => {
    const folder = join(root, 'failed');
    const wrong = new URL(server.superuserUrl);
    wrong.password = 'wrong';
    await expect(
      takeBackup({ folder, dataDir, url: server.url, superuserUrl: wrong.href, program: '0.1.0' }),
    ).rejects.toThrow('password');
    expect((await readdir(root)).filter((name) => name.startsWith('failed'))).toEqual([]);
  });
});

describe('a backup that is no good', () => {
  const edit = async (folder: string, change: (contents: Record<string, unknown>) => void): Promise<void> => {
    const file = join(folder, 'contents.json');
    const contents = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    change(contents);
    await writeFile(file, JSON.stringify(contents));
  };

  it.each<[string, (folder: string) => Promise<void>, string]>([
    ['is none', (folder) => rm(join(folder, 'contents.json')), 'holds no backup'],
    [
      'has a damaged list of contents',
      (folder) => writeFile(join(folder, 'contents.json'), '{'),
      'is damaged',
    ],
    ['lacks a file', (folder) => rm(join(folder, 'database.tar.gz')), 'lacks database.tar.gz'],
    [
      'has a changed file',
      (folder) => appendFile(join(folder, 'database.tar.gz'), 'x'),
      'database.tar.gz is not what',
    ],
    ['leads out of its folder', (folder) => edit(folder, (c) => (c['files'] = { '../x': {} })), 'is damaged'],
    ['is of another form', (folder) => edit(folder, (c) => (c['format'] = 2)), 'of format 2'],
    ['is of another machine', (folder) => edit(folder, (c) => (c['platform'] = 'vax-vms')), 'of vax-vms'],
    [
      'is of another PostgreSQL',
      (folder) => edit(folder, (c) => (c['postgresql'] = '17.2')),
      'PostgreSQL 17.2',
    ],
    [
      'is of a later schema',
      (folder) => edit(folder, (c) => (c['schema'] = 'FlyToTheMoon9')),
      'FlyToTheMoon9',
    ],
  ])('because it %s is refused in one line, and nothing is made', async (_, spoil, reason) => {
    const folder = await mkdtemp(join(root, 'spoilt-'));
    await cp(backup, folder, { recursive: true });
    await spoil(folder);
    const into = join(root, 'never');
    await expect(restore(folder, into)).rejects.toThrow(reason);
    await expect(readdir(into)).rejects.toThrow('ENOENT');
  });
});
