import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { dumpAccount } from '../support/rows.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';

let test: TestApp;
let writer: ProposalWriter;

beforeAll(async () => {
  test = await startTestApp();
  writer = new ProposalWriter(test);
});

afterAll(() => test.close());

async function proposals(account: TestAccount, count: number, problemDomain = 'printing'): Promise<string[]> {
  const sourceSessionId = await writer.session(account);
  const ids: string[] = [];
  for (let made = 0; made < count; made++)
    ids.push(await writer.proposal(account, { sourceSessionId, problemDomain }));
  return ids;
}

function bulk(account: TestAccount, body: object, role: 'engineer' | 'reviewer' = 'reviewer') {
  return test.as(account.tokens[role]).post('/v1/review/bulk').send(body);
}

async function statuses(account: TestAccount, ids: string[]): Promise<string[]> {
  const reviewer = test.as(account.tokens.reviewer);
  const found = await Promise.all(ids.map((id) => reviewer.get(`/v1/proposals/${id}`).expect(200)));
  return found.map(({ body }) => body.status);
}

/** Waits in the database until a job has ended. */
async function ended(id: string): Promise<void> {
  const client = new pg.Client({ connectionString: test.database.superuserUrl });
  await client.connect();
  const open = async (): Promise<boolean> =>
    (await client.query(`SELECT 1 FROM jobs WHERE id = $1 AND status NOT IN ('done', 'failed')`, [id]))
      .rowCount === 1;
  while (await open());
  await client.end();
}

describe('a decision on many', () => {
  it('tells of each what became of it, and undoes none for another', async () => {
    const account = await test.openAccount();
    const [first = '', decided = '', last = ''] = await proposals(account, 3);
    await test.as(account.tokens.admin).post(`/v1/proposals/${decided}/reject`).send({}).expect(200);
    const nobody = v7();
    const { body } = await bulk(account, {
      action: 'approve',
      ids: [first, decided, nobody, last, first.toUpperCase()],
      reviewer_notes: 'All of them',
    }).expect(200);
    expect(body).toMatchObject({ action: 'approve', dry_run: false, total: 4, succeeded: 2, refused: 2 });
    expect(body.items).toEqual([
      expect.objectContaining({
        id: first,
        succeeded: true,
        status: 'approved',
        published_version: 1,
        code: null,
      }),
      expect.objectContaining({ id: decided, succeeded: false, status: null, code: 'already_decided' }),
      expect.objectContaining({ id: nobody, succeeded: false, code: 'not_found' }),
      expect.objectContaining({ id: last, succeeded: true, status: 'approved', published_version: 1 }),
    ]);
    expect(await statuses(account, [first, decided, last])).toEqual(['approved', 'rejected', 'approved']);
    const shown = await test.as(account.tokens.viewer).get(`/v1/proposals/${first}`).expect(200);
    expect(shown.body).toMatchObject({
      reviewed_by: account.userIds.reviewer,
      reviewer_notes: 'All of them',
    });
  });

  it('takes what a filter lets through', async () => {
    const account = await test.openAccount();
    const printing = await proposals(account, 2);
    const [vpn = ''] = await proposals(account, 1, 'vpn');
    const dismissed = await bulk(account, {
      action: 'dismiss',
      filter: { problem_domain: 'printing' },
    }).expect(200);
    expect(dismissed.body).toMatchObject({ total: 2, succeeded: 2 });
    expect(await statuses(account, [...printing, vpn])).toEqual(['dismissed', 'dismissed', 'pending']);
    const reopened = await bulk(account, { action: 'reopen', filter: {} }).expect(200);
    expect(reopened.body).toMatchObject({ total: 2, succeeded: 2 });
    expect(await statuses(account, printing)).toEqual(['pending', 'pending']);
  });

  it('changes nothing in a dry run', async () => {
    const account = await test.openAccount();
    const ids = await proposals(account, 2);
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const { body } = await bulk(account, { action: 'approve', ids, dry_run: true }).expect(200);
    expect(body).toMatchObject({ dry_run: true, succeeded: 2, refused: 0 });
    expect(body.items[0]).toMatchObject({ id: ids[0], status: 'approved', published_version: 1 });
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
  });

  it('decides each once, however many do it at the same time', async () => {
    const account = await test.openAccount();
    const ids = await proposals(account, 10);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => bulk(account, { action: 'approve', ids }).expect(200)),
    );
    expect(answers.reduce((sum, { body }) => sum + Number(body.succeeded), 0)).toBe(10);
    const flows = await test.as(account.tokens.viewer).get('/v1/flows?limit=100').expect(200);
    expect(flows.body.items).toHaveLength(10);
  });

  it('is a job above fifty', async () => {
    const account = await test.openAccount();
    const ids = await proposals(account, 60);
    await test.as(account.tokens.admin).post(`/v1/proposals/${ids[6]}/reject`).send({}).expect(200);
    const { body, headers } = await bulk(account, { action: 'dismiss', ids }).expect(202);
    expect(headers['location']).toBe(`/v1/jobs/${body.id}`);
    expect(body).toMatchObject({ kind: 'bulk_review', total: 60, created_by: account.userIds.reviewer });
    await ended(body.id);
    const reviewer = test.as(account.tokens.reviewer);
    const job = await reviewer.get(`/v1/jobs/${body.id}`).expect(200);
    expect(job.body).toMatchObject({
      status: 'done',
      counts: { processed: 60, succeeded: 59, refused: 1 },
    });
    const faults = await reviewer.get(`/v1/jobs/${body.id}/faults`).expect(200);
    expect(faults.body.items).toEqual([
      { line: 7, detail: expect.stringMatching(new RegExp(`^${ids[6]}: already_decided: `)) },
    ]);
    const left = await reviewer.get('/v1/proposals?status=pending').expect(200);
    expect(left.body.items).toEqual([]);
    const events = await reviewer.get(`/v1/proposals/${ids[0]}/events`).expect(200);
    expect(events.body.items.at(-1)).toMatchObject({ actor_id: account.userIds.reviewer });
  });

  it('refuses what it cannot make sense of', async () => {
    const account = await test.openAccount();
    const ids = [v7()];
    await bulk(account, { action: 'dismiss' }).expect(422);
    await bulk(account, { action: 'dismiss', ids, filter: {} }).expect(422);
    await bulk(account, { action: 'modify', ids }).expect(422);
    await bulk(account, { action: 'dismiss', ids: [] }).expect(422);
    await bulk(account, { action: 'dismiss', ids: ['x'] }).expect(422);
    await bulk(account, { action: 'dismiss', ids: Array.from({ length: 501 }, () => v7()) }).expect(422);
    await bulk(account, { action: 'dismiss', filter: { min_confidence: 2 } }).expect(422);
    await bulk(account, { action: 'approve', ids, accept_regressions: true }).expect(200);
    await bulk(account, { action: 'dismiss', ids }, 'engineer').expect(403);
  });
});

