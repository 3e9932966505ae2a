import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { publishMany, rehearse } from '../support/bulk.js';
import { dumpAccount } from '../support/rows.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { waitUntil } from '../support/wait-until.js';

let test: TestApp;
let writer: ProposalWriter;

beforeAll(async () => {
  test = await startTestApp();
  writer = new ProposalWriter(test);
});

afterAll(() => test.close());

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

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

/** After a dry run, as the API wants it. */
async function approve(account: TestAccount, body: object) {
  const answer = await publishMany(test, account.tokens.reviewer, { ...body, action: 'approve' });
  expect(answer.status).toBe(200);
  return answer;
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
  await waitUntil(client, `EXISTS (SELECT FROM jobs WHERE id = '${id}' AND status IN ('done', 'failed'))`);
  await client.end();
}

describe('a decision on many', () => {
  it('tells of each what became of it, and undoes none for another', async () => {
    const account = await test.openAccount();
    const [first = '', decided = '', last = ''] = await proposals(account, 3);
    await test.as(account.tokens.admin).post(`/v1/proposals/${decided}/reject`).send({}).expect(200);
    const nobody = v7();
    const { body } = await approve(account, {
      ids: [first, decided, nobody, last, first.toUpperCase()],
      reviewer_notes: 'All of them',
    });
    expect(body).toMatchObject({
      ...{ action: 'approve', dry_run: false, total: 4, succeeded: 2, refused: 2 },
      ...{ new_flows: 2, new_versions: 0, first_approvals: 0, reverted_left_out: 0 },
      refusals: [
        { code: 'already_decided', count: 1 },
        { code: 'not_found', count: 1 },
      ],
      ...{ token: null, token_expires_at: null },
    });
    expect(body['items']).toEqual([
      expect.objectContaining({
        id: first,
        title: 'Printer offline',
        summary: expect.stringMatching(/^New flow of 7 steps/),
        succeeded: true,
        status: 'approved',
        published_version: 1,
        code: null,
      }),
      expect.objectContaining({ id: decided, succeeded: false, status: null, code: 'already_decided' }),
      expect.objectContaining({
        id: nobody,
        title: null,
        summary: null,
        succeeded: false,
        code: 'not_found',
      }),
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
    const filter = { problem_domain: 'printing' };
    const reopened = await bulk(account, { action: 'reopen', filter }).expect(200);
    expect(reopened.body).toMatchObject({ total: 2, succeeded: 2 });
    expect(await statuses(account, printing)).toEqual(['pending', 'pending']);
  });

  it('filters as the list of proposals does', async () => {
    const account = await test.openAccount();
    const linked = await writer.proposal(account, { linkedTicketId: 'T1', linkedTicketKind: 'psa' });
    const other = await writer.proposal(account, { linkedTicketId: 'T1', linkedTicketKind: 'internal' });
    await proposals(account, 2);
    const filter = { linked_ticket_id: 'T1', linked_ticket_kind: 'psa' };
    const { body } = await bulk(account, { action: 'dismiss', filter }).expect(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([linked]);
    expect(await statuses(account, [linked, other])).toEqual(['dismissed', 'pending']);
    await bulk(account, { action: 'dismiss', filter: { linked_ticket_kind: 'mine' } }).expect(422);
    await bulk(account, { action: 'dismiss', filter: { status: ['dismissed'] } }).expect(422);
  });

  it("leaves alone what others hold, and decides on one's own", async () => {
    const account = await test.openAccount();
    const [held = '', own = ''] = await proposals(account, 2);
    await test.as(account.tokens.admin).post(`/v1/proposals/${held}/claim`).send({}).expect(200);
    await test.as(account.tokens.reviewer).post(`/v1/proposals/${own}/claim`).send({}).expect(200);
    const { body } = await approve(account, { ids: [held, own] });
    expect(body['items']).toMatchObject([
      { id: held, succeeded: false, code: 'claimed' },
      { id: own, succeeded: true, code: null },
    ]);
  });

  it('changes nothing in a dry run', async () => {
    const account = await test.openAccount();
    const ids = await proposals(account, 2);
    const withoutToken = async () => ({
      ...(await dumpAccount(test.database.superuserUrl, account.accountId)),
      bulk_rehearsals: [],
    });
    const before = await withoutToken();
    const { body } = await bulk(account, { action: 'approve', ids, dry_run: true }).expect(200);
    expect(body).toMatchObject({ dry_run: true, succeeded: 2, refused: 0, new_flows: 2, new_versions: 0 });
    expect(body.items[0]).toMatchObject({
      id: ids[0],
      status: 'approved',
      published_flow_id: null,
      published_version: 1,
    });
    expect(await withoutToken()).toEqual(before);
  });

  it('decides each once, however many do it at the same time', async () => {
    const account = await test.openAccount();
    const ids = await proposals(account, 10);
    const tokens: string[] = [];
    for (const role of ['reviewer', 'admin', 'reviewer', 'admin'] as const)
      tokens.push(await rehearse(test, account.tokens[role], { action: 'approve', ids }));
    const answers = await Promise.all(
      tokens.map((token, index) =>
        test
          .as(account.tokens[index % 2 === 0 ? 'reviewer' : 'admin'])
          .post('/v1/review/bulk')
          .send({ action: 'approve', ids, token }),
      ),
    );
    const decided = answers.filter(({ status }) => status === 200);
    expect(decided.reduce((sum, { body }) => sum + Number(body.succeeded), 0)).toBe(10);
    // Whoever came later than the first decision finds another selection than was shown.
    for (const { body } of answers.filter(({ status }) => status !== 200))
      expect(body).toMatchObject({ status: 409, code: 'dry_run_lapsed', reason: 'changed' });
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
    const outcomes = `/v1/jobs/${body.id}/outcomes`;
    const first = await reviewer.get(outcomes).query({ limit: 7 }).expect(200);
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 7));
    expect(first.body.items.slice(5)).toEqual([
      {
        id: ids[5],
        title: 'Printer offline',
        summary: expect.any(String),
        succeeded: true,
        status: 'dismissed',
        published_flow_id: null,
        published_version: null,
        code: null,
        detail: null,
      },
      expect.objectContaining({ id: ids[6], succeeded: false, status: null, code: 'already_decided' }),
    ]);
    const cursor: string = first.body.next_cursor;
    const second = await reviewer.get(outcomes).query({ limit: 100, cursor }).expect(200);
    expect(second.body).toMatchObject({ items: { length: 53 }, next_cursor: null });
    const left = await reviewer.get('/v1/proposals?status=pending').expect(200);
    expect(left.body.items).toEqual([]);
    const events = await reviewer.get(`/v1/proposals/${ids[0]}/events`).expect(200);
    expect(events.body.items.at(-1)).toMatchObject({ actor_id: account.userIds.reviewer });
  });

  it('has outcomes for its account, and for jobs of its kind only', async () => {
    const account = await test.openAccount();
    const { body } = await bulk(account, { action: 'dismiss', ids: numbers(51).map(() => v7()) }).expect(202);
    await ended(body.id);
    const path = (id: string) => `/v1/jobs/${id}/outcomes`;
    const foreign = await test.openAccount();
    await test.as(foreign.tokens.admin).get(path(body.id)).expect(404);
    const viewer = test.as(account.tokens.viewer);
    await viewer.get(path(v7())).expect(404);
    const imported = await test
      .as(account.tokens.admin)
      .post('/v1/ai-sessions/import')
      .set('content-type', 'application/x-ndjson')
      .send('{}\n')
      .expect(202);
    await viewer.get(path(imported.body.id)).expect(404);
    for (const cursor of ['x', Buffer.from('["x"]').toString('base64url')])
      await viewer.get(path(body.id)).query({ cursor }).expect(422);
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
    await bulk(account, { action: 'approve', ids, accept_regressions: true, dry_run: true }).expect(200);
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

  async function work(account: TestAccount, lastAttempt = false): Promise<void> {
    const [task] = await queue.waiting(account.accountId, 'bulk_review');
    await queue.run(account.accountId, 'bulk_review', task?.payload ?? {}, { lastAttempt });
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

  it('decides on what a job of an earlier version names, by ids alone', async () => {
    const account = await waiting.openAccount();
    const local = new ProposalWriter(waiting);
    const known = await local.proposal(account);
    const id = await start(account, [known, ...Array.from({ length: 50 }, () => v7())]);
    const [job] = await queue.waiting(account.accountId, 'bulk_review');
    const { selection, ...task } = job?.payload ?? {};
    const ids = (selection as { id: string }[]).map((each) => each.id);
    await queue.run(account.accountId, 'bulk_review', { ...task, ids });
    const { body } = await read(account, id);
    expect(body).toMatchObject({ status: 'done', counts: { processed: 51, succeeded: 1, refused: 50 } });
    const proposal = await waiting.as(account.tokens.viewer).get(`/v1/proposals/${known}`).expect(200);
    expect(proposal.body.status).toBe('dismissed');
  });

  it('decides and counts each once, when two workers have it at the same time', async () => {
    const account = await waiting.openAccount();
    const local = new ProposalWriter(waiting);
    const sourceSessionId = await local.session(account);
    const ids: string[] = [];
    for (let made = 0; made < 60; made++) ids.push(await local.proposal(account, { sourceSessionId }));
    const id = await start(account, ids);
    // One of them finds the other's decision where it wants to decide, and ends; the queue would try it again.
    await Promise.allSettled([work(account), work(account)]);
    await work(account);
    const { body } = await read(account, id);
    expect(body).toMatchObject({ status: 'done', counts: { processed: 60, succeeded: 60, refused: 0 } });
    const events = await queue.query<{ events: number }>(
      `SELECT count(*)::integer AS events FROM proposal_events WHERE account_id = $1 AND event = 'dismissed'`,
      [account.accountId],
    );
    expect(events).toEqual([{ events: 60 }]);
  });

  it('fails once it has failed for the last time, and says so', async () => {
    const account = await waiting.openAccount();
    const id = await start(
      account,
      numbers(51).map(() => v7()),
    );
    // A place that has an outcome already is what a decision there fails at.
    await queue.query(
      `INSERT INTO bulk_outcomes (account_id, job_id, position, proposal_id, status) VALUES ($1, $2, 3, $2, 'dismissed')`,
      [account.accountId, id],
    );
    await expect(work(account)).rejects.toThrow();
    expect((await read(account, id)).body).toMatchObject({ status: 'running', counts: { processed: 2 } });
    await expect(work(account, true)).rejects.toThrow();
    expect((await read(account, id)).body).toMatchObject({
      status: 'failed',
      counts: { processed: 2 },
      error: 'It failed again and again; what was not processed was not decided',
    });
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
