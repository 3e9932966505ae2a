import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { FlowsRepository, RECENT_WALKS_OF_FLOW } from '../../src/flows/flows.repository.js';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { APP_ROLE } from '../../src/kernel/database/roles.js';
import { ProposalsView } from '../../src/proposals/proposals.view.js';
import { CHANGED, FLOW_HITS, HITS, SAMPLES } from '../../src/search/retrieval.repository.js';
import type { ListKind } from '../../src/search/text-search.js';
import { RECENT_USES, STANDINGS } from '../../src/suggestions/suggestions.view.js';
import { WordIndex } from '../../src/search/word-index.service.js';
import { subjectWordsSql } from '../support/subject-words.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const FLOWS = 2_000;
/** Sessions that reinforced the first five flows, and walks of them. */
const USES = 3_000;
const ACCOUNT = '0199c2f0-0000-7000-8000-000000000001';
const ALL_TERMS = ['term', 'half0', 'tenth3', 'rare77', 'rare78', 'unheard-of'];

const wordsInto = (kind: ListKind, rows: string): string => subjectWordsSql(ACCOUNT, kind, rows);

/** Flow n has terms that all, half, a tenth and one in a hundred of the flows have, and 20 more of its own. */
const FILL = [
  `INSERT INTO accounts (id, name, slug) VALUES ('${ACCOUNT}', 'Large', 'large')`,
  `INSERT INTO users (account_id, email, display_name, role)
   SELECT '${ACCOUNT}', n || '@example.com', 'Owner ' || n, 'engineer' FROM generate_series(1, ${FLOWS}) AS n`,
  `INSERT INTO trees (id, account_id, title, current_version, updated_at, owner_id)
   SELECT gen_random_uuid(), '${ACCOUNT}', 'Flow ' || n, 1, now() - n * interval '1 minute',
          (SELECT id FROM users WHERE email = n || '@example.com')
     FROM generate_series(1, ${FLOWS}) AS n`,
  `INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
   SELECT account_id, id, 1, '{}', 'Nobody' FROM trees`,
  `INSERT INTO search_subjects (account_id, subject_id, kind, length, revision)
   SELECT account_id, id, 'flow', 24, 1 FROM trees`,
  `CREATE TEMP TABLE terms AS
   SELECT id, term FROM (SELECT id, substr(title, 6)::int AS n FROM trees) AS t
    CROSS JOIN LATERAL unnest(ARRAY['term', 'half' || n % 2, 'tenth' || n % 10, 'rare' || n % 100]
      || ARRAY(SELECT 'own' || n || 'x' || i FROM generate_series(1, 20) AS i)) AS term`,
  `INSERT INTO search_postings (account_id, subject_id, term, weight, own)
   SELECT '${ACCOUNT}', id, term, 1, 1 FROM terms`,
  wordsInto('flow', 'SELECT id, term AS word FROM terms'),
  `INSERT INTO ai_sessions (account_id, title) VALUES ('${ACCOUNT}', 'One')`,
  `INSERT INTO flow_proposals (account_id, source_session_id, proposal_type, title, proposed_flow_data, status)
   SELECT '${ACCOUNT}', (SELECT id FROM ai_sessions), 'new_flow', 'Proposal ' || n, '{}',
          CASE WHEN n % 3 = 0 THEN 'pending' ELSE 'approved' END
     FROM generate_series(1, ${FLOWS}) AS n`,
  wordsInto(
    'proposal',
    `SELECT id, word FROM flow_proposals
      CROSS JOIN LATERAL unnest(ARRAY['proposal', 'no' || substr(title, 10)]) AS word`,
  ),
  `INSERT INTO ai_sessions (account_id, title, outcome, status)
   SELECT '${ACCOUNT}', 'Reuse ' || n, 'resolved', 'resolved' FROM generate_series(1, ${USES}) AS n`,
  `INSERT INTO session_observations (account_id, session_id, decision, flow_id)
   SELECT '${ACCOUNT}', s.id, 'auto_reinforced', t.id
     FROM ai_sessions s JOIN trees t ON t.title = 'Flow ' || (1 + substr(s.title, 7)::int % 5)
    WHERE s.title LIKE 'Reuse %'`,
  `INSERT INTO l1_walk_sessions (account_id, flow_id, flow_version, status, outcome, finished_at, entry_node_id,
                                 current_node_id, linked_ticket_id, technician_name, updated_by_name, created_at)
   SELECT '${ACCOUNT}', t.id, 1, 'resolved', 'resolved', now(), 'a', 'b', n::text, 'Tess', 'Tess',
          now() - n * interval '1 minute'
     FROM generate_series(1, ${USES}) AS n JOIN trees t ON t.title = 'Flow ' || (1 + n % 5)`,
  'VACUUM ANALYZE',
];

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
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

