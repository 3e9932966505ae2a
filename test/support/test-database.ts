import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Names of the environment's variables through which the test run's server is found. */
export const OWNER_URL = 'RESOLUTIONFLOW_TEST_OWNER_URL';
export const SUPERUSER_URL = 'RESOLUTIONFLOW_TEST_SUPERUSER_URL';
/** As those, but a folder that goes with the server. */
export const FOLDER = 'RESOLUTIONFLOW_TEST_FOLDER';
/** The migrated, empty database that others are copied from. */
export const TEMPLATE = 'template_migrated';

export interface TestDatabase {
  /** Connects as the user that owns the database. */
  url: string;
  /** Connects to the same database as the superuser, whom row-level security does not bind. */
  superuserUrl: string;
  /** An empty folder for what a program keeps beside its database. */
  dataDir: string;
  drop(): Promise<void>;
}

/** A database of its own, copied from the migrated template or from the one named. */
export async function createTestDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER resolutionflow STRATEGY FILE_COPY`),
  );
  const dataDir = await mkdtemp(join(from(FOLDER), 'program-'));
  return {
    url: on(OWNER_URL, name),
    superuserUrl: on(SUPERUSER_URL, name),
    dataDir,
    async drop() {
      await asSuperuser((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function asSuperuser(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: on(SUPERUSER_URL, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function on(variable: string, database: string): string {
  return Object.assign(new URL(from(variable)), { pathname: `/${database}` }).toString();
}

function from(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error('no test server runs; tests that use a database lie under test/');
  return value;
}
