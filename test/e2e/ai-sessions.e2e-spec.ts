import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIRM_OUTCOME, OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { SESSION_LIMITS } from '../../src/ai-sessions/session-limits.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';

const SESSION = {
  external_id: 'halo-1',
  title: 'Printer in accounts is offline',
  problem_domain: 'printing',
  origin: 'l1_realtime',
  messages: [
    { role: 'user', content: 'It is offline for everybody.' },
    { role: 'assistant', content: 'Does it answer a ping?' },
  ],
  steps: [
    { kind: 'question', text: 'Does it answer a ping?', result: 'no' },
    { kind: 'action', text: 'Switch it off and on', result: null },
  ],
  linked_ticket_id: '48213',
  linked_ticket_kind: 'psa',
};

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;
let engineer: ReturnType<TestApp['as']>;
let viewer: ReturnType<TestApp['as']>;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
});

beforeEach(async () => {
  account = await test.openAccount();
  engineer = test.as(account.tokens.engineer);
  viewer = test.as(account.tokens.viewer);
});

afterAll(() => queue.stop());

async function record(session: object = { title: 'A session' }): Promise<string> {
  const { body } = await engineer.post('/v1/ai-sessions').send(session).expect(201);
  return body.id;
}

async function recordEnded(outcome = 'resolved'): Promise<string> {
  const id = await record();
  await engineer.post(`/v1/ai-sessions/${id}/resolve`).send({ outcome }).expect(200);
  return id;
}

const pointers = (body: { errors: { pointer: string }[] }): string[] => body.errors.map((e) => e.pointer);

describe('POST /v1/ai-sessions', () => {
  it('records a session of the user', async () => {
    const { body } = await engineer.post('/v1/ai-sessions').send(SESSION).expect(201);
    expect(body).toEqual({
      ...SESSION,
      id: expect.any(String),
      steps_source: 'given',
      team_id: null,
      user_id: account.userIds.engineer,
      status: 'active',
      message_count: 2,
      step_count: 2,
      outcome: null,
      outcome_confirmed: false,
      resolution_summary: null,
      flywheel: { status: 'none', proposal_id: null, decision: null, reason: null },
      created_at: expect.any(String),
      updated_at: expect.any(String),
      resolved_at: null,
    });
    const read = await viewer.get(`/v1/ai-sessions/${body.id}`).expect(200);
    expect(read.body).toEqual(body);
    expect(await queue.waiting(account.accountId, OBSERVE_SESSION)).toEqual([]);
  });

  it('takes a title alone', async () => {
    const { body } = await engineer.post('/v1/ai-sessions').send({ title: 'VPN drops' }).expect(201);
    expect(body).toMatchObject({ external_id: null, origin: 'ai_assist', messages: [], steps: [] });
  });

  it('belongs to the team of the user, to another, or to none', async () => {
    const admin = test.as(account.tokens.admin);
    const own = (await admin.post('/v1/teams').send({ name: 'Own' }).expect(201)).body.id;
    const another = (await admin.post('/v1/teams').send({ name: 'Another' }).expect(201)).body.id;
    await admin.patch(`/v1/users/${account.userIds.engineer}`).send({ team_id: own }).expect(200);
    const teams = [{}, { team_id: another }, { team_id: null }].map(async (team) => {
      const { body } = await engineer
        .post('/v1/ai-sessions')
        .send({ title: 'T', ...team })
        .expect(201);
      return body.team_id;
    });
    expect(await Promise.all(teams)).toEqual([own, another, null]);
  });

  it('refuses an external_id that is there, and says whose it is', async () => {
    const id = await record(SESSION);
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({ external_id: SESSION.external_id, title: 'Another' })
      .expect(409);
    expect(body).toMatchObject({ code: 'external_id_taken', session_id: id });
    const neighbour = await test.openAccount();
    await test.as(neighbour.tokens.engineer).post('/v1/ai-sessions').send(SESSION).expect(201);
  });

  it('records one of twenty with the same external_id that come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        engineer.post('/v1/ai-sessions').send({ external_id: 'race', title: `Runner ${i}` }),
      ),
    );
    const [first, ...others] = answers.filter(({ status }) => status === 201);
    expect(others).toEqual([]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(19);
    expect(new Set(refused.map(({ body }) => body.session_id))).toEqual(new Set([first?.body.id]));
  });

  it('names every fault', async () => {
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({
        external_id: ' ',
        problem_domain: 'x'.repeat(101),
        team_id: 'mine',
        origin: 'dream',
        messages: [{ role: 'system', content: 1 }],
        steps: [{ kind: 'question', text: ' ', result: 3 }, 'step'],
        linked_ticket_kind: 'psa',
        outcome: 'resolved',
      })
      .expect(422);
    expect(body.code).toBe('invalid');
    expect(pointers(body).sort()).toEqual(
      [
        '/external_id',
        '/linked_ticket_kind',
        '/messages/0/content',
        '/messages/0/role',
        '/origin',
        '/outcome',
        '/problem_domain',
        '/steps/0/result',
        '/steps/0/text',
        '/steps/1',
        '/team_id',
        '/title',
      ].sort(),
    );
  });

  it.each([
    ['a list', []],
    ['too many steps', { title: 'T', steps: Array(501).fill({ kind: 'info', text: 'x' }) }],
    ['a message that is too long', { title: 'T', messages: [{ role: 'user', content: 'x'.repeat(20_001) }] }],
    ['a team of nobody', { title: 'T', team_id: randomUUID() }],
  ])('refuses %s', async (_, body) => {
    await engineer.post('/v1/ai-sessions').send(body).expect(422);
  });

  it('counts characters, not their halves', async () => {
    await engineer
      .post('/v1/ai-sessions')
      .send({ title: '\u{1f5a8}'.repeat(SESSION_LIMITS.title) })
      .expect(201);
    await engineer
      .post('/v1/ai-sessions')
      .send({ title: '\u{1f5a8}'.repeat(SESSION_LIMITS.title + 1) })
      .expect(422);
  });

  it('refuses what is no JSON, NDJSON, and too much', async () => {
    const post = (type: string) => engineer.post('/v1/ai-sessions').set('content-type', type);
    expect((await post('application/json').send('{"title":').expect(400)).body.code).toBe('malformed');
    expect((await post('application/x-ndjson').send('{"title":"T"}').expect(415)).body.code).toBe(
      'unsupported_media_type',
    );
    await post('text/css').send('a {}').expect(415);
    await engineer
      .post('/v1/ai-sessions')
      .send({ title: 'x'.repeat(2_200_000) })
      .expect(413);
  });

  it('is for engineers', async () => {
    await viewer.post('/v1/ai-sessions').send(SESSION).expect(403);
    await test.anonymous().post('/v1/ai-sessions').send(SESSION).expect(401);
  });
});

