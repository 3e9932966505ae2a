import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryHome, type DatabaseHome } from '../../src/kernel/database/embedded/data-folder.js';
import { freePort } from '../../src/kernel/database/embedded/free-port.js';
import { runProgram } from '../../src/kernel/database/embedded/run-program.js';
import {
  inTemporaryHome,
  provision,
  urlsOf,
  type EmbeddedPostgres,
} from '../../src/kernel/database/embedded-postgres.js';

/** As where the program makes its own: the order of texts is that of their bytes, and letters of every script have cases. */
const LOCALE = ['--encoding=UTF8', '--lc-collate=C', '--lc-ctype=C.UTF-8'];

/**
 * A throw-away server of a PostgreSQL that is installed on this machine, in place of the one that comes with the program.
 * Under root it runs as the user `postgres`.
 * @param bin the folder of its programs, such as /usr/lib/postgresql/15/bin
 */
export async function startInstalledPostgres(
  bin: string,
  settings: Record<string, string>,
): Promise<EmbeddedPostgres> {
  const home = await temporaryHome();
  return inTemporaryHome(home, async () => {
    const data = join(home.folder, 'data');
    const run = async (program: string, ...args: string[]): Promise<void> => {
      const file = join(bin, program);
      const { status, output } = await runProgram(file, args, home.user);
      if (status !== 0) throw new Error(`${file} failed: ${output}`);
    };
    const login = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${await writePassword(home)}`];
    await run('initdb', `--pgdata=${data}`, ...login, ...LOCALE, '--no-sync');
    const port = await freePort();
    const all = { ...settings, listen_addresses: '127.0.0.1', port, unix_socket_directories: home.folder };
    const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
    const log = join(home.folder, 'server.log');
    await run('pg_ctl', 'start', '-D', data, '-w', '-l', log, '-o', options.join(' '));
    const stop = (): Promise<void> => run('pg_ctl', 'stop', '-D', data, '-w', '-m', 'immediate');
    const urls = urlsOf(port, home.passwords);
    await provision(urls.superuserUrl, home.passwords.owner);
    return { ...urls, folder: home.folder, stop };
  });
}

async function writePassword({ folder, user, passwords }: DatabaseHome): Promise<string> {
  const file = join(folder, 'password');
  await writeFile(file, passwords.superuser, { mode: 0o600 });
  if (user) await chown(file, user.uid, user.gid);
  return file;
}
