import { once } from 'node:events';
import { type ClientRequest, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { IMPORT_CHUNK, IMPORT_LIMITS, WATCH_IMPORT } from '../../src/ai-sessions/import/import-limits.js';
import { ImportChunksRepository } from '../../src/ai-sessions/import/import-chunks.repository.js';
import { SessionImportService } from '../../src/ai-sessions/import/session-import.service.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { JobQueue } from '../../src/kernel/jobs/job-queue.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { startOther } from '../support/other-process.js';
import { TestQueue } from '../support/queue.js';

const NDJSON = 'application/x-ndjson';
const lines = (...rows: unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;
let engineer: ReturnType<TestApp['as']>;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
});

beforeEach(async () => {
  account = await test.openAccount();
  engineer = test.as(account.tokens.engineer);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(() => queue.stop());

async function upload(body: string | Buffer): Promise<string> {
  const answer = await engineer
    .post('/v1/ai-sessions/import')
    .set('content-type', NDJSON)
    .send(body)
    .expect(202);
  expect(answer.headers['location']).toBe(`/v1/jobs/${answer.body.id}`);
  return answer.body.id;
}

const work = (): Promise<void> => queue.drain(account.accountId, IMPORT_CHUNK);

async function job(id: string): Promise<Record<string, unknown>> {
  return (await engineer.get(`/v1/jobs/${id}`).expect(200)).body;
}

async function faults(id: string): Promise<{ line: number; detail: string }[]> {
  return (await engineer.get(`/v1/jobs/${id}/faults`).query({ limit: 100 }).expect(200)).body.items;
}

/** The account's sessions in the order in which they came in. */
const imported = (): Promise<Record<string, unknown>[]> =>
  queue.query('SELECT * FROM ai_sessions WHERE account_id = $1 ORDER BY created_at, id', [account.accountId]);

const externalIds = async (): Promise<unknown[]> => (await imported()).map((row) => row['external_id']);

const counts = (created: number, existing = 0, invalid = 0, enqueued = 0): object => ({
  lines: created + existing + invalid,
  created,
  existing,
  invalid,
  enqueued,
});

async function chunksLeft(): Promise<number> {
  return (await queue.query('SELECT 1 FROM import_chunks WHERE account_id = $1', [account.accountId])).length;
}

describe('the bounds of an import', () => {
  const count = async (table: 'job_faults' | 'import_chunks', jobId: string): Promise<number> =>
    (await queue.query(`SELECT 1 FROM ${table} WHERE job_id = $1`, [jobId])).length;
  const good = (id: string) => ({ external_id: id, title: id, steps: [] });

  it('lists the first bad lines and counts the others, as long as most are good', async () => {
    const bad = IMPORT_LIMITS.faults + 7;
    const rows = Array.from({ length: bad }, (_, n) => `${JSON.stringify(good(`s${n}`))}\n{\n`);
    const id = await upload(rows.join(''));
    await work();
    expect(await job(id)).toMatchObject({
      status: 'done',
      counts: { lines: 2 * bad, created: bad, invalid: bad, invalid_unlisted: 7 },
    });
    expect(await count('job_faults', id)).toBe(IMPORT_LIMITS.faults);
  });

  it('stops where most lines are bad, says so, and reads none of the rest', async () => {
    const id = await upload(lines(good('first')) + '{\n'.repeat(300_000) + lines(good('last')));
    await work();
    const { status, error, counts } = await job(id);
    expect({ status, error }).toEqual({
      status: 'failed',
      error: expect.stringContaining('More lines are bad'),
    });
    expect(counts).toMatchObject({ created: 1 });
    expect((counts as { lines: number }).lines).toBeLessThan(2 * IMPORT_LIMITS.faults);
    expect(await faults(id)).toHaveLength(100);
    expect(await count('import_chunks', id)).toBe(0);
  });

  it.each([
    ['blank lines', '\n'.repeat(1_000_000), '100,000 blank lines'],
    ['lines', '1\n'.repeat(1_000_001), '1,000,000 lines'],
  ])('are told to a sender of too many %s, of which nothing is imported', async (_, body, most) => {
    const answer = await engineer
      .post('/v1/ai-sessions/import')
      .set('content-type', NDJSON)
      .send(body)
      .expect(413);
    expect(answer.body).toMatchObject({ code: 'upload_too_large', detail: expect.stringContaining(most) });
    expect(await job(answer.body.job_id)).toMatchObject({ status: 'failed', error: answer.body.detail });
    expect(await count('import_chunks', answer.body.job_id)).toBe(0);
  });

  it('keep nothing of a gigabyte of blank lines, and let it go once there are too many', async () => {
    const kept = jest.spyOn(test.app.get(ImportChunksRepository), 'insert');
    const blank = Buffer.alloc(65_536, 0x0a);
    let given = 0;
    const gigabyte = new Readable({
      read() {
        given += blank.length;
        this.push(given > 1_073_741_824 ? null : blank);
      },
    });
    const imports = test.app.get(SessionImportService);
    await expect(imports.importStream(systemActor(account.accountId), gigabyte)).rejects.toMatchObject({
      code: 'upload_too_large',
    });
    expect(kept).not.toHaveBeenCalled();
  });
});

describe('an import', () => {
  it('records sessions in their order, and hands those that have ended to the flywheel', async () => {
    const id = await upload(
      lines(
        {
          external_id: 'a',
          title: 'Printer offline',
          problem_domain: 'printing',
          origin: 'kb_import',
          messages: [{ role: 'user', content: 'It is offline', at: 'noon' }],
          steps: [{ kind: 'action', text: 'Power cycle' }],
          outcome: 'resolved',
          outcome_confirmed: true,
          resolution_summary: 'Power cycle',
          linked_ticket_id: '7',
          linked_ticket_kind: 'psa',
          truth: { ignored: true },
        },
        { external_id: 'b', title: 'Still open' },
        { external_id: 'c', title: 'Gave up', outcome: 'abandoned' },
      ),
    );
    expect(await job(id)).toMatchObject({
      kind: 'session_import',
      status: 'queued',
      total: 3,
      counts: counts(0),
      created_by: account.userIds.engineer,
    });
    await work();
    expect(await job(id)).toMatchObject({
      status: 'done',
      error: null,
      counts: counts(3, 0, 0, 2),
      finished_at: expect.any(String),
    });
    const [a, b, c] = await imported();
    expect(a).toMatchObject({
      external_id: 'a',
      origin: 'kb_import',
      status: 'resolved',
      transcript: [{ role: 'user', content: 'It is offline' }],
      steps: [{ kind: 'action', text: 'Power cycle', result: null }],
      outcome: 'resolved',
      outcome_confirmed: true,
      resolution_summary: 'Power cycle',
      linked_ticket_id: '7',
      linked_ticket_kind: 'psa',
      flywheel_status: 'pending',
      resolved_at: expect.any(Date),
      user_id: account.userIds.engineer,
    });
    expect(b).toMatchObject({
      external_id: 'b',
      status: 'active',
      flywheel_status: 'none',
      resolved_at: null,
    });
    expect(c).toMatchObject({ external_id: 'c', status: 'abandoned', flywheel_status: 'pending' });
    const waiting = await queue.waiting(account.accountId, OBSERVE_SESSION);
    expect(waiting.map(({ payload }) => payload['session_id'])).toEqual([a?.['id'], c?.['id']]);
  });

  it('changes nothing when it comes again', async () => {
    const file = lines(
      { external_id: 'a', title: 'A', outcome: 'resolved' },
      { external_id: 'b', title: 'B', outcome: 'resolved' },
    );
    await upload(file);
    await work();
    const before = await imported();
    const again = await upload(file.replace('"A"', '"Changed"'));
    await work();
    expect(await job(again)).toMatchObject({ status: 'done', counts: counts(0, 2) });
    expect(await imported()).toEqual(before);
    expect(await queue.waiting(account.accountId, OBSERVE_SESSION)).toHaveLength(2);
  });

  it('takes the first of equal external_ids, in a file and between two that come at once', async () => {
    const id = await upload(
      lines({ external_id: 'x', title: 'First' }, { external_id: 'x', title: 'Second' }),
    );
    await work();
    expect(await job(id)).toMatchObject({ counts: counts(1, 1) });
    expect(await imported()).toMatchObject([{ title: 'First' }]);

    const file = (order: string[]): string => lines(...order.map((e) => ({ external_id: e, title: e })));
    const jobs = await Promise.all([upload(file(['p', 'q'])), upload(file(['q', 'p']))]);
    await Promise.all(
      jobs.map((job_id) => queue.run(account.accountId, IMPORT_CHUNK, { job_id, number: 0 })),
    );
    const created = await Promise.all(jobs.map(async (each) => (await job(each))['counts']));
    expect(created).toContainEqual(counts(2));
    expect(created).toContainEqual(counts(0, 2));
  });

  it('lists each bad line with its number and faults, and takes the others', async () => {
    const long = `{"external_id":"long","title":"${'x'.repeat(IMPORT_LIMITS.line)}"}\n`;
    const id = await upload(
      Buffer.concat([
        Buffer.from('\ufeff{"external_id":"bom","title":"Begins with a byte order mark"}\r\n'),
        Buffer.from('\n \t\r\n'),
        Buffer.from('{"external_id":"cut","title":\n'),
        Buffer.from('"text"\nnull\n[]\n'),
        Buffer.from('{"title":"No external_id"}\n'),
        Buffer.from([...Buffer.from('{"external_id":"latin","title":"caf'), 0xe9, ...Buffer.from('"}\n')]),
        Buffer.from('{"external_id":"nul","title":"a\\u0000b"}\n'),
        Buffer.from('{"external_id":"half","title":"a\\ud800b","steps":[{"kind":"ask","text":""}]}\n'),
        Buffer.from(long),
        Buffer.from('{"external_id":"early","title":"T","outcome_confirmed":true}\n'),
        Buffer.from('{"external_id":"team","title":"T","team_id":"0190b8a4-0000-7000-8000-000000000000"}\n'),
        Buffer.from('{"external_id":"last","title":"Has no line feed"}'),
      ]),
    );
    await work();
    expect(await job(id)).toMatchObject({ status: 'done', total: 13, counts: counts(2, 0, 11) });
    expect(await externalIds()).toEqual(['bom', 'last']);
    const found = await faults(id);
    expect(found).toEqual([
      { line: 4, detail: 'is not valid JSON' },
      { line: 5, detail: 'must be an object' },
      { line: 6, detail: 'must be an object' },
      { line: 7, detail: 'must be an object' },
      { line: 8, detail: '/external_id is required' },
      { line: 9, detail: 'is not valid UTF-8' },
      { line: 10, detail: '/title must not contain the character NUL' },
      {
        line: 11,
        detail:
          '/title must not contain half a surrogate pair; /steps/0/kind must be one of question, action, info; ' +
          '/steps/0/text must not be blank',
      },
      { line: 12, detail: 'is longer than 5242880 bytes' },
      { line: 13, detail: '/outcome_confirmed needs an outcome' },
      { line: 14, detail: '/team_id is no team of the account' },
    ]);
    const pages: unknown[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: { items: unknown[]; next_cursor: string | null } } = await engineer
        .get(`/v1/jobs/${id}/faults`)
        .query(cursor === null ? { limit: 4 } : { limit: 4, cursor })
        .expect(200);
      pages.push(...body.items);
      cursor = body.next_cursor;
    } while (cursor !== null);
    expect(pages).toEqual(found);
  });

  it('of nothing is done at once', async () => {
    expect(await job(await upload(''))).toMatchObject({ status: 'done', total: 0, counts: counts(0) });
    const blank = await upload('\n\n \n');
    await work();
    expect(await job(blank)).toMatchObject({ status: 'done', total: 0, counts: counts(0) });
  });

  it('keeps the order across pieces, and shows how far it is', async () => {
    const filler = 'x'.repeat(15_000);
    const rows = Array.from({ length: 200 }, (_, i) => ({
      external_id: `r${i}`,
      title: 'T',
      steps: [{ kind: 'info', text: 'x', result: filler.slice(0, 9_000) }],
      messages: [{ role: 'user', content: filler }],
      outcome: 'resolved',
    }));
    const id = await upload(lines(...rows));
    expect(await chunksLeft()).toBeGreaterThan(2);
    await queue.run(account.accountId, IMPORT_CHUNK, { job_id: id, number: 0 });
    const half = await job(id);
    expect(half).toMatchObject({ status: 'running', total: 200, finished_at: null });
    expect(half['counts']).not.toEqual(counts(200, 0, 0, 200));
    await work();
    expect(await job(id)).toMatchObject({ status: 'done', counts: counts(200, 0, 0, 200) });
    expect(await chunksLeft()).toBe(0);
    expect(await externalIds()).toEqual(rows.map((row) => row.external_id));
    const ids = (await imported()).map((row) => row['id']);
    const waiting = await queue.waiting(account.accountId, OBSERVE_SESSION);
    expect(waiting.map(({ payload }) => payload['session_id'])).toEqual(ids);
  });

  it.each([
    ['its flywheel jobs', () => jest.spyOn(test.app.get(JobQueue), 'enqueueMany')],
    ['its faults', () => jest.spyOn(test.app.get(JobsService), 'addFaults')],
    ['its counts', () => jest.spyOn(test.app.get(JobsService), 'progress')],
  ])('counts each line once when it is killed before %s, and run again', async (_, spy) => {
    const id = await upload(
      lines(
        { external_id: 'a', title: 'A', outcome: 'resolved' },
        { title: 'Bad' },
        { external_id: 'b', title: 'B' },
      ),
    );
    spy().mockRejectedValueOnce(new Error('killed'));
    const run = () => queue.run(account.accountId, IMPORT_CHUNK, { job_id: id, number: 0 });
    await expect(run()).rejects.toThrow('killed');
    expect(await imported()).toEqual([]);
    expect(await job(id)).toMatchObject({ status: 'queued', counts: counts(0) });
    await run();
    await run();
    expect(await job(id)).toMatchObject({ status: 'done', counts: counts(2, 0, 1, 1) });
    expect(await externalIds()).toEqual(['a', 'b']);
    expect(await queue.waiting(account.accountId, OBSERVE_SESSION)).toHaveLength(1);
    expect(await faults(id)).toHaveLength(1);
  });

  it('fails when the last attempt at a piece fails, and goes on when it is sent again', async () => {
    const file = lines({ external_id: 'a', title: 'A' });
    const id = await upload(file);
    jest.spyOn(test.app.get(JobsService), 'progress').mockRejectedValueOnce(new Error('broken'));
    await expect(
      queue.run(account.accountId, IMPORT_CHUNK, { job_id: id, number: 0 }, { lastAttempt: true }),
    ).rejects.toThrow('broken');
    expect(await job(id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('internal error'),
    });
    expect(await chunksLeft()).toBe(0);
    await work();
    expect(await imported()).toEqual([]);
    await upload(file);
    await work();
    expect(await externalIds()).toEqual(['a']);
  });

  it('refuses other bodies, and viewers', async () => {
    const post = () => engineer.post('/v1/ai-sessions/import');
    const refused = [
      post().send({ external_id: 'a', title: 'A' }),
      post().set('content-type', 'application/x-www-form-urlencoded').send('{"external_id":"a"}'),
      post().set('content-type', 'text/csv').send('a,b'),
      post().set('content-type', NDJSON).set('content-encoding', 'gzip').send(lines({})),
      post(),
    ];
    for (const { status, body } of await Promise.all(refused)) {
      expect({ status, code: body.code }).toEqual({ status: 415, code: 'unsupported_media_type' });
    }
    await test
      .as(account.tokens.viewer)
      .post('/v1/ai-sessions/import')
      .set('content-type', NDJSON)
      .send(lines({ external_id: 'a', title: 'A' }))
      .expect(403);
    await test.anonymous().post('/v1/ai-sessions/import').set('content-type', NDJSON).send('{}').expect(401);
    const { body } = await engineer.get('/v1/jobs').expect(200);
    expect(body.items).toEqual([]);
  });
});

describe('an upload that breaks off', () => {
  let server: Server;

  beforeEach(async () => {
    server = test.app.getHttpServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    server.close();
    await once(server, 'close');
  });

  /** An upload by HTTP whose first piece is here, and its job. */
  async function begin(): Promise<{ outgoing: ClientRequest; jobId: string }> {
    const { port } = server.address() as AddressInfo;
    const outgoing = request({
      port,
      method: 'POST',
      path: '/v1/ai-sessions/import',
      headers: { 'content-type': NDJSON, authorization: `Bearer ${account.tokens.engineer}` },
    });
    outgoing.on('error', () => undefined);
    outgoing.write(lines({ external_id: 'a', title: 'A', filler: 'x'.repeat(IMPORT_LIMITS.chunk) }));
    while ((await chunksLeft()) === 0);
    const [receiving] = (await engineer.get('/v1/jobs').expect(200)).body.items;
    expect(receiving).toMatchObject({ status: 'receiving', total: null });
    return { outgoing, jobId: receiving.id };
  }

  it('imports nothing, and its job says why', async () => {
    const { outgoing, jobId } = await begin();
    outgoing.destroy();
    let broken = await job(jobId);
    while (broken['status'] === 'receiving') broken = await job(jobId);
    expect(broken).toMatchObject({
      status: 'failed',
      error: 'The upload broke off; nothing of it is imported',
      counts: counts(0),
    });
    expect(await chunksLeft()).toBe(0);
    expect(await queue.waiting(account.accountId, IMPORT_CHUNK)).toEqual([]);
    expect(await imported()).toEqual([]);
  });

  it('because the server ends is told so, and whoever comes then is refused', async () => {
    const { outgoing, jobId } = await begin();
    const answered = once(outgoing, 'response');
    await test.app.get(SessionImportService).endUploads(0);
    const [response] = await answered;
    expect(response.headers['content-type']).toMatch('application/problem+json');
    expect(JSON.parse(await text(response))).toMatchObject({
      status: 503,
      code: 'server_ending',
      job_id: jobId,
    });
    outgoing.destroy();
    expect(await job(jobId)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('The server ends'),
    });
    expect(await chunksLeft()).toBe(0);

    const app = await startOther(test.database, { ROLE: 'api' });
    try {
      const ending = app.get(SessionImportService);
      await ending.beforeApplicationShutdown();
      const late = ending.importStream(systemActor(account.accountId), Readable.from(['{}']));
      await expect(late).rejects.toMatchObject({ status: 503, code: 'server_ending', extra: {} });
    } finally {
      await app.close();
    }
  });

  it('does not hold up the end of the program', async () => {
    const endless = new Readable({ read: () => undefined });
    endless.push(lines({ external_id: 'a', title: 'A', filler: 'x'.repeat(IMPORT_LIMITS.chunk) }));
    const uploads = test.app.get(SessionImportService);
    const upload = uploads.importStream(systemActor(account.accountId), endless);
    const outcome = expect(upload).rejects.toMatchObject({ status: 503, code: 'server_ending' });
    while ((await chunksLeft()) === 0);
    await uploads.endUploads(0);
    const [ended] = (await engineer.get('/v1/jobs').expect(200)).body.items;
    expect(ended).toMatchObject({ status: 'failed', error: expect.stringContaining('The server ends') });
    expect(await chunksLeft()).toBe(0);
    await outcome;
  });

  it('is cleared away when its process was killed', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    async function* stalls(): AsyncGenerator<string> {
      yield lines({ external_id: 'a', title: 'A', filler: 'x'.repeat(IMPORT_LIMITS.chunk) });
      await held;
    }
    const receiving = test.app
      .get(SessionImportService)
      .importStream(systemActor(account.accountId), Readable.from(stalls(), { objectMode: false }));
    const outcome = expect(receiving).rejects.toMatchObject({ status: 400, code: 'upload_given_up' });
    while ((await chunksLeft()) === 0);
    const [watch] = await queue.waiting(account.accountId, WATCH_IMPORT);
    const id = String(watch?.payload['job_id']);
    expect(watch?.run_at.getTime()).toBeGreaterThan(Date.now());
    const look = () => queue.run(account.accountId, WATCH_IMPORT, { job_id: id });

    await look();
    expect(await job(id)).toMatchObject({ status: 'receiving' });
    expect(await queue.waiting(account.accountId, WATCH_IMPORT)).toHaveLength(2);

    await queue.query(`UPDATE jobs SET updated_at = now() - interval '1 hour' WHERE id = $1`, [id]);
    await look();
    expect(await job(id)).toMatchObject({ status: 'failed', error: expect.stringContaining('broke off') });
    expect(await chunksLeft()).toBe(0);

    // The process was only slow: it may not go on with what was given up.
    release();
    await outcome;
    expect(await chunksLeft()).toBe(0);
    expect(await queue.waiting(account.accountId, IMPORT_CHUNK)).toEqual([]);
    await look();
    expect(await job(id)).toMatchObject({ status: 'failed' });
  });

  it('leaves nothing to do where its account was deleted', async () => {
    const job_id = await upload(lines({ external_id: 'a', title: 'A' }));
    await queue.query('DELETE FROM accounts WHERE id = $1', [account.accountId]);
    await queue.run(account.accountId, WATCH_IMPORT, { job_id });
    await queue.run(account.accountId, IMPORT_CHUNK, { job_id, number: 0 });
  });
});

it('takes fifty thousand lines without holding them', async () => {
  const ROWS = 50_000;
  const DIFFERENT = 5_000;
  const filler = 'x'.repeat(1_000);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  let peak = 0;
  function* rows(): Generator<string> {
    for (let i = 0; i < ROWS; i++) {
      if (i % 5_000 === 0) peak = Math.max(peak, used());
      yield `{"external_id":"n${i % DIFFERENT}","title":"T","filler":"${filler}"}\n`;
    }
    peak = Math.max(peak, used());
  }
  const before = used();
  const { jobId } = await test.app
    .get(SessionImportService)
    .importStream(systemActor(account.accountId), Readable.from(rows(), { objectMode: false }));
  // The upload has 52 MB, of which one piece and one line are kept.
  expect(peak - before).toBeLessThan(20_000_000);
  await work();
  expect(await job(jobId)).toMatchObject({
    status: 'done',
    total: ROWS,
    counts: counts(DIFFERENT, ROWS - DIFFERENT),
  });
});
