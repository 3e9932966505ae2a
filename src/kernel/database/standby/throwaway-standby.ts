import { chown, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { temporaryHome, type DatabaseHome } from '../embedded/data-folder.js';
import type { Log } from '../embedded/system-folders.js';
import { inTemporaryHome, startIn, type EmbeddedPostgres } from '../embedded-postgres.js';
import { copyFolder } from './copy-folder.js';

/** What a server needs for `startThrowawayStandby`, beside what else it is started with. */
export const PRIMARY_SETTINGS = { wal_level: 'replica', max_wal_senders: '4', wal_keep_size: '256MB' };

/** Of the primary's process alone, or made anew: https://www.postgresql.org/docs/18/continuous-archiving.html */
const LEFT_OUT = /^(postmaster\.(pid|opts)|pg_wal|pg_replslot|pg_stat_tmp|pg_notify)(\/|$)/;
const MADE_ANEW = ['pg_wal', 'pg_replslot', 'pg_stat_tmp', 'pg_notify'];

/**
 * A hot standby of a server that was started with `PRIMARY_SETTINGS`, in a temporary folder that `stop` removes: to try and
 * to measure reads on one. The base backup is made by copying the files, since not every PostgreSQL comes with pg_basebackup.
 * @param settings those of the primary; a standby takes no fewer connections
 */
export async function startThrowawayStandby(
  primary: EmbeddedPostgres,
  options: { log: Log; settings?: Record<string, string> },
): Promise<EmbeddedPostgres> {
  const { username, password, hostname, port } = new URL(primary.superuserUrl);
  const passwords = { superuser: password, owner: new URL(primary.url).password };
  const home = { ...(await temporaryHome()), passwords };
  return inTemporaryHome(home, async () => {
    await copyData(primary, home);
    return startIn(home, options.log, [], {
      ...PRIMARY_SETTINGS,
      ...options.settings,
      hot_standby: 'on',
      primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password}`,
    });
  });
}

async function copyData(primary: EmbeddedPostgres, { folder, user }: DatabaseHome): Promise<void> {
  const to = join(folder, 'data');
  const client = new pg.Client({ connectionString: primary.superuserUrl });
  await client.connect();
  try {
    await client.query(`SELECT pg_backup_start('standby', true)`);
    // A table or cache that is dropped meanwhile is none of what the standby comes to.
    await copyFolder(join(primary.folder, 'data'), to, (path) => LEFT_OUT.test(path));
    for (const name of MADE_ANEW) await mkdir(join(to, name), { mode: 0o700 });
    const { rows } = await client.query<{ label: string }>(
      'SELECT labelfile AS label FROM pg_backup_stop(false)',
    );
    await writeFile(join(to, 'backup_label'), rows[0]?.label ?? '');
    await writeFile(join(to, 'standby.signal'), '');
  } finally {
    await client.end();
  }
  if (!user) return;
  for (const name of ['', ...(await readdir(to, { recursive: true }))])
    await chown(join(to, name), user.uid, user.gid);
}
