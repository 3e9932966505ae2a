import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StartupError } from '../../errors/startup-error.js';

export const CONTENTS = 'contents.json';
export const ARCHIVE = 'database.tar.gz';
export const FILE_LIST = 'database-files.json';
export const PASSWORDS = 'postgres.json';
export const FORMAT = 1;

/** What a backup holds: the file `contents.json` in its folder, written last. */
export interface BackupContents {
  format: number;
  taken_at: string;
  /** Version of the program that took it. */
  program: string;
  /** Version of PostgreSQL; files of one major version are read by that alone. */
  postgresql: string;
  /** Such as `linux-x64`: the files are of one kind of machine. */
  platform: string;
  /** The newest migration. */
  schema: string | null;
  files: Record<string, { bytes: number; sha256: string }>;
}

/** Size and checksum of a file, read once. */
export async function measure(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

/**
 * What is in the folder of a backup, each file compared with its checksum.
 * @throws StartupError in one line where it is none, or not whole
 */
export async function readContents(folder: string): Promise<BackupContents> {
  const text = await readFile(join(folder, CONTENTS), 'utf8').catch(() => {
    throw new StartupError(`${folder} holds no backup: it has no ${CONTENTS}`);
  });
  const contents = parse(text);
  if (!contents) throw new StartupError(`${join(folder, CONTENTS)} is damaged`);
  if (contents.format !== FORMAT)
    throw new StartupError(
      `${folder} holds a backup of format ${contents.format}; this program reads ${FORMAT}`,
    );
  for (const [name, { bytes, sha256 }] of Object.entries(contents.files)) {
    const found = await measure(join(folder, name)).catch(() => null);
    if (!found) throw new StartupError(`the backup in ${folder} lacks ${name}`);
    if (found.bytes !== bytes || found.sha256 !== sha256)
      throw new StartupError(`the backup in ${folder} is damaged: ${name} is not what was written`);
  }
  return contents;
}

function parse(text: string): BackupContents | null {
  try {
    const { format, files, ...rest } = JSON.parse(text) as Partial<BackupContents>;
    const isPlain = (name: string): boolean => /^[\w.-]+$/.test(name) && !name.startsWith('.');
    if (typeof format !== 'number' || !files || !Object.keys(files).every(isPlain)) return null;
    return { ...rest, format, files } as BackupContents;
  } catch {
    return null;
  }
}
