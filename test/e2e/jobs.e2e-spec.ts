import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JobsService } from '../../src/jobs/jobs.service.js';
import type { NewJob } from '../../src/jobs/job.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

let test: TestApp;
let account: TestAccount;
let viewer: ReturnType<TestApp['as']>;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
});

beforeEach(async () => {
  account = await test.openAccount();
  viewer = test.as(account.tokens.viewer);
});

afterAll(() => test.close());

const within = <T>(work: Parameters<Transactions['run']>[1]): Promise<T> =>
  test.app.get(Transactions).run(systemActor(account.accountId), work) as Promise<T>;

const jobs = (): JobsService => test.app.get(JobsService);

const create = async (job: NewJob): Promise<string> =>
  (await within<{ id: string }>((tx) => jobs().create(tx, job))).id;

const read = async (id: string): Promise<Record<string, unknown>> =>
  (await viewer.get(`/v1/jobs/${id}`).expect(200)).body;

describe('GET /v1/jobs/{id}', () => {
  it('shows a job from its beginning to its end', async () => {
    const id = await create({ kind: 'a_job', counts: { lines: 0 } });
    expect(await read(id)).toEqual({
      id,
      kind: 'a_job',
      status: 'queued',
      total: null,
      counts: { lines: 0 },
      error: null,
      created_by: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      finished_at: null,
    });
    await within((tx) =>
      jobs().progress(tx, id, { status: 'running', total: 9, counts: { lines: 4, bad: 1 } }),
    );
    expect(await read(id)).toMatchObject({ status: 'running', total: 9, counts: { lines: 4, bad: 1 } });
    await within((tx) => jobs().progress(tx, id, { status: 'done', counts: { lines: 5 } }));
    expect(await read(id)).toMatchObject({
      status: 'done',
      total: 9,
      counts: { lines: 9, bad: 1 },
      finished_at: expect.any(String),
    });
  });

  it('says why a job failed', async () => {
    const id = await create({ kind: 'a_job' });
    await within((tx) => jobs().fail(tx, id, 'The sky fell'));
    expect(await read(id)).toMatchObject({
      status: 'failed',
      error: 'The sky fell',
      finished_at: expect.any(String),
    });
  });

  it('loses no count of transactions that report at once', async () => {
    const id = await create({ kind: 'a_job' });
    await Promise.all(
      Array.from({ length: 20 }, () =>
        within((tx) => jobs().progress(tx, id, { counts: { lines: 1, [`n${Math.random()}`]: 1 } })),
      ),
    );
    const { counts } = await read(id);
    expect(counts).toMatchObject({ lines: 20 });
    expect(Object.keys(counts as object)).toHaveLength(21);
  });

  it('moves on from the status that it is told, or not at all', async () => {
    const id = await create({ kind: 'a_job', status: 'receiving' });
    const from = (status: 'receiving' | 'queued') =>
      within((tx) => jobs().progressFrom(tx, id, status, { status: 'queued', counts: { moves: 1 } }));
    expect(await from('receiving')).toBe(true);
    expect(await from('receiving')).toBe(false);
    expect(await read(id)).toMatchObject({ status: 'queued', counts: { moves: 1 } });
  });

  it('refuses what is not there', async () => {
    expect((await viewer.get(`/v1/jobs/${randomUUID()}`).expect(404)).body.code).toBe('not_found');
    expect((await viewer.get('/v1/jobs/last').expect(422)).body.code).toBe('invalid');
    await test.anonymous().get('/v1/jobs/last').expect(401);
    const report = within((tx) => jobs().progress(tx, randomUUID(), {}));
    await expect(report).rejects.toMatchObject({ status: 404 });
    await expect(within((tx) => jobs().fail(tx, randomUUID(), 'x'))).rejects.toMatchObject({ status: 404 });
  });
});

