import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../errors/error-code.js';

/**
 * Copies a folder that is written to meanwhile, as far as it can be had: what vanishes is left out. Folders of the copy
 * are their owner's alone.
 * @param leftOut tells by the path within the folder what is not to be copied
 */
export async function copyFolder(
  from: string,
  to: string,
  leftOut: (path: string) => boolean,
  path = '',
): Promise<void> {
  await mkdir(join(to, path), { mode: 0o700 });
  for (const entry of await present(readdir(join(from, path), { withFileTypes: true }), [])) {
    const inner = join(path, entry.name);
    if (leftOut(inner)) continue;
    if (entry.isDirectory()) await copyFolder(from, to, leftOut, inner);
    else await present(copyFile(join(from, inner), join(to, inner)), undefined);
  }
}

async function present<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return otherwise;
    throw error;
  }
}
