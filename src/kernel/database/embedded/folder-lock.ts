import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../../errors/error-code.js';
import { StartupError } from '../../errors/startup-error.js';
import { runProgram } from './run-program.js';

const FILE = 'lock.json';
const TURN = 'lock.turn.json';
const LOOK_AGAIN_MS = 10;

/** Who holds a folder. */
export interface Holder {
  pid: number;
  /** When that process began, in whatever way the system says it: another process may get the same id later. */
  began: string;
  /** The folder's own path, since a copied folder brings the lock of the first one along. */
  folder: string;
  purpose: Purpose;
  /** The database's port, once it accepts connections. */
  port: number | null;
}

/** A server stays; a command is over soon and can be waited for. */
export type Purpose = 'server' | 'command';

export class FolderInUseError extends StartupError {
  constructor(folder: string, holder: Holder) {
    super(`the data folder ${folder} is in use by process ${holder.pid}; stop it first`);
  }
}

export interface FolderLock {
  /** Tells other processes that the database can be reached there. */
  announce(port: number): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone. The lock of a process that is gone, however it ended, is taken over.
 * @throws FolderInUseError naming the process that holds it
 */
export async function lockFolder(folder: string, purpose: Purpose): Promise<FolderLock> {
  const file = join(folder, FILE);
  const draft = `${file}.${randomUUID()}`;
  const mine: Holder = { pid: process.pid, began: await beganAt(process.pid), folder, purpose, port: null };
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    while (!(await linked(draft, file))) {
      const holder = await findHolder(folder);
      if (holder) throw new FolderInUseError(folder, holder);
      await removeStale(folder, draft);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    announce: async (port) => {
      await writeFile(draft, JSON.stringify({ ...mine, port }), { mode: 0o600 });
      await rename(draft, file);
    },
    release: () => rm(file, { force: true }),
  };
}

/** The living process that holds the folder, or null. */
export async function findHolder(folder: string): Promise<Holder | null> {
  const found = await look(folder, FILE);
  return found === 'stale' ? null : found;
}

/** One process at a time looks again and removes it, so that nobody's new lock is taken for the stale one. */
async function removeStale(folder: string, draft: string): Promise<void> {
  const turn = join(folder, TURN);
  if (await linked(draft, turn)) {
    if ((await look(folder, FILE)) === 'stale') await rm(join(folder, FILE), { force: true });
    await rm(turn, { force: true });
  } else if ((await look(folder, TURN)) === 'stale') {
    // Its process died in the moment that a turn takes.
    await rm(turn, { force: true });
  } else {
    await delay(LOOK_AGAIN_MS);
  }
}

/** Whoever a file names, if that process lives and means this folder. */
async function look(folder: string, name: string): Promise<Holder | 'stale' | null> {
  let text: string;
  try {
    text = await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  const holder = parse(text);
  if (holder?.folder !== folder || !isAlive(holder.pid)) return 'stale';
  return (await beganAt(holder.pid)) === holder.began ? holder : 'stale';
}

/** Appears whole, and only where there is none. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    const { pid, began, folder, purpose, port } = JSON.parse(text) as Partial<Holder>;
    return pid && began !== undefined && folder && purpose
      ? { pid, began, folder, purpose, port: port ?? null }
      : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Empty where the system does not say. */
async function beganAt(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    // The fields after the program's name, which may itself hold blanks and brackets; the 22nd of all is the start.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  }
  if (process.platform === 'win32') return '';
  return (await runProgram('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], null)).output.trim();
}
