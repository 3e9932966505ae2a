import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { APP_ROLE } from '../../src/kernel/database/roles.js';
import { wordQuery } from '../../src/search/text-search.js';
import { subjectWordsSql } from '../support/subject-words.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const SESSIONS = 20_000;
/** Their words stand side by side in the index, since their ids end alike. */
const [MINE, OTHER] = ['0199c2f0-0000-7000-8000-000000000001', '0199c2f0-0000-7000-8000-001000000001'];

const idOf = (account: string, n: number): string => `${account.slice(0, 28)}${String(n).padStart(8, '0')}`;

/** Session n has a word that all have, and one that every hundredth has. */
const fill = (account: string): string =>
  subjectWordsSql(
    account,
    'session',
    `SELECT ('${account.slice(0, 28)}' || lpad(n::text, 8, '0'))::uuid AS id, word
       FROM generate_series(1, ${SESSIONS}) AS n CROSS JOIN LATERAL unnest(ARRAY['printer', 'paper' || n % 100]) AS word`,
  );

let database: TestDatabase;
let app: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  for (const account of [MINE, OTHER]) {
    await superuser.query(`INSERT INTO accounts (id, name, slug) VALUES ('${account}', 'A', '${account}')`);
    await superuser.query(fill(account));
  }
  await superuser.query('VACUUM ANALYZE subject_words');
  await superuser.end();
  app = new pg.Client({ connectionString: database.url, options: `-c role=${APP_ROLE}` });
  await app.connect();
});

afterAll(async () => {
  await app.end();
  await database.drop();
});

interface Found {
  ids: string[] | null;
  /** Pages of the database that were looked at. */
  pages: number;
}

async function find(account: string, text: string, most: number): Promise<Found> {
  await app.query(`SELECT set_config('app.account_id', $1, false)`, [account]);
  const call = `SELECT subjects_with_words('${(wordQuery(MINE, 'session', text) ?? '').replaceAll("'", "''")}', ${most})`;
  const { rows } = await app.query<{ ids: string[] | null }>(`${call} AS ids`);
  const explained = await app.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${call}`,
  );
  const plan = explained.rows[0]?.['QUERY PLAN'][0].Plan ?? {};
  const pages = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  return { ids: rows[0]?.ids?.sort() ?? null, pages };
}

describe('a search for words among 40,000 sessions', () => {
  const hundredths = (account: string): string[] =>
    Array.from({ length: SESSIONS / 100 }, (_, i) => idOf(account, i * 100 + 77));

  it.each([
    ['a word', 'paper77'],
    ['the beginnings of two', 'pap print paper77'],
  ])('by %s finds those of the account alone', async (_, text) => {
    for (const account of [MINE, OTHER]) {
      const { ids } = await find(account, text, 1_000);
      expect(ids).toEqual(hundredths(account));
    }
  });

  it('looks at little more than it finds', async () => {
    const { pages } = await find(MINE, 'paper77', 1_000);
    expect(pages).toBeLessThan((2 * (2 * SESSIONS)) / 100 + 50);
  });

  it('gives up where there are too many', async () => {
    const found = await find(MINE, 'printer', 1_000);
    expect(found.ids).toBeNull();
    expect(found.pages).toBeLessThan(1_000);
  });

  it('finds nothing for a word that none has, nor without an account', async () => {
    expect((await find(MINE, 'scanner', 1_000)).ids).toEqual([]);
    expect((await find('', 'paper77', 1_000)).ids).toEqual([]);
  });

  it('does not read the words of others in any other way', async () => {
    await app.query(`SELECT set_config('app.account_id', $1, false)`, [MINE]);
    const { rows } = await app.query('SELECT DISTINCT account_id FROM subject_words');
    expect(rows).toEqual([{ account_id: MINE }]);
  });
});
