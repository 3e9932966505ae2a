import pg from 'pg';
import { startThrowawayPostgres } from '../../src/kernel/database/embedded-postgres.js';
import { migrate } from '../../src/kernel/database/migrator.js';
import { FOLDER, OWNER_URL, SUPERUSER_URL, TEMPLATE } from './test-database.js';

/** For many small databases that nobody keeps or copies: they fit into its memory, it reads by itself, and logs little. */
const SETTINGS = {
  max_connections: '300',
  autovacuum: 'off',
  io_method: 'sync',
  shared_buffers: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/**
 * Starts the PostgreSQL of a test run, with a migrated database that each test file gets a copy of. The workers find
 * it through the environment. Returns how to stop it.
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres({
    log: (line) => process.stderr.write(`${line}\n`),
    settings: SETTINGS,
  });
  try {
    await migrate(server.url);
    const client = new pg.Client({ connectionString: server.superuserUrl });
    await client.connect();
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
