import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, migrateDown, migrationStatus } from '../../src/kernel/database/migrator.js';
import { dumpSchema } from '../support/schema-dump.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitUntil } from '../support/wait-until.js';

describe('migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it('leave no difference when they go up, down and up again', async () => {
    const first = await dumpSchema(database.superuserUrl);
    expect(first.filter((line) => line.startsWith('column flow_proposals.')).length).toBeGreaterThan(23);

    while ((await migrateDown(database.url)) !== null);
    const empty = await dumpSchema(database.superuserUrl);
    expect(empty.filter((line) => !line.includes('schema_migrations'))).toEqual([]);
    expect((await migrationStatus(database.url)).every(({ done }) => !done)).toBe(true);

    const ran = await migrate(database.url);
    expect(ran).toHaveLength((await migrationStatus(database.url)).length);
    expect(await dumpSchema(database.superuserUrl)).toEqual(first);
  });

  it('do nothing when there is nothing to do, also side by side', async () => {
    expect(await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('fail, and end nothing else, when the server ends their connections', async () => {
    const superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    try {
      await superuser.query('BEGIN');
      await superuser.query('LOCK TABLE schema_migrations');
      const waiting = migrate(database.url);
      waiting.catch(() => undefined);
      await waitUntil(
        superuser,
        `EXISTS (SELECT FROM pg_locks WHERE relation = 'schema_migrations'::regclass AND NOT granted)`,
      );
      await superuser.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
      await expect(waiting).rejects.toThrow('terminating connection');
    } finally {
      await superuser.end();
    }
    expect(await migrate(database.url)).toEqual([]);
  });
});
