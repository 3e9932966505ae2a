import { chmod } from 'node:fs/promises';
import { makeFolder } from '../../data-folder.js';

/** Receives one line at a time, for the person who started the program. */
export type Log = (line: string) => void;

/** Where root keeps what the database's own user must reach, when the project lies in a folder it cannot enter. */
export const SHARED_ROOT = '/var/lib/resolutionflow';

/** Makes it when there is none, open to all whatever this process's umask is; what lies in it is closed where it must be. */
export async function makeSharedRoot(): Promise<void> {
  await makeFolder(SHARED_ROOT);
  await chmod(SHARED_ROOT, 0o755);
}
