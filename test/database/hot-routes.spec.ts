import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { ProposalWriter } from '../support/proposals.js';
import { recordStatements, type Recorded } from '../support/statements.js';

/** Rows of the account, and as many of another. */
const MANY = 50_000;
const PAGE = 25;

/** One session and one proposal for each number; every fifth is pending, every hundredth has a word of its own. */
const FILL = (account: string): string[] => [
  `INSERT INTO ai_sessions (id, account_id, title, created_at)
   SELECT md5('${account}' || n)::uuid, '${account}', 'Session', now() - n * interval '1 minute'
     FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO flow_proposals (id, account_id, source_session_id, supporting_session_ids, proposal_type, title,
          proposed_flow_data, confidence_score, supporting_session_count, status, problem_domain, created_at)
   SELECT md5('p${account}' || n)::uuid, '${account}', md5('${account}' || n)::uuid,
          jsonb_build_array(md5('${account}' || n)), 'new_flow', 'Proposal',
          '{"schema_version": 1, "entries": ["a"], "nodes": [{"id": "a", "kind": "action", "text": "Do"}], "edges": []}',
          (n % 997) / 997.0, 1 + n % 7, CASE WHEN n % 5 = 0 THEN 'pending' ELSE 'approved' END, 'domain-' || n % 10,
          now() - n * interval '1 minute'
     FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO session_observations (account_id, session_id, decision, proposal_id)
   SELECT '${account}', md5('${account}' || n)::uuid, 'new_flow', md5('p${account}' || n)::uuid
     FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO proposal_events (account_id, proposal_id, event, to_status, actor_name)
   SELECT '${account}', md5('p${account}' || n)::uuid, 'created', 'pending', 'ResolutionFlow'
     FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO search_words (account_id, kind, subject_id, word)
   SELECT '${account}', 'proposal', md5('p${account}' || n)::uuid, 'rare' || n / 100
     FROM generate_series(1, ${MANY}) AS n WHERE n % 100 = 0`,
  `INSERT INTO trees (id, account_id, title, current_version, updated_at, verified_at)
   SELECT md5('f${account}' || n)::uuid, '${account}', 'Flow', 1, now() - n * interval '1 minute', now()
     FROM generate_series(1, ${MANY / 10}) AS n`,
  `INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
   SELECT '${account}', md5('f${account}' || n)::uuid, 1,
          '{"schema_version": 1, "entries": ["a"], "nodes": [{"id": "a", "kind": "action", "text": "Do"}], "edges": []}', 'Somebody'
     FROM generate_series(1, ${MANY / 10}) AS n`,
];

let test: TestApp;
let account: TestAccount;
let writer: ProposalWriter;
let superuser: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  account = await test.openAccount();
  writer = new ProposalWriter(test);
  const other = await test.openAccount();
  superuser = new pg.Client({ connectionString: test.database.superuserUrl });
  await superuser.connect();
  // Every reference is right by construction, and nobody listens.
  await superuser.query('SET session_replication_role = replica');
  for (const { accountId } of [account, other])
    for (const statement of FILL(accountId)) await superuser.query(statement);
  await superuser.query('RESET session_replication_role');
  await superuser.query('VACUUM ANALYZE');
});

afterAll(async () => {
  await superuser.end();
  await test.close();
});

const idOf = (kind: '' | 'p' | 'f'): Promise<string> =>
  superuser
    .query<{ id: string }>('SELECT md5($1 || $2 || 5)::uuid AS id', [kind, account.accountId])
    .then(({ rows }) => rows[0]?.id ?? '');

const recorded = (work: () => Promise<unknown>): Promise<Recorded> =>
  recordStatements(test.database.url, account.accountId, work);

const get = (path: string) => async (): Promise<Record<string, unknown>> => {
  const { body } = await test.as(account.tokens.reviewer).get(path).expect(200);
  return body as Record<string, unknown>;
};

/** `/PROPOSAL` and the like stand for an id, and `page=10` for the cursor of that page. */
async function addressOf(path: string): Promise<string> {
  if (path.endsWith('/PROPOSAL')) return path.replace('PROPOSAL', await idOf('p'));
  if (path.endsWith('/FLOW')) return path.replace('FLOW', await idOf('f'));
  if (path.endsWith('/SESSION')) return path.replace('SESSION', await idOf(''));
  const [first = '', pages = '1'] = path.split('&page=');
  let address = first;
  for (let page = 1; page < Number(pages); page++) {
    const { next_cursor: cursor } = await get(address)();
    address = `${first}&cursor=${String(cursor)}`;
  }
  return address;
}

