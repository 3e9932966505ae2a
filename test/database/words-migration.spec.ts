import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, migrateDown } from '../../src/kernel/database/migrator.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const NAME = 'KeepWordsInVectors1795725600000';
const ACCOUNTS = ['0199c2f0-0000-7000-8000-000000000001', '0199c2f0-0000-7000-8000-000000000002'];

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

const rowsOf = async (sql: string): Promise<unknown[]> => (await superuser.query(sql)).rows;
const OLD = 'SELECT account_id, kind, word, subject_id FROM search_words ORDER BY 1, 2, 3, 4';

it('words that were kept one by one are found afterwards, and there again on the way back', async () => {
  while ((await migrateDown(database.url)) !== NAME);
  for (const account of ACCOUNTS) {
    await superuser.query(`INSERT INTO accounts (id, name, slug) VALUES ('${account}', 'A', '${account}')`);
    for (const kind of ['flow', 'proposal', 'session', 'walk'])
      await superuser.query(
        `INSERT INTO search_words (account_id, kind, word, subject_id)
         SELECT '${account}', '${kind}', word, md5('${account}${kind}' || n)::uuid
           FROM generate_series(1, 3) AS n CROSS JOIN LATERAL unnest(ARRAY['all', 'no' || n, '802.11g', 'größe']) AS word`,
      );
  }
  const before = await rowsOf(OLD);
  expect(before).toHaveLength(2 * 4 * 3 * 4);

  await migrate(database.url);
  const [account = ''] = ACCOUNTS;
  await superuser.query('SELECT set_config($1, $2, false)', ['app.account_id', account]);
  expect(
    await rowsOf(`SELECT subjects_with_words('''p000001no2'':* & ''p000001802'':*', 10) AS ids,
                         (SELECT count(*)::int FROM subject_words) AS subjects`),
  ).toEqual([{ ids: await idsOf(`md5('${account}proposal2')::uuid`), subjects: 2 * 4 * 3 }]);

  while ((await migrateDown(database.url)) !== NAME);
  expect(await rowsOf(OLD)).toEqual(before);
});

async function idsOf(expression: string): Promise<string[]> {
  const { rows } = await superuser.query<{ id: string }>(`SELECT ${expression} AS id`);
  return rows.map(({ id }) => id);
}
