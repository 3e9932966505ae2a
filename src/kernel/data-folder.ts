import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode, isSystemError } from './errors/error-code.js';
import { StartupError } from './errors/startup-error.js';

/**
 * Makes the data folder where there is none, and works in it.
 * @throws StartupError in one line for whatever the system refuses there
 */
export async function inDataFolder<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    // Others may pass through, for the database's user; the files in it are their owners' alone.
    await makeFolder(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new StartupError(`the data folder ${dataDir} cannot be used: ${error.message}`);
  }
}

/**
 * As `mkdir -p`, with `mode` for each folder that it makes. Node's own way never ends, and holds a signal up, where a
 * folder is refused as if the one above it were missing, as in /proc and on some read-only mounts.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  try {
    await makeOne(folder, mode);
  } catch (error) {
    const parent = dirname(folder);
    if (parent === folder || !hasCode(error, 'ENOENT')) throw error;
    await makeFolder(parent, mode);
    await makeOne(folder, mode);
  }
}

async function makeOne(folder: string, mode?: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    const isThere = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isThere) throw error;
  }
}
