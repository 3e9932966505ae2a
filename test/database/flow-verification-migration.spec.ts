import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, migrateDown } from '../../src/kernel/database/migrator.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const NAME = 'AddFlowVerification1795714800000';

describe('flows that were there before they were verified', () => {
  let database: TestDatabase;
  let superuser: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
  });

  afterAll(async () => {
    await superuser.end();
    await database.drop();
  });

  it('got their first publication as their verification, and its publisher as their owner', async () => {
    while ((await migrateDown(database.url)) !== NAME);
    await superuser.query(`
      INSERT INTO accounts (id, name, slug) VALUES ('00000000-0000-7000-8000-000000000001', 'A', 'a');
      INSERT INTO users (id, account_id, email, display_name, role)
      VALUES ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'p@x', 'P', 'reviewer');
      INSERT INTO trees (id, account_id, title, current_version)
      VALUES ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', 'By a person', 2),
             ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000001', 'By the program', 1);
      INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by, published_by_name, published_at)
      SELECT '00000000-0000-7000-8000-000000000001', t.tree::uuid, t.version, '{}', t.by::uuid, 'P', t.at::timestamptz
        FROM (VALUES
          ('00000000-0000-7000-8000-000000000003', 1, '00000000-0000-7000-8000-000000000002', '2026-01-01T00:00Z'),
          ('00000000-0000-7000-8000-000000000003', 2, NULL, '2026-02-01T00:00Z'),
          ('00000000-0000-7000-8000-000000000004', 1, NULL, '2026-03-01T00:00Z')) AS t (tree, version, by, at)`);
    await migrate(database.url);
    const { rows } = await superuser.query(
      'SELECT title, owner_id, verified_by, verified_at, verification_reasons AS reasons FROM trees ORDER BY title',
    );
    const priya = '00000000-0000-7000-8000-000000000002';
    expect(rows).toEqual([
      {
        ...{ title: 'By a person', owner_id: priya, verified_by: priya, reasons: [] },
        verified_at: new Date('2026-01-01T00:00Z'),
      },
      {
        ...{ title: 'By the program', owner_id: null, verified_by: null, reasons: [] },
        verified_at: new Date('2026-03-01T00:00Z'),
      },
    ]);
  });
});