describe('the job of a decision on many', () => {
  let waiting: TestApp;
  let queue: TestQueue;

  beforeAll(async () => {
    waiting = await startTestApp({ ROLE: 'api' });
    queue = await TestQueue.open(waiting);
  });

  afterAll(async () => {
    await queue.close();
    await waiting.close();
  });

  async function start(account: TestAccount, ids: string[]): Promise<string> {
    const reviewer = waiting.as(account.tokens.reviewer);
    const { body } = await reviewer.post('/v1/review/bulk').send({ action: 'dismiss', ids }).expect(202);
    return body.id;
  }

  async function work(account: TestAccount): Promise<void> {
    const [task] = await queue.waiting(account.accountId, 'bulk_review');
    await queue.run(account.accountId, 'bulk_review', task?.payload ?? {});
  }

  function read(account: TestAccount, id: string) {
    return waiting.as(account.tokens.admin).get(`/v1/jobs/${id}`).expect(200);
  }

  it('goes on where it was cut off, and does nothing once it has ended', async () => {
    const account = await waiting.openAccount();
    const ids = Array.from({ length: 51 }, () => v7());
    const id = await start(account, ids);
    const client = new pg.Client({ connectionString: waiting.database.superuserUrl });
    await client.connect();
    await client.query(
      `UPDATE jobs SET counts = counts || '{"processed": 49, "succeeded": 49}' WHERE id = $1`,
      [id],
    );
    await client.end();
    await work(account);
    await work(account);
    const { body } = await read(account, id);
    expect(body).toMatchObject({ status: 'done', counts: { processed: 51, succeeded: 49, refused: 2 } });
    const faults = await waiting.as(account.tokens.admin).get(`/v1/jobs/${id}/faults`).expect(200);
    expect(faults.body.items.map(({ line }: { line: number }) => line)).toEqual([50, 51]);
  });

  it('decides nothing for somebody who may not decide any more', async () => {
    const account = await waiting.openAccount();
    const id = await start(
      account,
      Array.from({ length: 51 }, () => v7()),
    );
    await waiting
      .as(account.tokens.admin)
      .patch(`/v1/users/${account.userIds.reviewer}`)
      .send({ role: 'engineer' })
      .expect(200);
    await work(account);
    const { body } = await read(account, id);
    expect(body).toMatchObject({ status: 'failed', counts: { processed: 0 } });
    expect(body.error).toBe('Who started it may no longer decide');
  });
});