describe('GET /v1/jobs', () => {
  it('lists the newest first, page by page', async () => {
    const all: string[] = [];
    for (let i = 0; i < 5; i++) all.unshift(await create({ kind: 'a_job' }));
    const first = await viewer.get('/v1/jobs').query({ limit: 3 }).expect(200);
    const second = await viewer
      .get('/v1/jobs')
      .query({ limit: 3, cursor: first.body.next_cursor })
      .expect(200);
    const ids = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id);
    expect(ids).toEqual(all);
    expect(second.body.next_cursor).toBeNull();
  });

  it('filters by kind and status', async () => {
    const one = await create({ kind: 'one' });
    const other = await create({ kind: 'other', status: 'running' });
    const ids = async (query: object): Promise<string[]> =>
      (await viewer.get('/v1/jobs').query(query).expect(200)).body.items.map(({ id }: { id: string }) => id);
    expect(await ids({ kind: 'one' })).toEqual([one]);
    expect(await ids({ status: 'running' })).toEqual([other]);
    expect(await ids({ kind: 'one', status: 'running' })).toEqual([]);
  });

  it.each([
    { limit: 'many' },
    { cursor: 'x' },
    { cursor: Buffer.from('["x","y"]').toString('base64url') },
    { status: 'x' },
    { kind: 'x'.repeat(41) },
    { more: 1 },
  ])('refuses %j', async (query) => {
    expect((await viewer.get('/v1/jobs').query(query).expect(422)).body.code).toBe('invalid');
  });

  it('takes a credential', async () => {
    await test.anonymous().get('/v1/jobs').expect(401);
  });
});

describe('GET /v1/jobs/{id}/faults', () => {
  it('pages by line', async () => {
    const id = await create({ kind: 'a_job' });
    const other = await create({ kind: 'a_job' });
    const faults = [3, 1, 2].map((line) => ({ line, detail: `Fault of line ${line}` }));
    await within(async (tx) => {
      await jobs().addFaults(tx, id, faults.slice(0, 2));
      await jobs().addFaults(tx, id, faults.slice(2));
      await jobs().addFaults(tx, id, []);
      await jobs().addFaults(tx, other, [{ line: 1, detail: 'Of another job' }]);
    });
    const path = `/v1/jobs/${id}/faults`;
    const first = await viewer.get(path).query({ limit: 2 }).expect(200);
    expect(first.body.items).toEqual([
      { line: 1, detail: 'Fault of line 1' },
      { line: 2, detail: 'Fault of line 2' },
    ]);
    const second = await viewer.get(path).query({ limit: 2, cursor: first.body.next_cursor }).expect(200);
    expect(second.body).toEqual({ items: [{ line: 3, detail: 'Fault of line 3' }], next_cursor: null });
  });

  it('takes more faults than a statement has parameters', async () => {
    const id = await create({ kind: 'a_job' });
    const faults = Array.from({ length: 70_000 }, (_, i) => ({ line: i + 1, detail: 'x' }));
    await within((tx) => jobs().addFaults(tx, id, faults));
    const cursor = Buffer.from('[69999]').toString('base64url');
    const { body } = await viewer.get(`/v1/jobs/${id}/faults`).query({ cursor }).expect(200);
    expect(body.items).toEqual([{ line: 70_000, detail: 'x' }]);
  });

  it('is empty where all is well', async () => {
    const id = await create({ kind: 'a_job' });
    const { body } = await viewer.get(`/v1/jobs/${id}/faults`).expect(200);
    expect(body).toEqual({ items: [], next_cursor: null });
  });

  it('refuses what is not there', async () => {
    await viewer.get(`/v1/jobs/${randomUUID()}/faults`).expect(404);
    await viewer.get('/v1/jobs/x/faults').expect(422);
    const id = await create({ kind: 'a_job' });
    for (const cursor of ['x', Buffer.from('["x"]').toString('base64url')]) {
      await viewer.get(`/v1/jobs/${id}/faults`).query({ cursor }).expect(422);
    }
    await test.anonymous().get(`/v1/jobs/${id}/faults`).expect(401);
  });
});
