import { runMigrations as runQueueMigrations } from 'graphile-worker';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/all.js';
import { hasCode } from '../errors/error-code.js';
import { StartupError } from '../errors/startup-error.js';
import { surviveLoss } from './connection-loss.js';
import { ensureRoles, MIGRATION_LOCK } from './roles.js';

const INSUFFICIENT_PRIVILEGE = '42501';

function migrationSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    applicationName: 'resolutionflow-migrations',
    extra: { onConnect: surviveLoss },
  });
}

/** Only one process migrates at a time; the others wait, then find nothing to do. */
async function locked<T>(
  url: string,
  work: (source: DataSource, client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  surviveLoss(client);
  await client.connect();
  const source = migrationSource(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.initialize();
    return await work(source, client);
  } catch (error) {
    if (!hasCode(error, INSUFFICIENT_PRIVILEGE)) throw error;
    throw new StartupError(
      `the database's user lacks a right: ${error.message}; it must own the database and may create roles (CREATEROLE)`,
    );
  } finally {
    if (source.isInitialized) await source.destroy();
    await client.end();
  }
}

/** By a pool of our own: a connection that the server ends tells so more than once, which must not end the process. */
async function migrateQueue(ownerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  surviveLoss(pool);
  pool.on('connect', surviveLoss);
  try {
    await runQueueMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

/** Brings roles, job queue and schema up to date; returns the names of the migrations that ran. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  return locked(ownerUrl, async (source, client) => {
    await ensureRoles(client);
    await migrateQueue(ownerUrl);
    const done = await source.runMigrations();
    return done.map((migration) => migration.name);
  });
}

/** Takes the newest migration back; returns its name, or null when there is none. */
export async function migrateDown(ownerUrl: string): Promise<string | null> {
  return locked(ownerUrl, async (source) => {
    const [newest] = await source.query<{ name: string }[]>(
      'SELECT name FROM schema_migrations ORDER BY id DESC LIMIT 1',
    );
    if (!newest) return null;
    await source.undoLastMigration();
    return newest.name;
  });
}

/** Migrations by name, in order, and whether each has run. */
export async function migrationStatus(ownerUrl: string): Promise<{ name: string; done: boolean }[]> {
  return locked(ownerUrl, async (source) => {
    const [table] = await source.query<{ found: string | null }[]>(
      `SELECT to_regclass('schema_migrations') AS found`,
    );
    const rows = table?.found
      ? await source.query<{ name: string }[]>('SELECT name FROM schema_migrations')
      : [];
    const done = new Set(rows.map((row) => row.name));
    return source.migrations.map(({ constructor }) => ({
      name: constructor.name,
      done: done.has(constructor.name),
    }));
  });
}
