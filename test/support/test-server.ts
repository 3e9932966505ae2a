import pg from 'pg';
import { startThrowawayPostgres } from '../../src/kernel/database/embedded-postgres.js';
import { migrate } from '../../src/kernel/database/migrator.js';
import { FOLDER, OWNER_URL, SUPERUSER_URL, TEMPLATE } from './test-database.js';

/**
 * Starts the PostgreSQL of a test run, with a migrated database that each test file gets a copy of. The workers find
 * it through the environment. Returns how to stop it.
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres({
    log: (line) => process.stderr.write(`${line}\n`),
    settings: { max_connections: '300', autovacuum: 'off' },
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
