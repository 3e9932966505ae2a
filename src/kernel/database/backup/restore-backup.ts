import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inDataFolder } from '../../data-folder.js';
import { StartupError } from '../../errors/startup-error.js';
import { makeDatabaseHome, readPasswords, recordHome } from '../embedded/data-folder.js';
import { runProgram } from '../embedded/run-program.js';
import {
  ARCHIVE,
  CONTENTS,
  FILE_LIST,
  PASSWORDS,
  readContents,
  type BackupContents,
} from './backup-contents.js';
import { requireFree } from './take-backup.js';

/** The major version whose files the program's own server reads. */
const MAJOR_VERSION = '18';

/**
 * Puts a backup into a data folder that is not there or empty. Until its last step the folder counts as empty, and where it
 * fails nothing of it stays.
 * @param knownSchemas names of the migrations that this program has
 * @throws StartupError in one line where the backup is not whole or not for this program, or the folder is not empty
 */
export async function restoreBackup(options: {
  folder: string;
  dataDir: string;
  knownSchemas: readonly string[];
}): Promise<BackupContents> {
  const { folder, dataDir, knownSchemas } = options;
  await requireFree(dataDir);
  const contents = await readContents(folder);
  refuseOthers(contents, folder, knownSchemas);
  const passwords = await readPasswords(folder);
  if (!passwords) throw new StartupError(`the backup in ${folder} lacks ${PASSWORDS}`);
  await inDataFolder(dataDir, async () => {
    const { folder: home, user } = await makeDatabaseHome(dataDir);
    const draft = join(home, 'data.new');
    const keys = Object.keys(contents.files).filter(
      (name) => ![ARCHIVE, FILE_LIST, PASSWORDS].includes(name),
    );
    try {
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft, { mode: 0o700 });
      await done('tar', ['-xzf', join(folder, ARCHIVE), '-C', draft], 'the archive cannot be unpacked');
      await compareFiles(draft, join(folder, FILE_LIST));
      if (user)
        await done(
          'chown',
          ['-R', `${user.uid}:${user.gid}`, draft],
          'the files cannot be given to the database',
        );
      for (const name of keys) await copyFile(join(folder, name), join(dataDir, name));
      await rename(draft, join(home, 'data'));
      await recordHome(dataDir, home, passwords);
    } catch (error) {
      for (const name of keys) await rm(join(dataDir, name), { force: true });
      await rm(home, { recursive: true, force: true });
      throw error;
    }
  });
  return contents;
}

function refuseOthers(contents: BackupContents, folder: string, knownSchemas: readonly string[]): void {
  const { platform, postgresql, schema, program } = contents;
  const here = `${process.platform}-${process.arch}`;
  if (platform !== here)
    throw new StartupError(
      `the backup in ${folder} is of ${platform}, and its files are of no use on ${here}`,
    );
  if (postgresql.split('.')[0] !== MAJOR_VERSION)
    throw new StartupError(
      `the backup in ${folder} is of PostgreSQL ${postgresql}, and this program brings ${MAJOR_VERSION}`,
    );
  if (schema !== null && !knownSchemas.includes(schema))
    throw new StartupError(
      `the backup in ${folder} is of version ${program}, whose schema (${schema}) this program does not know`,
    );
}

/** Each file against the server's own list of them. */
async function compareFiles(data: string, listFile: string): Promise<void> {
  const { Files: files } = JSON.parse(await readFile(listFile, 'utf8')) as {
    Files: { Path: string; Checksum: string }[];
  };
  for (const { Path: path, Checksum: checksum } of files) {
    if (isAbsolute(path) || normalize(path).startsWith('..'))
      throw new StartupError(`${CONTENTS} names ${path}`);
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(data, path)), hash).catch(() => {
      throw new StartupError(`the backup lacks the database's file ${path}`);
    });
    if (hash.digest('hex') !== checksum)
      throw new StartupError(`the database's file ${path} is damaged in the backup`);
  }
}

async function done(program: string, args: readonly string[], fault: string): Promise<void> {
  const { status, output } = await runProgram(program, args, null);
  if (status !== 0) throw new StartupError(`${fault}: ${output.trim().split('\n')[0] ?? ''}`);
}
