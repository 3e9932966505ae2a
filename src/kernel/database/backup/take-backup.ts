import { createWriteStream } from 'node:fs';
import { copyFile, chmod, mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { hasCode } from '../../errors/error-code.js';
import { StartupError } from '../../errors/startup-error.js';
import { surviveLoss } from '../connection-loss.js';
import { streamBaseBackup } from './base-backup.js';
import { ARCHIVE, CONTENTS, FILE_LIST, FORMAT, measure, type BackupContents } from './backup-contents.js';

/** Files of the data folder that say who uses it just now. */
const PASSING = /^lock\.|\.new$|\.\d+$/;

/**
 * Writes a backup of the program's own PostgreSQL, while it is at work, and of the keys beside it, into a folder that is not
 * there or empty; it appears whole or not at all.
 * @throws StartupError in one line where that cannot be done
 */
export async function takeBackup(options: {
  folder: string;
  dataDir: string;
  url: string;
  superuserUrl: string;
  program: string;
}): Promise<BackupContents> {
  const { folder, dataDir, superuserUrl } = options;
  await requireFree(folder);
  const draft = `${folder}.partial`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700, recursive: true });
    const server = await describeServer(options.url);
    await writeArchive(draft, superuserUrl);
    await copyKeys(dataDir, draft);
    const files: BackupContents['files'] = {};
    for (const name of (await readdir(draft)).sort()) files[name] = await measure(join(draft, name));
    const contents: BackupContents = {
      format: FORMAT,
      taken_at: new Date().toISOString(),
      program: options.program,
      platform: `${process.platform}-${process.arch}`,
      ...server,
      files,
    };
    await writeFile(join(draft, CONTENTS), `${JSON.stringify(contents, null, 2)}\n`, { mode: 0o600 });
    await rmdir(folder).catch(() => undefined);
    await rename(draft, folder);
    return contents;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw explained(error, folder);
  }
}

/** @throws StartupError when anything is in it, or it cannot be looked into */
export async function requireFree(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    if (hasCode(error, 'ENOTDIR')) throw new StartupError(`${folder} is a file`);
    throw error;
  });
  if (names.length > 0)
    throw new StartupError(`${folder} is not empty; name a folder that is, or that is not there yet`);
}

async function writeArchive(draft: string, superuserUrl: string): Promise<void> {
  const archive = new PassThrough();
  const file = createWriteStream(join(draft, ARCHIVE), { mode: 0o600 });
  const [{ fileList }] = await Promise.all([
    streamBaseBackup(superuserUrl, archive).catch((error: unknown) => {
      archive.destroy();
      throw error;
    }),
    // Level 1 is nearly as small as others, and much faster.
    pipeline(archive, createGzip({ level: 1 }), file),
  ]);
  await writeFile(join(draft, FILE_LIST), fileList, { mode: 0o600 });
}

/** The passwords of the server, and the keys that tokens are signed with. */
async function copyKeys(dataDir: string, draft: string): Promise<void> {
  const entries = await readdir(dataDir, { withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile() && !PASSING.test(each.name))) {
    await copyFile(join(dataDir, entry.name), join(draft, entry.name));
    await chmod(join(draft, entry.name), 0o600);
  }
}

async function describeServer(url: string): Promise<{ postgresql: string; schema: string | null }> {
  const client = new pg.Client({ connectionString: url });
  surviveLoss(client);
  await client.connect();
  try {
    const { rows: versions } = await client.query<{ version: string; found: string | null }>(
      `SELECT current_setting('server_version') AS version, to_regclass('schema_migrations')::text AS found`,
    );
    const [server] = versions;
    const { rows } = server?.found
      ? await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY id DESC LIMIT 1')
      : { rows: [] };
    return { postgresql: server?.version ?? '', schema: rows[0]?.name ?? null };
  } finally {
    await client.end();
  }
}

function explained(error: unknown, folder: string): unknown {
  if (error instanceof pg.DatabaseError && /wal|WAL/.test(error.message))
    return new StartupError(
      `the database was started by an earlier version of the program, which keeps no log for backups; start it again once (${error.message})`,
    );
  if (error instanceof Error && 'syscall' in error)
    return new StartupError(`the backup cannot be written to ${folder}: ${error.message}`);
  return error;
}
