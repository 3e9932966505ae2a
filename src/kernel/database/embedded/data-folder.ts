import { createHash, randomBytes } from 'node:crypto';
import { access, chown, mkdtemp, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { inDataFolder, makeFolder } from '../../data-folder.js';
import { hasCode } from '../../errors/error-code.js';
import { StartupError } from '../../errors/startup-error.js';
import { noteDataFolder, removeLeftHomes } from './left-homes.js';
import { runProgram, type SystemUser } from './run-program.js';
import { makeSharedRoot, SHARED_ROOT, type Log } from './system-folders.js';
import { databaseUser } from './system-user.js';

const RECORD = 'postgres.json';

/** The folder that PostgreSQL has for itself, the user it runs as there, and the passwords it was made with. */
export interface DatabaseHome {
  folder: string;
  user: SystemUser | null;
  passwords: Passwords;
}

export interface Passwords {
  superuser: string;
  owner: string;
}

interface DataRecord extends Passwords {
  /** Relative to the data folder where it lies within it. */
  home: string;
}

/**
 * The database's home for a data folder: inside it, or under `/var/lib/resolutionflow` when root's data folder lies
 * where the database's user cannot enter. The place and the passwords are recorded in the data folder, for its owner
 * only, so that a data folder that was moved still finds its database and one that was removed starts anew. Each folder
 * is given to `lock` before anything in it is used.
 * @throws StartupError when the data folder cannot be used
 */
export async function openDatabaseHome(
  dataDir: string,
  log: Log,
  lock: (folder: string) => Promise<void>,
): Promise<DatabaseHome> {
  return inDataFolder(dataDir, async () => {
    await lock(dataDir);
    const record = await findRecord(dataDir);
    const home = record ? await knownHome(dataDir, record) : await newHome(dataDir);
    await lock(home.folder);
    if (isOutside(dataDir, home.folder)) {
      log(`The database's data lies in ${home.folder}, since no other user can enter ${dataDir}`);
      await noteDataFolder(home.folder, dataDir);
      await removeLeftHomes(dirname(home.folder), log);
    }
    return home;
  });
}

/** A home in the system's folder for temporary files, for a database that is thrown away. */
export async function temporaryHome(): Promise<DatabaseHome> {
  const user = await databaseUser(null);
  const passwords = newPasswords();
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-'));
  await ownFolder(folder, user);
  if (await canEnter(folder, user)) return { folder, user, passwords };
  await rmdir(folder);
  await makeSharedRoot();
  const shared = await mkdtemp(join(SHARED_ROOT, 'temporary-'));
  await ownFolder(shared, user);
  return { folder: shared, user, passwords };
}

/** Where the database's home is and its passwords, or null where no database was ever made. */
export async function findDatabaseHome(
  dataDir: string,
): Promise<{ folder: string; passwords: Passwords } | null> {
  const record = await findRecord(dataDir);
  return record && { folder: resolve(dataDir, record.home), passwords: record };
}

async function knownHome(dataDir: string, record: DataRecord): Promise<DatabaseHome> {
  const folder = resolve(dataDir, record.home);
  const user = await databaseUser(folder);
  await ownFolder(folder, user);
  if (await canEnter(folder, user)) return { folder, user, passwords: record };
  throw new StartupError(`the user that owns the database in ${folder} cannot enter it`);
}

async function newHome(dataDir: string): Promise<DatabaseHome> {
  const { folder, user } = await makeDatabaseHome(dataDir);
  const passwords = newPasswords();
  await recordHome(dataDir, folder, passwords);
  return { folder, user, passwords };
}

/** An empty folder for a database, and who runs it there. It belongs to no data folder before `recordHome`. */
export async function makeDatabaseHome(
  dataDir: string,
): Promise<{ folder: string; user: SystemUser | null }> {
  const user = await databaseUser(null);
  let folder = join(dataDir, 'postgres');
  await putAside(folder);
  await ownFolder(folder, user);
  if (!(await canEnter(folder, user))) {
    await rmdir(folder);
    folder = join(SHARED_ROOT, keyOf(dataDir));
    await makeSharedRoot();
    await putAside(folder);
    await ownFolder(folder, user);
  }
  return { folder, user };
}

/** Notes in the data folder where its database is, and its passwords. */
export async function recordHome(dataDir: string, folder: string, passwords: Passwords): Promise<void> {
  const within = relative(dataDir, folder);
  const { superuser, owner } = passwords;
  const home = isAbsolute(within) || within.startsWith('..') ? folder : within;
  const record: DataRecord = { home, superuser, owner };
  const file = join(dataDir, RECORD);
  await writeFile(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** The passwords that are noted in a folder, such as that of a backup; null where none are. */
export async function readPasswords(folder: string): Promise<Passwords | null> {
  return findRecord(folder);
}

function isOutside(dataDir: string, folder: string): boolean {
  const within = relative(dataDir, folder);
  return within.startsWith('..') || isAbsolute(within);
}

const newPasswords = (): Passwords => ({
  superuser: randomBytes(24).toString('base64url'),
  owner: randomBytes(24).toString('base64url'),
});

async function findRecord(dataDir: string): Promise<DataRecord | null> {
  const file = join(dataDir, RECORD);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  try {
    const { home, superuser, owner } = JSON.parse(text) as Partial<DataRecord>;
    if (home && superuser && owner) return { home, superuser, owner };
  } catch {
    // Said below, as for a file that lacks something.
  }
  throw new StartupError(`${file} is damaged; restore it, or remove it to begin with an empty database`);
}

/** A database whose passwords are gone is of no use, but is not ours to delete. */
async function putAside(folder: string): Promise<void> {
  try {
    await access(join(folder, 'data'));
  } catch {
    return;
  }
  await rm(`${folder}.old`, { recursive: true, force: true });
  await rename(folder, `${folder}.old`);
}

async function ownFolder(folder: string, user: SystemUser | null): Promise<void> {
  await makeFolder(folder, 0o700);
  if (user) await chown(folder, user.uid, user.gid);
}

/** Found by trying, which also sees access lists and mounts; never asked where nobody else is concerned. */
async function canEnter(folder: string, user: SystemUser | null): Promise<boolean> {
  if (!user) return true;
  return (await runProgram('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], user)).status === 0;
}

function keyOf(dataDir: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return `${basename(dirname(dataDir)).replace(/[^\w-]/g, '') || 'data'}-${hash}`;
}
