import pg from 'pg';
import { startThrowawayPostgres } from '../../src/kernel/database/embedded-postgres.js';
import { migrate } from '../../src/kernel/database/migrator.js';
import { startInstalledPostgres } from './installed-postgres.js';
import { FOLDER, OWNER_URL, SUPERUSER_URL, TEMPLATE } from './test-database.js';

/** For many small databases that nobody keeps or copies: they fit into its memory, and it logs little. */
const SETTINGS = {
  max_connections: '300',
  autovacuum: 'off',
  shared_buffers: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** For the installed server, what the program's own has anyway where it is thrown away. */
const THROWN_AWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', timezone: 'UTC' };

/**
 * Starts the PostgreSQL of a test run, with a migrated database that each test file gets a copy of: the program's own, or
 * the one whose programs lie in the folder POSTGRES_BIN. The workers find it through the environment. Returns how to stop it.
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const bin = process.env.POSTGRES_BIN;
  const server = bin
    ? await startInstalledPostgres(bin, { ...SETTINGS, ...THROWN_AWAY })
    : await startThrowawayPostgres({ log, settings: SETTINGS });
  try {
    await migrate(server.url);
    const client = new pg.Client({ connectionString: server.superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    log(`Tests with a database run on PostgreSQL ${rows[0]?.server_version ?? ''}`);
    // Nobody can connect to a template that allows it not, and a copy needs it to have no connection.
    await client.query(`ALTER DATABASE resolutionflow RENAME TO ${TEMPLATE}`);
    await client.query(`ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    await client.end();
  } catch (error) {
    await server.stop();
    throw error;
  }
  process.env[FOLDER] = server.folder;
  process.env[OWNER_URL] = server.url;
  process.env[SUPERUSER_URL] = server.superuserUrl;
  return () => server.stop();
}