describe('GET /v1/ai-sessions', () => {
  const titles = async (query: Record<string, string>): Promise<string[]> => {
    const { body } = await viewer.get('/v1/ai-sessions').query(query).expect(200);
    return body.items.map((item: { title: string }) => item.title);
  };

  it('lists the newest first, page by page, without transcripts and steps', async () => {
    const all: string[] = [];
    for (let i = 0; i < 7; i++) all.unshift(await record({ ...SESSION, external_id: `n${i}` }));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { body: { items: Record<string, unknown>[]; next_cursor: string | null } } = await viewer
        .get('/v1/ai-sessions')
        .query(cursor ? { limit: 3, cursor } : { limit: 3 })
        .expect(200);
      for (const item of page.body.items) {
        expect(item).not.toHaveProperty('messages');
        expect(item).not.toHaveProperty('steps');
        expect(item).toMatchObject({ message_count: 2, step_count: 2 });
      }
      seen.push(...page.body.items.map(({ id }) => String(id)));
      cursor = page.body.next_cursor;
    }
    expect(seen).toEqual(all);
  });

  it('filters', async () => {
    const admin = test.as(account.tokens.admin);
    const team = (await admin.post('/v1/teams').send({ name: 'Team' }).expect(201)).body.id;
    await record({ title: 'printer 100% dead', problem_domain: 'printing', origin: 'manual' });
    await record({ title: 'vpn', linked_ticket_id: '7', linked_ticket_kind: 'psa', team_id: team });
    await admin.post('/v1/ai-sessions').send({ title: 'of the admin' }).expect(201);
    const ended = await record({ title: 'ended' });
    await engineer
      .post(`/v1/ai-sessions/${ended}/resolve`)
      .send({ outcome: 'escalated', resolution_summary: 'Sent to the Vendor' })
      .expect(200);

    expect(await titles({ status: 'escalated' })).toEqual(['ended']);
    expect(await titles({ origin: 'manual' })).toEqual(['printer 100% dead']);
    expect(await titles({ problem_domain: 'printing' })).toEqual(['printer 100% dead']);
    expect(await titles({ team_id: team })).toEqual(['vpn']);
    expect(await titles({ user_id: account.userIds.admin })).toEqual(['of the admin']);
    expect(await titles({ linked_ticket_id: '7', linked_ticket_kind: 'psa' })).toEqual(['vpn']);
    expect(await titles({ linked_ticket_id: '7', linked_ticket_kind: 'internal' })).toEqual([]);
    expect(await titles({ flywheel_status: 'pending' })).toEqual(['ended']);
    expect(await titles({ q: '100%' })).toEqual(['printer 100% dead']);
    expect(await titles({ q: 'vendor' })).toEqual(['ended']);
    expect(await titles({ q: '_pn' })).toEqual([]);
    expect(await titles({ q: 'DEAD prin' })).toEqual(['printer 100% dead']);
    expect(await titles({ q: 'dead vendor' })).toEqual([]);
    const moment = (await viewer.get(`/v1/ai-sessions/${ended}`)).body.created_at;
    expect(await titles({ created_from: moment })).toEqual(['ended']);
    expect((await titles({ created_to: moment })).length).toBe(3);
    expect(await titles({ status: 'active', user_id: account.userIds.engineer })).toEqual([
      'vpn',
      'printer 100% dead',
    ]);
  });

  it.each([
    { limit: '0' },
    { limit: '101' },
    { cursor: 'nonsense' },
    { cursor: Buffer.from('["yesterday","x"]').toString('base64url') },
    { status: 'done' },
    { origin: 'x' },
    { team_id: 'x' },
    { user_id: 'x' },
    { linked_ticket_kind: 'x' },
    { flywheel_status: 'x' },
    { created_from: 'yesterday' },
    { created_to: '2026-02-01' },
    { unknown: 'x' },
  ])('refuses %j', async (query) => {
    const { body } = await viewer.get('/v1/ai-sessions').query(query).expect(422);
    expect(body.code).toBe('invalid');
  });

  it('takes a credential', async () => {
    await test.anonymous().get('/v1/ai-sessions').expect(401);
  });
});

