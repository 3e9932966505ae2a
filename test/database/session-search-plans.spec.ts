import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SessionsView } from '../../src/ai-sessions/sessions.view.js';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { APP_ROLE } from '../../src/kernel/database/roles.js';
import { WordIndex } from '../../src/search/word-index.service.js';
import { subjectWordsSql } from '../support/subject-words.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const SESSIONS = 20_000;
const PAGE = 26;
const ACCOUNT = '0199c2f0-0000-7000-8000-000000000001';

/** Session n has a word that all have, one that half of them have, and one of its own. */
const FILL = [
  `INSERT INTO accounts (id, name, slug) VALUES ('${ACCOUNT}', 'Large', 'large')`,
  `INSERT INTO ai_sessions (account_id, title, created_at, transcript)
   SELECT '${ACCOUNT}', 'Session ' || n, now() - n * interval '1 minute',
          jsonb_build_array(jsonb_build_object('role', 'user', 'content', repeat('said ', 100)))
     FROM generate_series(1, ${SESSIONS}) AS n`,
  subjectWordsSql(
    ACCOUNT,
    'session',
    `SELECT id, word FROM (SELECT id, substr(title, 9)::int AS n FROM ai_sessions) AS s
      CROSS JOIN LATERAL unnest(ARRAY['session', 'half' || n % 2, 'no' || n]) AS word`,
  ),
  'VACUUM ANALYZE',
];

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: PlanNode[];
}

let database: TestDatabase;
let app: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  for (const statement of FILL) await superuser.query(statement);
  await superuser.end();
  app = new pg.Client({ connectionString: database.url, options: `-c role=${APP_ROLE}` });
  await app.connect();
  await app.query(`SELECT set_config('app.account_id', '${ACCOUNT}', false)`);
});

afterAll(async () => {
  await app.end();
  await database.drop();
});

/** What a search of the list found, how many sessions it read, and whether it read a whole table of rows. */
async function search(text: string): Promise<{ titles: string[]; read: number; scanned: unknown[] }> {
  let plan: PlanNode | undefined;
  const query = async (sql: string, parameters: readonly unknown[] = []): Promise<unknown[]> => {
    const explained = await app.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      [...parameters],
    );
    plan = explained.rows[0]?.['QUERY PLAN'][0]?.Plan;
    return (await app.query<Record<string, unknown>>(sql, [...parameters])).rows;
  };
  const prepared = async (sql: string, parameters: unknown[]): Promise<unknown[]> =>
    (await app.query<Record<string, unknown>>(sql, parameters)).rows;
  const tx = { accountId: ACCOUNT, query, prepared } as unknown as AccountTx;
  const rows = await new SessionsView(new WordIndex()).list(tx, { text }, null, PAGE);
  const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
  const nodes = plan ? nodesOf(plan) : [];
  const read = nodes
    .filter((node) => node['Relation Name'] === 'ai_sessions')
    .reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0);
  const scanned = nodes
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .map((node) => node['Relation Name']);
  return { titles: rows.map(({ title }) => title), read, scanned };
}

describe('a search of the list of 20,000 sessions', () => {
  it.each([
    ['by a rare word', 'no19999', ['Session 19999']],
    ['by a rare word and one that all have', 'no19999 session', ['Session 19999']],
    ['by a word that none has', 'unheard', []],
  ])('%s reads only those', async (_, text, titles) => {
    const found = await search(text);
    expect(found.titles).toEqual(titles);
    expect(found.read).toBeLessThanOrEqual(titles.length);
    expect(found.scanned).not.toContain('ai_sessions');
    expect(found.scanned).not.toContain('subject_words');
  });

  it.each([
    ['all', 'session'],
    ['half', 'half1'],
  ])('by a word that %s have reads little more than a page', async (_, text) => {
    const found = await search(text);
    expect(found.titles).toHaveLength(PAGE);
    expect(found.read).toBeLessThan(4 * PAGE);
    expect(found.scanned).not.toContain('ai_sessions');
    expect(found.scanned).not.toContain('subject_words');
  });
});