/** The nodes of a statement's plan, as it ran under row-level security. */
async function planOf(sql: string, parameters: readonly unknown[] = []): Promise<PlanNode[]> {
  const { rows } = await app.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    [...parameters],
  );
  const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
  return (rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => flatten(Plan));
}

/** Rows that all scans of a table returned together; the plan gives the mean of each loop, rounded. */
function rowsRead(plan: readonly PlanNode[], table: string): number {
  return plan
    .filter((node) => node['Relation Name'] === table)
    .reduce((sum, node) => sum + Math.round(node['Actual Rows'] * node['Actual Loops']), 0);
}

function tablesScanned(plan: readonly PlanNode[]): (string | undefined)[] {
  return plan.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
}

function indexesOf(plan: readonly PlanNode[], table: string): (string | undefined)[] {
  return [...new Set(plan.filter((n) => n['Relation Name'] === table).map((n) => n['Index Name']))];
}

/** The statement that a repository would run. */
async function statementOf(run: (tx: AccountTx) => Promise<unknown>): Promise<[string, readonly unknown[]]> {
  let statement: [string, readonly unknown[]] | undefined;
  const query = (sql: string, parameters: readonly unknown[] = []): Promise<[]> => {
    statement = [sql, parameters];
    return Promise.resolve([]);
  };
  const prepared = async (sql: string, parameters: unknown[]): Promise<unknown[]> =>
    (await app.query<Record<string, unknown>>(sql, parameters)).rows;
  await run({ accountId: ACCOUNT, query, prepared } as unknown as AccountTx);
  if (!statement) throw new Error('nothing was asked');
  return statement;
}

describe('a search for what a session may belong to, among 2,000 flows', () => {
  it('samples how common terms are from the lowest slots alone', async () => {
    const plan = await planOf(SAMPLES, [ACCOUNT, ALL_TERMS]);
    expect(tablesScanned(plan)).toEqual([]);
    expect(indexesOf(plan, 'search_postings')).toEqual(['search_postings_pkey']);
    expect(indexesOf(plan, 'search_subjects')).toEqual(['ix_search_subjects_account_id_slot']);
    // 64 of each of the three commoner terms, 20 of each of the rare ones.
    expect(rowsRead(plan, 'search_postings')).toBeLessThanOrEqual(64 * 3 + 20 * 2);
    expect(rowsRead(plan, 'search_subjects')).toBeLessThanOrEqual(256);
  });

  it('reads the postings of the essential terms, and points of the others', async () => {
    const parameters = [ACCOUNT, ['rare77', 'rare78'], [9, 9], ['half0', 'tenth3'], [1, 5], 24, 12];
    const plan = await planOf(HITS, parameters);
    expect(tablesScanned(plan)).toEqual([]);
    expect(indexesOf(plan, 'search_postings')).toEqual(['search_postings_pkey']);
    expect(indexesOf(plan, 'search_subjects')).toEqual(['search_subjects_pkey']);
    // 40 postings lead to 36 candidates, and are not read again for them.
    expect(rowsRead(plan, 'search_postings')).toBeLessThanOrEqual(40 + 36 * 2);
  });

  it('learns that nothing has changed without looking at what there is', async () => {
    await app.query("SET plan_cache_mode = 'force_generic_plan'");
    await app.query(`PREPARE changed AS ${CHANGED}`);
    const { rows } = await app.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now');
    const plan = await planOf(`EXECUTE changed('${ACCOUNT}', '${rows[0]?.now}')`);
    expect(indexesOf(plan, 'search_subjects')).toEqual(['ix_search_subjects_account_id_changed']);
    expect(rowsRead(plan, 'search_subjects')).toBe(0);
    await app.query('RESET plan_cache_mode');
  });
});

