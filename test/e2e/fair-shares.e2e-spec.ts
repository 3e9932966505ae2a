import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { ProposalWriter } from '../support/proposals.js';
import { waitUntil } from '../support/wait-until.js';

const POOL = 4;

let test: TestApp;
/** Holds a lock that requests wait for. */
let holder: pg.Client;
let watcher: pg.Client;
let account: TestAccount;
let other: TestAccount;
let proposal: string;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api', DATABASE_POOL_SIZE: String(POOL) });
  holder = new pg.Client({ connectionString: test.database.superuserUrl });
  watcher = new pg.Client({ connectionString: test.database.superuserUrl });
  await holder.connect();
  await watcher.connect();
  account = await test.openAccount();
  other = await test.openAccount();
  proposal = await new ProposalWriter(test).proposal(account);
});

afterAll(async () => {
  await holder.end();
  await watcher.end();
  await test.close();
});

const WAITING = `(SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = 'resolutionflow' AND wait_event_type = 'Lock')`;

const claim = (): PromiseLike<{ status: number; headers: Record<string, string>; body: { code: string } }> =>
  test.as(account.tokens.reviewer).post(`/v1/proposals/${proposal}/claim`).send({});

describe('an account whose requests wait for a lock', () => {
  it('keeps no other account waiting, and is itself answered 503 in seconds', async () => {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM flow_proposals WHERE id = $1 FOR UPDATE', [proposal]);
    const claims = Promise.all(Array.from({ length: 3 * POOL }, claim));
    await waitUntil(watcher, `${WAITING} = ${POOL / 2}`);
    // While all of the account's share waits.
    await test.as(other.tokens.viewer).get('/v1/proposals').expect(200);
    await test
      .as(other.tokens.engineer)
      .post('/v1/ai-sessions')
      .send({ title: 'Printer', steps: [] })
      .expect(201);
    const { rows } = await watcher.query<{ waiting: string }>(`SELECT ${WAITING} AS waiting`);
    expect(Number(rows[0]?.waiting)).toBe(POOL / 2);

    const answers = await claims;
    await holder.query('ROLLBACK');
    for (const { status, headers } of answers) {
      expect(status).toBe(503);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    // None of it is left behind.
    expect((await claim()).status).toBe(200);
  });
});
