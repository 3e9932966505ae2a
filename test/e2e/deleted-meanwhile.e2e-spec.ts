import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { waitUntil } from '../support/wait-until.js';

let test: TestApp;
/** Deletes what requests refer to, and commits when they wait for it. */
let deleter: pg.Client;
let watcher: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  deleter = new pg.Client({ connectionString: test.database.superuserUrl });
  watcher = new pg.Client({ connectionString: test.database.superuserUrl });
  await deleter.connect();
  await watcher.connect();
});

afterAll(async () => {
  await deleter.end();
  await watcher.end();
  await test.close();
});

type Ask = (account: TestAccount, ids: Ids) => PromiseLike<{ status: number; body: { code?: string } }>;

interface Ids {
  draft: string;
  pending: string;
}

const DRAFT = { title: 'Printer offline', proposal_type: 'new_flow', proposed_flow_data: PRINTER_OFFLINE };

async function prepare(): Promise<{ account: TestAccount; ids: Ids }> {
  const account = await test.openAccount();
  const draft = async (): Promise<string> => {
    const { body } = await test.as(account.tokens.engineer).post('/v1/proposals').send(DRAFT).expect(201);
    return (body as { id: string }).id;
  };
  return { account, ids: { draft: await draft(), pending: await draft() } };
}

/** Answers a request that waits for a deletion which commits then. */
async function answerOf(deletion: string, id: string, ask: () => ReturnType<Ask>): Promise<number> {
  await deleter.query('BEGIN');
  await deleter.query(deletion, [id]);
  const asked = Promise.resolve(ask());
  try {
    await Promise.race([
      asked,
      waitUntil(
        watcher,
        `EXISTS (SELECT FROM pg_stat_activity
                  WHERE datname = current_database() AND application_name = 'resolutionflow' AND wait_event_type = 'Lock')`,
      ),
    ]);
  } finally {
    await deleter.query('COMMIT');
  }
  return (await asked).status;
}

const STEPS = [{ kind: 'action', text: 'Switch it off and on.', result: 'works' }];
const post =
  (role: keyof TestAccount['tokens'], path: (ids: Ids) => string, body: object = {}): Ask =>
  (account, ids) =>
    test.as(account.tokens[role]).post(path(ids)).send(body);
const patch =
  (role: keyof TestAccount['tokens'], path: (ids: Ids) => string, body: object): Ask =>
  (account, ids) =>
    test.as(account.tokens[role]).patch(path(ids)).send(body);

const ON_PROPOSALS: [string, Ask][] = [
  ['claim', post('reviewer', ({ pending }) => `/v1/proposals/${pending}/claim`)],
  ['approve', post('reviewer', ({ pending }) => `/v1/proposals/${pending}/approve`)],
  ['reject', post('reviewer', ({ pending }) => `/v1/proposals/${pending}/reject`, { reviewer_notes: 'No' })],
  ['dismiss', post('reviewer', ({ pending }) => `/v1/proposals/${pending}/dismiss`)],
  ['change a draft', patch('engineer', ({ draft }) => `/v1/proposals/${draft}`, { title: 'Printer, anew' })],
  ['draft', post('engineer', () => '/v1/proposals', DRAFT)],
];

describe('a webhook that is deleted while its account is told something', () => {
  it.each<[string, Ask]>([...ON_PROPOSALS, ['the next one', post('reviewer', () => '/v1/review/next')]])(
    'is not told, and %s is done',
    async (_name, ask) => {
      const { account, ids } = await prepare();
      const { body } = await test
        .as(account.tokens.admin)
        .post('/v1/webhooks')
        .send({ url: 'https://example.com/hook' })
        .expect(201);
      const webhook = (body as { id: string }).id;
      const status = await answerOf('DELETE FROM webhook_endpoints WHERE id = $1', webhook, () =>
        ask(account, ids),
      );
      expect([200, 201]).toContain(status);
      const { rows } = await watcher.query(
        'SELECT FROM webhook_deliveries WHERE account_id = $1 AND endpoint_id = $2',
        [account.accountId, webhook],
      );
      expect(rows).toEqual([]);
    },
  );
});

describe('an account that is deleted while something is written', () => {
  it.each<[string, Ask]>([
    ...ON_PROPOSALS,
    ['a session', post('engineer', () => '/v1/ai-sessions', { title: 'Printer', steps: STEPS })],
    ['a team', post('admin', () => '/v1/teams', { name: 'Night shift' })],
    [
      'a user',
      post('admin', () => '/v1/users', { email: 'n@example.com', display_name: 'N', role: 'viewer' }),
    ],
    ['an API key', post('admin', () => '/v1/api-keys', { name: 'Key', role: 'viewer' })],
    ['a webhook', post('admin', () => '/v1/webhooks', { url: 'https://example.com/hook' })],
    ['settings', patch('admin', () => '/v1/account', { name: 'Other' })],
    [
      'a user who is changed',
      (account) =>
        test.as(account.tokens.admin).patch(`/v1/users/${account.userIds.viewer}`).send({ active: false }),
    ],
    [
      'knowledge',
      post('engineer', () => '/v1/knowledge/import', {
        documents: [{ name: 'a.md', content: '# Printer\n\n1. Switch it on.\n2. Print a page.\n' }],
      }),
    ],
    [
      'an import',
      (account) =>
        test
          .as(account.tokens.engineer)
          .post('/v1/ai-sessions/import')
          .set('content-type', 'application/x-ndjson')
          .send(`${JSON.stringify({ title: 'Printer', steps: STEPS })}\n`),
    ],
    [
      'what is sent under an Idempotency-Key',
      (account) =>
        test
          .as(account.tokens.engineer)
          .post('/v1/ai-sessions')
          .set('idempotency-key', 'once')
          .send({ title: 'Printer', steps: STEPS }),
    ],
    ['a stream of events', (account) => test.as(account.tokens.viewer).get('/v1/events')],
  ])('answers %s with 401 or 404', async (_name, ask) => {
    const { account, ids } = await prepare();
    const status = await answerOf('DELETE FROM accounts WHERE id = $1', account.accountId, () =>
      ask(account, ids),
    );
    expect([401, 404]).toContain(status);
  });
});