describe('a suggestion of flows, among 2,000', () => {
  it('reads the postings of the essential terms, and no more subjects than it needs', async () => {
    const parameters = [ACCOUNT, ['rare77', 'rare78'], [9, 9], ['half0', 'tenth3'], [1, 5], 24, 5];
    const plan = await planOf(FLOW_HITS, parameters);
    expect(tablesScanned(plan)).toEqual([]);
    expect(indexesOf(plan, 'search_postings')).toEqual(['search_postings_pkey']);
    expect(indexesOf(plan, 'search_subjects')).toEqual(['search_subjects_pkey']);
    // 40 postings lead to 40 flows, of which the 15 most promising are scored.
    expect(rowsRead(plan, 'search_postings')).toBeLessThanOrEqual(40 + 15 * 2);
    expect(rowsRead(plan, 'search_subjects')).toBeLessThanOrEqual(40);
  });

  it('looks at the latest uses of the flows at hand alone', async () => {
    const { rows } = await app.query<{ id: string }>(
      `SELECT id FROM trees ORDER BY updated_at DESC LIMIT 15`,
    );
    const plan = await planOf(STANDINGS, [ACCOUNT, rows.map(({ id }) => id), '4711', null]);
    expect(tablesScanned(plan)).toEqual([]);
    expect(rowsRead(plan, 'trees')).toBeLessThanOrEqual(15);
    expect(rowsRead(plan, 'session_observations')).toBeGreaterThan(0);
    expect(rowsRead(plan, 'session_observations')).toBeLessThanOrEqual(5 * RECENT_USES);
    expect(rowsRead(plan, 'l1_walk_sessions')).toBeLessThanOrEqual(5 * RECENT_USES + 15);
  });
});

describe('the lists, among 2,000 flows and proposals', () => {
  const flows = (text: string): Promise<[string, readonly unknown[]]> =>
    statementOf((tx) => new FlowsRepository(new WordIndex()).list(tx, { text }, null, 26));
  const proposals = (q: string): Promise<[string, readonly unknown[]]> =>
    statementOf((tx) => new ProposalsView(new WordIndex()).list(tx, { q }, 'created_at', null, 26));

  it('find flows by a rare word without reading the others', async () => {
    const plan = await planOf(...(await flows('rare77 term')));
    expect(tablesScanned(plan)).toEqual([]);
    expect(rowsRead(plan, 'trees')).toBeLessThan(200);
  });

  it('find flows by a word that all have without reading more than a page of them', async () => {
    const plan = await planOf(...(await flows('term')));
    expect(tablesScanned(plan)).not.toContain('trees');
    expect(rowsRead(plan, 'tree_versions')).toBeLessThan(100);
  });

  it('look up the owners and the latest walks of a page of flows, and of no others', async () => {
    const plan = await planOf(
      ...(await statementOf((tx) => new FlowsRepository(new WordIndex()).list(tx, {}, null, 26))),
    );
    expect(tablesScanned(plan)).toEqual([]);
    expect(rowsRead(plan, 'users')).toBe(26);
    // Five of them have all the walks.
    expect(rowsRead(plan, 'l1_walk_sessions')).toBe(5 * RECENT_WALKS_OF_FLOW);
    expect(indexesOf(plan, 'l1_walk_sessions')).toEqual([
      'ix_l1_walk_sessions_account_id_flow_id_created_at',
    ]);
  });

  it('find proposals by a word, decided ones too', async () => {
    const statement = await proposals('no1999');
    const plan = await planOf(...statement);
    // Nobody has decided on one, so that the users are none.
    expect(tablesScanned(plan).filter((table) => table !== 'users')).toEqual([]);
    expect(rowsRead(plan, 'flow_proposals')).toBeLessThan(50);
    const { rows } = await app.query<{ title: string; status: string }>(statement[0], [...statement[1]]);
    expect(rows.map(({ title, status }) => [title, status])).toEqual([['Proposal 1999', 'approved']]);
  });
});