/** Who asks, and then the whole transaction, each in one round trip. */
const ONE_READ = { statements: 4, roundTrips: 2 };
const QUEUE = `/v1/proposals?status=pending&limit=${PAGE}`;

describe('reads of an account of 50,000 beside another', () => {
  it.each<[string, string, string, number]>([
    ['the queue by confidence', `${QUEUE}&sort=confidence`, 'ix_flow_proposals_pending_confidence', PAGE],
    ['the queue by support', `${QUEUE}&sort=support`, 'ix_flow_proposals_pending_support', PAGE],
    ['the queue by time', QUEUE, 'ix_flow_proposals_pending_created_at', PAGE],
    ['the tenth page', `${QUEUE}&sort=confidence&page=10`, 'ix_flow_proposals_pending_confidence', PAGE],
    ['all proposals', '/v1/proposals', 'ix_flow_proposals_account_id_created_at', PAGE],
    ['a filtered page', `${QUEUE}&problem_domain=domain-5`, 'ix_flow_proposals_pending_created_at', 2 * PAGE],
    [
      'the queue of a domain',
      `${QUEUE}&sort=confidence&problem_domain=domain-5`,
      'ix_flow_proposals_pending_domain_confidence',
      PAGE,
    ],
    ['a search', '/v1/proposals?q=rare77', 'search_words_pkey', 1],
    ['a proposal', `/v1/proposals/PROPOSAL`, 'uq_flow_proposals_account_id_id', 1],
    ['the flows', '/v1/flows', 'ix_trees_account_id_updated_at', PAGE],
    ['a flow', `/v1/flows/FLOW`, 'tree_versions_pkey', 1],
    ['the sessions', '/v1/ai-sessions', 'ix_ai_sessions_account_id_created_at', PAGE],
    ['a session', `/v1/ai-sessions/SESSION`, 'uq_ai_sessions_account_id_id', 1],
  ])('%s: one statement by its index, that looks at no more than is shown', async (_, path, index, shown) => {
    const read = get(await addressOf(path));
    await read();
    const { statements, roundTrips, plans } = await recorded(read);
    expect({ statements: statements.length, roundTrips }).toEqual(ONE_READ);
    const [plan] = plans;
    expect(plan?.indexes).toContain(index);
    expect(plan?.scanned.filter((table) => !SMALL.includes(table))).toEqual([]);
    expect(plan?.sortedRows ?? 0).toBeLessThanOrEqual(1);
    expect(plan?.mostRows).toBeLessThanOrEqual(shown + 1);
  });
});

/** A few rows in any account; reading them all is the best plan. */
const SMALL = ['users'];

describe('decisions', () => {
  const post = (path: string, body: object) => () =>
    test.as(account.tokens.reviewer).post(path).send(body).expect(200);

  it('approve a new flow with no more than so many statements and waits', async () => {
    const proposal = await writer.proposal(account);
    const approve = post(`/v1/proposals/${proposal}/approve`, {});
    const { statements, roundTrips, plans } = await recorded(approve);
    expect(statements.length).toBeLessThanOrEqual(20);
    expect(roundTrips).toBeLessThanOrEqual(9);
    for (const plan of plans) expect(plan.scanned.filter((table) => LARGE.includes(table))).toEqual([]);
  });

  it('reject with no more than so many statements and waits', async () => {
    const proposal = await writer.proposal(account);
    const reject = post(`/v1/proposals/${proposal}/reject`, { reason_code: 'incorrect' });
    const { statements, roundTrips, plans } = await recorded(reject);
    expect(statements.length).toBeLessThanOrEqual(10);
    expect(roundTrips).toBeLessThanOrEqual(7);
    for (const plan of plans) expect(plan.scanned.filter((table) => LARGE.includes(table))).toEqual([]);
  });
});

const LARGE = ['ai_sessions', 'flow_proposals', 'trees', 'tree_versions', 'search_words', 'search_postings'];
