import { stat } from 'node:fs/promises';
import { StartupError } from '../../errors/startup-error.js';
import { runProgram, type SystemUser } from './run-program.js';

const NAME = 'postgres';

/**
 * Who runs the database. PostgreSQL refuses root, so for root it is the owner of the data that is there already, or
 * the system's user `postgres`, made when there is none. Anyone else runs it as themselves: null.
 * @throws StartupError when root has no such user and cannot make one
 */
export async function databaseUser(home: string | null): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = home === null ? null : await ownerOf(home);
  if (owner) return owner;
  return (await find()) ?? (await create());
}

async function ownerOf(folder: string): Promise<SystemUser | null> {
  try {
    const { uid, gid } = await stat(folder);
    return uid === 0 ? null : { uid, gid };
  } catch {
    return null;
  }
}

async function find(): Promise<SystemUser | null> {
  const [uid, gid] = await Promise.all([
    runProgram('/usr/bin/id', ['-u', NAME], null),
    runProgram('/usr/bin/id', ['-g', NAME], null),
  ]);
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.output), gid: Number(gid.output) } : null;
}

async function create(): Promise<SystemUser> {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const made = await runProgram(
    '/usr/sbin/useradd',
    [...options, '--shell', '/usr/sbin/nologin', NAME],
    null,
  );
  const user = await find();
  if (user) return user;
  const reason = made.output.trim().split('\n').at(-1) ?? '';
  throw new StartupError(
    `PostgreSQL does not run as root, and the user ${NAME} cannot be made (${reason}); start as another user or set DATABASE_URL`,
  );
}
