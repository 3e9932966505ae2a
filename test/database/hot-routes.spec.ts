import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EXAMPLE_SESSION } from '../../src/ai-sessions/session.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { fillLargeAccounts, largeId, type LargeId } from '../support/large-accounts.js';
import { ProposalWriter } from '../support/proposals.js';
import { recordStatements, type Recorded } from '../support/statements.js';

const PAGE = 25;

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
  await fillLargeAccounts(superuser, [account.accountId, other.accountId]);
});

afterAll(async () => {
  await superuser.end();
  await test.close();
});

const recorded = (work: () => Promise<unknown>): Promise<Recorded> =>
  recordStatements(test.database.url, account.accountId, work);

const get = (path: string) => async (): Promise<Record<string, unknown>> => {
  const { body } = await test.as(account.tokens.reviewer).get(path).expect(200);
  return body as Record<string, unknown>;
};

/** `/PROPOSAL` and the like stand for an id, and `page=10` for the cursor of that page. */
async function addressOf(path: string): Promise<string> {
  const named = path.replace(/(PROPOSAL|FLOW|SESSION)$/, (name) =>
    largeId(account.accountId, name.toLowerCase() as LargeId, 5),
  );
  if (named !== path) return named;
  const [first = '', pages = '1'] = path.split('&page=');
  let address = first;
  for (let page = 1; page < Number(pages); page++) {
    const { next_cursor: cursor } = await get(address)();
    address = `${first}&cursor=${String(cursor)}`;
  }
  return address;
}

const QUEUE = `/v1/proposals?status=pending&limit=${PAGE}`;

describe('reads of an account of 50,000 beside another', () => {
  it.each<[string, string, string, number, number?]>([
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
    ['a proposal', `/v1/proposals/PROPOSAL`, 'uq_flow_proposals_account_id_id', 1],
    // Each flow of the page has two walks, which are put in order by themselves.
    ['the flows', '/v1/flows', 'ix_trees_account_id_updated_at', PAGE, 2 * (PAGE + 1)],
    ['a flow', `/v1/flows/FLOW`, 'tree_versions_pkey', 1],
    ['the sessions', '/v1/ai-sessions', 'ix_ai_sessions_account_id_created_at', PAGE],
    ['a session', `/v1/ai-sessions/SESSION`, 'uq_ai_sessions_account_id_id', 1],
  ])('%s: by its index, and looks at no more than is shown', async (_, path, index, shown, sorted = 1) => {
    const read = get(await addressOf(path));
    await read();
    const { plans } = await recorded(read);
    expect(plans).toHaveLength(1);
    const [plan] = plans;
    expect(plan?.indexes).toContain(index);
    expect(plan?.scanned.filter((table) => !SMALL.includes(table))).toEqual([]);
    expect(plan?.sortedRows ?? 0).toBeLessThanOrEqual(sorted);
    expect(plan?.mostRows).toBeLessThanOrEqual(Math.max(shown + 1, sorted));
  });

  it('a search: looks at no more than it has found', async () => {
    const search = get('/v1/proposals?q=rare77');
    await search();
    const { plans } = await recorded(search);
    expectPlans({ plans }, ['uq_flow_proposals_account_id_id']);
    expect(Math.max(...plans.map(({ mostRows }) => mostRows))).toBeLessThanOrEqual(2);
  });
});

/** A few rows in any account; reading them all is the best plan. */
const SMALL = ['users', 'accounts', 'teams', 'webhook_endpoints', 'proposal_skips'];

/** That the plans go by these indexes, and that none scans or sorts what grows with the account. */
function expectPlans({ plans }: Recorded, indexes: string[] = []): void {
  expect(plans.flatMap(({ scanned }) => scanned).filter((table) => !SMALL.includes(table))).toEqual([]);
  expect(Math.max(...plans.map(({ sortedRows }) => sortedRows))).toBeLessThanOrEqual(FEW);
  expect(plans.flatMap((plan) => plan.indexes)).toEqual(expect.arrayContaining(indexes));
}

/** Rows that are sorted to answer with at most: the flows that are weighed for a suggestion. */
const FEW = 200;

const post =
  (path: string, body: object, role: 'engineer' | 'reviewer' = 'reviewer') =>
  async (): Promise<{ id: string }> => {
    const answer = await test.as(account.tokens[role]).post(path).send(body);
    if (answer.status > 201) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.body as { id: string };
  };

describe('decisions', () => {
  it('approve a new flow by indexes alone', async () => {
    const proposal = await writer.proposal(account);
    const approve = post(`/v1/proposals/${proposal}/approve`, {});
    expectPlans(await recorded(approve));
  });

  it('reject by indexes alone', async () => {
    const proposal = await writer.proposal(account);
    const reject = post(`/v1/proposals/${proposal}/reject`, { reason_code: 'incorrect' });
    expectPlans(await recorded(reject));
  });

  it.each([
    ['impact', 'ix_flow_proposals_next_by_impact'],
    ['confidence', 'ix_flow_proposals_next_by_confidence'],
    ['support', 'ix_flow_proposals_next_by_support'],
    ['oldest', 'ix_flow_proposals_pending_created_at'],
    ['newest', 'ix_flow_proposals_pending_created_at'],
  ])('take the next in the order %s by its index', async (review_order, index) => {
    await test.as(account.tokens.admin).patch('/v1/account').send({ settings: { review_order } }).expect(200);
    const next = recorded(post('/v1/review/next', {}));
    expectPlans(await next, [index, 'ix_flow_proposals_account_id_claimed_by']);
  });
});

describe('sessions', () => {
  const SESSION = { ...EXAMPLE_SESSION, external_id: undefined };

  it('are created by indexes alone', async () => {
    expectPlans(await recorded(post('/v1/ai-sessions', SESSION, 'engineer')));
  });

  it('are resolved by indexes alone', async () => {
    const { id } = await post('/v1/ai-sessions', SESSION, 'engineer')();
    const resolve = post(`/v1/ai-sessions/${id}/resolve`, { outcome: 'resolved' }, 'engineer');
    expectPlans(await recorded(resolve), ['uq_ai_sessions_account_id_id']);
  });
});

describe('walks of first-line technicians', () => {
  const start = (): Promise<{ id: string }> => {
    const flow = largeId(account.accountId, 'flow', 5);
    return post('/v1/l1-walks', { flow_id: flow, problem: 'No toner' }, 'engineer')();
  };

  it('begin by indexes alone', async () => {
    expectPlans(await recorded(start), ['uq_trees_account_id_id', 'tree_versions_pkey']);
  });

  it('go on by indexes alone', async () => {
    const { id } = await start();
    const answer = post(`/v1/l1-walks/${id}/answer`, { version: 1, condition: 'yes' }, 'engineer');
    expectPlans(await recorded(answer), ['uq_l1_walk_sessions_account_id_id', 'tree_versions_pkey']);
  });

  it('are found by the words of the caller among 5,000 flows', async () => {
    const suggest = get('/v1/flows/suggest?q=toner+model7+is+empty');
    await suggest();
    expectPlans(await recorded(suggest), [
      'search_postings_pkey',
      'search_subjects_pkey',
      'uq_trees_account_id_id',
      'tree_versions_pkey',
    ]);
  });
});
