import { access, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { findHolder } from './folder-lock.js';
import type { Log } from './system-folders.js';

const NOTE = 'data-folder';

/** Notes in a home that lies outside of its data folder whose it is. */
export async function noteDataFolder(home: string, dataDir: string): Promise<void> {
  await writeFile(join(home, NOTE), dataDir, { mode: 0o600 });
}

/**
 * Removes the homes in a folder whose data folder lay among the system's temporary files and is gone, and with it the
 * passwords to what they hold. Of any other data folder nobody knows whether it comes back, on a disk that is not
 * there at the moment.
 */
export async function removeLeftHomes(folder: string, log: Log): Promise<void> {
  for (const name of await readdir(folder)) {
    const home = join(folder, name);
    const dataDir = await readFile(join(home, NOTE), 'utf8').catch(() => null);
    if (!dataDir || !isTemporary(dataDir) || (await isThere(dataDir)) || (await findHolder(home))) continue;
    await rm(home, { recursive: true, force: true });
    log(`Removed ${home}, since its data folder ${dataDir} is gone`);
  }
}

function isTemporary(path: string): boolean {
  return [tmpdir(), '/tmp'].some((temporary) => {
    const within = relative(temporary, path);
    return !within.startsWith('..') && !isAbsolute(within);
  });
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
