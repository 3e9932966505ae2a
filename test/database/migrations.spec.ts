import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, migrateDown, migrationStatus } from '../../src/kernel/database/migrator.js';
import { dumpSchema } from '../support/schema-dump.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

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
});