describe('GET /v1/ai-sessions/{id}', () => {
  it('refuses what is not there', async () => {
    expect((await viewer.get(`/v1/ai-sessions/${randomUUID()}`).expect(404)).body.code).toBe('not_found');
    await viewer.get('/v1/ai-sessions/first').expect(422);
    await test
      .anonymous()
      .get(`/v1/ai-sessions/${await record()}`)
      .expect(401);
  });

  it('shows what the flywheel concluded', async () => {
    const id = await recordEnded();
    await queue.query(
      `INSERT INTO session_observations (account_id, session_id, decision, reason)
       VALUES ($1, $2, 'none', 'Too thin')`,
      [account.accountId, id],
    );
    await queue.query(
      `UPDATE ai_sessions SET flywheel_status = 'done', flywheel_reason = 'Too thin' WHERE id = $1`,
      [id],
    );
    const { body } = await viewer.get(`/v1/ai-sessions/${id}`).expect(200);
    expect(body.flywheel).toEqual({
      status: 'done',
      proposal_id: null,
      decision: 'none',
      reason: 'Too thin',
    });
  });
});

describe('PATCH /v1/ai-sessions/{id}', () => {
  it('changes what is given, clears what is null, keeps the rest', async () => {
    const id = await record(SESSION);
    const patch = async (changes: object) =>
      (await engineer.patch(`/v1/ai-sessions/${id}`).send(changes).expect(200)).body;
    expect(await patch({ title: 'New title', problem_domain: null })).toMatchObject({
      title: 'New title',
      problem_domain: null,
      linked_ticket_id: '48213',
      messages: SESSION.messages,
    });
    expect(await patch({ linked_ticket_kind: null })).toMatchObject({
      linked_ticket_id: '48213',
      linked_ticket_kind: null,
    });
    expect(await patch({ linked_ticket_kind: 'internal' })).toMatchObject({ linked_ticket_kind: 'internal' });
    expect(await patch({ linked_ticket_id: null })).toMatchObject({
      linked_ticket_id: null,
      linked_ticket_kind: null,
    });
    const before = await patch({});
    expect(before).toMatchObject({ title: 'New title' });
  });

  it.each([
    { title: null },
    { title: ' ' },
    { title: 'x'.repeat(256) },
    { problem_domain: '' },
    { team_id: 'x' },
    { team_id: randomUUID() },
    { linked_ticket_kind: 'x' },
    { linked_ticket_kind: 'psa' },
    { linked_ticket_id: null, linked_ticket_kind: 'psa' },
    { status: 'resolved' },
    { steps: [] },
  ])('refuses %j', async (changes) => {
    const id = await record();
    const { body } = await engineer.patch(`/v1/ai-sessions/${id}`).send(changes).expect(422);
    expect(body.code).toBe('invalid');
    expect(new Set(pointers(body)).size).toBe(1);
  });

  it('refuses a session that has ended, one that is not there, and viewers', async () => {
    const id = await recordEnded('abandoned');
    const { body } = await engineer.patch(`/v1/ai-sessions/${id}`).send({ title: 'Late' }).expect(409);
    expect(body).toMatchObject({ code: 'session_ended', status: 409, outcome: 'abandoned' });
    expect(Date.parse(body.resolved_at)).not.toBeNaN();
    await engineer.patch(`/v1/ai-sessions/${randomUUID()}`).send({ title: 'T' }).expect(404);
    await viewer.patch(`/v1/ai-sessions/${id}`).send({ title: 'T' }).expect(403);
  });
});

describe.each([
  {
    part: 'messages' as const,
    limit: SESSION_LIMITS.messages,
    item: (i: number) => ({ role: 'user', content: `Message ${i}` }),
  },
  {
    part: 'steps' as const,
    limit: SESSION_LIMITS.steps,
    item: (i: number) => ({ kind: 'action', text: `Step ${i}`, result: null }),
  },
])('POST /v1/ai-sessions/{id}/$part', ({ part, limit, item }) => {
  const path = (id: string): string => `/v1/ai-sessions/${id}/${part}`;

  it('appends in order', async () => {
    const id = await record(SESSION);
    const { body } = await engineer
      .post(path(id))
      .send({ [part]: [item(1), item(2)] })
      .expect(201);
    expect(body).toMatchObject({ id, [part === 'steps' ? 'step_count' : 'message_count']: 4 });
    const read = await viewer.get(`/v1/ai-sessions/${id}`).expect(200);
    expect(read.body[part]).toEqual([...SESSION[part], item(1), item(2)]);
  });

  it('loses nothing of what comes at once', async () => {
    const id = await record();
    const appends = Array.from({ length: 12 }, (_, i) => engineer.post(path(id)).send({ [part]: [item(i)] }));
    for (const { status } of await Promise.all(appends)) expect(status).toBe(201);
    const { body } = await viewer.get(`/v1/ai-sessions/${id}`).expect(200);
    expect(new Set(body[part].map((each: object) => JSON.stringify(each)))).toEqual(
      new Set(Array.from({ length: 12 }, (_, i) => JSON.stringify(item(i)))),
    );
  });

  it('holds the limit on all together, also when they come at once', async () => {
    const id = await record({ title: 'T', [part]: Array.from({ length: limit - 1 }, (_, i) => item(i)) });
    const answers = await Promise.all(
      [1, 2, 3].map((i) => engineer.post(path(id)).send({ [part]: [item(i)] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(pointers(refused?.body)).toEqual([`/${part}`]);
  });

  it.each([
    [{}],
    [{ [part]: [] }],
    [{ [part]: [{}] }],
    [{ [part]: item(1) }],
    [{ [part]: [item(1)], more: 1 }],
  ])('refuses %j', async (body) => {
    const id = await record();
    await engineer.post(path(id)).send(body).expect(422);
  });

  it('refuses a session that has ended, one that is not there, and viewers', async () => {
    const id = await recordEnded();
    const body = { [part]: [item(1)] };
    expect((await engineer.post(path(id)).send(body).expect(409)).body.code).toBe('session_ended');
    await engineer.post(path(randomUUID())).send(body).expect(404);
    await engineer.post(path('x')).send(body).expect(422);
    await viewer.post(path(id)).send(body).expect(403);
  });
});

it('holds the limit on the length of a whole transcript', async () => {
  const message = { role: 'user', content: 'x'.repeat(SESSION_LIMITS.content) };
  const id = await record({ title: 'T', messages: Array(100).fill(message) });
  const path = `/v1/ai-sessions/${id}/messages`;
  const append = (count: number) => engineer.post(path).send({ messages: Array(count).fill(message) });
  await append(99).expect(201);
  const { body } = await append(2).expect(422);
  expect(body.errors[0].detail).toContain(`${SESSION_LIMITS.transcript} characters`);
  await append(1).expect(201);
});

describe('POST /v1/ai-sessions/{id}/resolve', () => {
  it('ends the session and hands it to the flywheel', async () => {
    const id = await record(SESSION);
    const { body } = await engineer
      .post(`/v1/ai-sessions/${id}/resolve`)
      .send({ outcome: 'resolved', outcome_confirmed: true, resolution_summary: 'Power cycle' })
      .expect(200);
    expect(body).toMatchObject({
      status: 'resolved',
      outcome: 'resolved',
      outcome_confirmed: true,
      resolution_summary: 'Power cycle',
      flywheel: { status: 'pending', proposal_id: null, decision: null, reason: null },
    });
    expect(body.resolved_at).toEqual(expect.any(String));
    const waiting = await queue.waiting(account.accountId, OBSERVE_SESSION);
    expect(waiting.map(({ payload }) => payload)).toEqual([{ session_id: id }]);
  });

  it.each(['escalated', 'abandoned', 'unknown'])('ends it as %s', async (outcome) => {
    const id = await recordEnded(outcome);
    const { body } = await viewer.get(`/v1/ai-sessions/${id}`).expect(200);
    expect(body).toMatchObject({ status: outcome, outcome, outcome_confirmed: false });
  });

  it('ends it once, whoever comes', async () => {
    const id = await record();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        engineer.post(`/v1/ai-sessions/${id}/resolve`).send({ outcome: 'resolved' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(9);
    for (const { body } of refused)
      expect(body).toMatchObject({ code: 'session_ended', outcome: 'resolved' });
    expect(await queue.waiting(account.accountId, OBSERVE_SESSION)).toHaveLength(1);
  });

  it('refuses bad endings, what is not there, and viewers', async () => {
    const id = await record();
    const path = `/v1/ai-sessions/${id}/resolve`;
    for (const body of [
      {},
      { outcome: 'active' },
      { outcome: 'resolved', outcome_confirmed: 'yes' },
      { outcome: 'resolved', resolution_summary: 'x'.repeat(SESSION_LIMITS.resolutionSummary + 1) },
      { outcome: 'resolved', more: 1 },
    ]) {
      expect((await engineer.post(path).send(body).expect(422)).body.code).toBe('invalid');
    }
    await engineer.post(`/v1/ai-sessions/${randomUUID()}/resolve`).send({ outcome: 'resolved' }).expect(404);
    await viewer.post(path).send({ outcome: 'resolved' }).expect(403);
    expect(await queue.waiting(account.accountId, OBSERVE_SESSION)).toEqual([]);
  });
});

describe('POST /v1/ai-sessions/{id}/confirm', () => {
  it('confirms and takes back, and says so to the flywheel once each', async () => {
    const id = await recordEnded();
    const confirm = async (confirmed: boolean) =>
      (
        await engineer
          .post(`/v1/ai-sessions/${id}/confirm`)
          .send({ outcome_confirmed: confirmed })
          .expect(200)
      ).body.outcome_confirmed;
    expect(await confirm(false)).toBe(false);
    expect(await confirm(true)).toBe(true);
    expect(await confirm(true)).toBe(true);
    const waiting = await queue.waiting(account.accountId, CONFIRM_OUTCOME);
    expect(waiting.map(({ payload }) => payload)).toEqual([{ session_id: id }]);
    expect(await confirm(false)).toBe(false);
    expect(await queue.waiting(account.accountId, CONFIRM_OUTCOME)).toHaveLength(2);
  });

  it('refuses a session that goes on, one that is not there, nonsense, and viewers', async () => {
    const id = await record();
    const path = `/v1/ai-sessions/${id}/confirm`;
    const { body } = await engineer.post(path).send({ outcome_confirmed: true }).expect(409);
    expect(body.code).toBe('session_active');
    await engineer.post(path).send({}).expect(422);
    await engineer
      .post(`/v1/ai-sessions/${randomUUID()}/confirm`)
      .send({ outcome_confirmed: true })
      .expect(404);
    await viewer.post(path).send({ outcome_confirmed: true }).expect(403);
  });
});
