import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { v7 } from 'uuid';
import { AccountChores } from '../../src/kernel/jobs/account-chores.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { EventClient, type ClientOptions, type ServerEvent } from '../support/event-client.js';
import { startOther } from '../support/other-process.js';
import { ProposalWriter } from '../support/proposals.js';
import { waitUntil } from '../support/wait-until.js';

let test: TestApp;
let url: string;
let database: pg.Client;
let writer: ProposalWriter;
let account: TestAccount;
const clients: EventClient[] = [];
const others: NestFastifyApplication[] = [];

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api', EVENT_HEARTBEAT_SECONDS: '1', EVENT_STREAMS: '3' });
  await test.app.listen(0, '127.0.0.1');
  url = await test.app.getUrl();
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
  writer = new ProposalWriter(test);
});

beforeEach(async () => {
  account = await test.openAccount();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.drop();
  await Promise.all(others.splice(0).map((other) => other.close()));
});

afterAll(async () => {
  await database.end();
  await test.close();
});

async function listen(options: ClientOptions = {}, token = account.tokens.viewer, at = url) {
  const client = await EventClient.open(at, token, options);
  clients.push(client);
  return client;
}

const post = (path: string, body: object = {}, token = account.tokens.reviewer) =>
  test.as(token).post(`/v1/${path}`).send(body).expect(200);

async function another(env: Parameters<typeof startOther>[1] = {}): Promise<NestFastifyApplication> {
  const other = await startOther(test.database, env);
  others.push(other);
  return other;
}

const typesOf = (events: ServerEvent[]): string[] => events.map(({ event }) => event);

/** Writes one line of the audit trail, and with it an event, in a transaction that ends when `until` does. */
async function tell(name: string, until?: Promise<void>, told?: () => void): Promise<void> {
  await writer.inAccount(account, async (tx) => {
    await tx.query(
      `INSERT INTO proposal_events (account_id, proposal_id, event, from_status, to_status, actor_name)
       VALUES ($1, $2, $3, 'pending', 'pending', 'Somebody')`,
      [account.accountId, v7(), name],
    );
    told?.();
    await until;
  });
}

const namesOf = (events: ServerEvent[]): unknown[] => events.map(({ data }) => data.data?.['event']);

describe('an event stream', () => {
  it('tells what happens to proposals and flows, with what it is about', async () => {
    const client = await listen();
    const { headers } = client.response;
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-request-id': expect.any(String),
    });
    const id = await writer.proposal(account);
    await post(`proposals/${id}/claim`);
    await post(`proposals/${id}/release`);
    await post(`proposals/${id}/claim`);
    const { body } = await post(`proposals/${id}/approve`);
    const events = await client.take(6);
    expect(typesOf(events).slice(0, 4)).toEqual([
      'proposal.created',
      'proposal.claimed',
      'proposal.released',
      'proposal.claimed',
    ]);
    expect(typesOf(events).slice(4).sort()).toEqual(['flow.published', 'proposal.decided']);
    const of = (type: string) => events.find(({ event }) => event === type)?.data;
    expect(of('proposal.created')).toMatchObject({
      type: 'proposal.created',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { proposal_id: id, to_status: 'pending', proposal_type: 'new_flow' },
    });
    expect(of('proposal.claimed')?.data).toMatchObject({
      proposal_id: id,
      claimed_by: account.userIds.reviewer,
      claim_expires_at: expect.any(String),
    });
    const flow = { flow_id: body.published_flow_id, version: 1 };
    expect(of('proposal.decided')?.data).toMatchObject({
      ...flow,
      event: 'approved',
      from_status: 'pending',
      to_status: 'approved',
      actor_id: account.userIds.reviewer,
    });
    expect(of('flow.published')?.data).toMatchObject({ ...flow, proposal_id: id });
    const ids = events.map((event) => Number(event.id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('tells of growth, of edits, of archived and restored flows, and of every line of the audit trail', async () => {
    const client = await listen();
    const id = await writer.proposal(account);
    await writer.grow(account, id, { sessionId: await writer.session(account) });
    await test.as(account.tokens.engineer).patch(`/v1/proposals/${id}`).send({ title: 'Other' });
    const { body } = await post(`proposals/${id}/approve`);
    const flow = `flows/${String(body.published_flow_id)}`;
    await post(`${flow}/archive`);
    await test.as(account.tokens.reviewer).post(`/v1/${flow}/archive`).send({}).expect(409);
    await post(`${flow}/restore`);
    const { rows } = await database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM proposal_events WHERE account_id = $1',
      [account.accountId],
    );
    const lines = rows[0]?.n ?? 0;
    const events = await client.take(lines + 3);
    expect(typesOf(events)).toEqual(expect.arrayContaining(['proposal.created', 'proposal.grown']));
    expect(events.filter(({ event }) => event.startsWith('proposal.'))).toHaveLength(lines);
    expect(typesOf(events.slice(-2))).toEqual(['flow.archived', 'flow.restored']);
    expect(events.at(-1)?.data.data).toEqual({ flow_id: body.published_flow_id, version: 1 });
  });

  it('tells nothing of what was rolled back', async () => {
    const client = await listen();
    await expect(tell('lost', Promise.reject(new Error('no')))).rejects.toThrow('no');
    await tell('kept');
    expect(namesOf([await client.next()])).toEqual(['kept']);
  });

  it('tells an account of itself alone', async () => {
    const mine = account;
    const other = await test.openAccount();
    const listener = await listen({}, other.tokens.admin);
    await tell('mine');
    account = other;
    await tell('theirs');
    const event = await listener.next();
    expect(namesOf([event])).toEqual(['theirs']);
    expect(event.id).toBe('1');
    // Nor by an id of another's, nor from the beginning.
    const resumed = await listen({ lastEventId: '0' }, other.tokens.admin);
    expect(namesOf([await resumed.next()])).toEqual(['theirs']);
    account = mine;
  });

  it('tells of the types that are asked for, and lets the others pass', async () => {
    const client = await listen({ query: '?types=flow.published,flow.archived&types=proposal.decided' });
    const id = await writer.proposal(account);
    await post(`proposals/${id}/approve`);
    expect(typesOf(await client.take(2)).sort()).toEqual(['flow.published', 'proposal.decided']);
    await tell('not asked for');
    // A heartbeat brings the id of what was passed over.
    const seen = Number(client.lastEventId);
    while (Number(client.lastEventId) === seen)
      await new Promise((next) => client.response.once('data', next));
    expect(Number(client.lastEventId)).toBe(seen + 1);
  });

  it.each([
    ['an unknown type', { query: '?types=proposal.eaten' }],
    ['an id that is none', { lastEventId: 'x' }],
    ['an id that is none in the query', { query: '?last_event_id=-1' }],
  ])('is refused for %s', async (_, options) => {
    expect((await listen(options)).response.statusCode).toBe(422);
  });

  it('is refused without a credential', async () => {
    expect((await listen({}, 'nonsense')).response.statusCode).toBe(401);
  });

  it('is refused to a credential that has as many open as it may, until one is closed', async () => {
    const streams = [await listen(), await listen(), await listen()];
    const refused = await listen();
    expect(refused.response.statusCode).toBe(429);
    expect((await listen({}, account.tokens.admin)).response.statusCode).toBe(200);
    streams[0]?.drop();
    // The server learns of it when the connection is gone.
    while ((await listen()).response.statusCode !== 200);
  });

  it('answers HEAD and keeps nothing open', async () => {
    for (let i = 0; i < 5; i++) await test.as(account.tokens.viewer).head('/v1/events').expect(200);
    while ((await listen()).response.statusCode !== 200);
  });
});

describe('a stream that broke', () => {
  it('goes on where it was, without loss or double', async () => {
    const client = await listen();
    await tell('1');
    await tell('2');
    expect(namesOf(await client.take(2))).toEqual(['1', '2']);
    client.drop();
    for (const name of ['3', '4', '5']) await tell(name);
    const resumed = await listen({ lastEventId: client.lastEventId });
    await tell('6');
    expect(namesOf(await resumed.take(4))).toEqual(['3', '4', '5', '6']);
    const byQuery = await listen({ query: `?last_event_id=${client.lastEventId}` });
    expect(namesOf(await byQuery.take(4))).toEqual(['3', '4', '5', '6']);
  });

  it('misses nothing under writers that never stop, however often it breaks', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `event ${i}`);
    let client = await listen();
    const writers = Promise.all(
      [0, 1, 2, 3].map(async (part) => {
        for (let i = part; i < names.length; i += 4) await tell(names[i] ?? '');
      }),
    );
    const events: ServerEvent[] = [];
    while (events.length < names.length) {
      events.push(...(await client.take(Math.min(9, names.length - events.length))));
      client.drop();
      // As a client that has processed less than it received.
      client = await listen({ lastEventId: events.at(-1)?.id });
    }
    await writers;
    expect(events.map(({ id }) => Number(id))).toEqual(names.map((_, i) => i + 1));
    expect(namesOf(events).sort()).toEqual([...names].sort());
  });

  it('gets an event that was written earlier and committed later', async () => {
    const client = await listen();
    let commit = (): void => undefined;
    let written = (): void => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const slow = tell('written first', held, written);
    await isWritten;
    await tell('committed first');
    const [first] = await client.take(1);
    expect(namesOf([first as ServerEvent])).toEqual(['committed first']);
    client.drop();
    commit();
    await slow;
    const resumed = await listen({ lastEventId: first?.id });
    const later = await resumed.next();
    expect(namesOf([later])).toEqual(['written first']);
    expect(Number(later.id)).toBeGreaterThan(Number(first?.id));
  });

  it('is told when what it missed may be gone, and goes on from then', async () => {
    for (const name of ['1', '2', '3']) await tell(name);
    const all = await listen({ lastEventId: '0' });
    await all.take(3);
    await tell('never read');
    await database.query(
      `UPDATE account_events SET created_at = now() - interval '8 days' WHERE account_id = $1`,
      [account.accountId],
    );
    all.drop();
    await tell('young');
    await test.app.get(AccountChores).run();
    const { rows } = await database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM account_events WHERE account_id = $1',
      [account.accountId],
    );
    expect(rows).toEqual([{ n: 1 }]);
    for (const lastEventId of ['1', '3']) {
      const client = await listen({ lastEventId });
      const reset = await client.next();
      expect(reset).toMatchObject({ event: 'reset', data: { reason: 'expired' } });
      const again = await listen({ lastEventId: reset.id });
      again.drop();
      client.drop();
    }
    const current = await listen({ lastEventId: (await listen({ lastEventId: '1' })).lastEventId });
    await tell('next');
    expect(namesOf([await current.next()])).toEqual(['next']);
  });

  it('is told when it resumes from an id that was never given', async () => {
    await tell('1');
    const client = await listen({ lastEventId: '999' });
    expect(await client.next()).toMatchObject({ id: '1', event: 'reset', data: { reason: 'unknown' } });
    await tell('2');
    expect(await client.next()).toMatchObject({ id: '2', event: 'proposal.changed' });
  });

  it('loses nothing while it takes nothing', async () => {
    const client = await listen();
    client.stall();
    await database.query(
      `INSERT INTO account_events (account_id, type, data)
       SELECT $1, 'proposal.changed', json_build_object('n', n, 'text', repeat('x', 2000))
         FROM generate_series(1, 5000) AS n`,
      [account.accountId],
    );
    const fast = await listen({ lastEventId: '0' });
    const expected = Array.from({ length: 5_000 }, (_, i) => i + 1);
    const numbersOf = (events: ServerEvent[]) => events.map(({ data }) => data.data?.['n']);
    expect(numbersOf(await fast.take(5_000))).toEqual(expected);
    client.response.resume();
    expect(numbersOf(await client.take(5_000))).toEqual(expected);
  });
});

describe('a stream ends', () => {
  // By a server that itself looks at credentials too rarely to be waited for.
  it('at once when its API key is revoked, its user deactivated or its account deleted, by whatever process', async () => {
    const at = await (await another({ EVENT_HEARTBEAT_SECONDS: '300' })).getUrl();
    const admin = test.as(account.tokens.admin);
    const { body: key } = await admin
      .post('/v1/api-keys')
      .send({ name: 'Screen', role: 'viewer' })
      .expect(201);
    const byKey = await listen({}, key.key as string, at);
    const byUser = await listen({}, account.tokens.engineer, at);
    const stays = await listen({}, account.tokens.viewer, at);
    await admin.delete(`/v1/api-keys/${key.id}`).expect(204);
    await admin.patch(`/v1/users/${account.userIds.engineer}`).send({ active: false }).expect(200);
    for (const client of [byKey, byUser]) {
      expect(await client.next()).toMatchObject({ event: 'close', data: { reason: 'credential' } });
      await client.ended;
    }
    await tell('still there');
    expect(namesOf([await stays.next()])).toEqual(['still there']);
    await admin.delete('/v1/account').send({ confirm: account.slug }).expect(204);
    expect(await stays.next()).toMatchObject({ event: 'close', data: { reason: 'credential' } });
    await stays.ended;
  });

  it('when its credential ended while it was opened', async () => {
    const at = await (await another({ EVENT_HEARTBEAT_SECONDS: '300' })).getUrl();
    await database.query('BEGIN');
    // Whoever opens a stream waits for this.
    await database.query('INSERT INTO event_streams (account_id) VALUES ($1)', [account.accountId]);
    const opening = listen({}, account.tokens.engineer, at);
    const other = new pg.Client({ connectionString: test.database.superuserUrl });
    await other.connect();
    await waitUntil(
      other,
      `EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`,
    );
    await other.query('UPDATE users SET active = false WHERE id = $1', [account.userIds.engineer]);
    await other.end();
    await database.query('COMMIT');
    const client = await opening;
    expect(await client.next()).toMatchObject({ event: 'close', data: { reason: 'credential' } });
  });

  it('after the seconds that it was asked for, of which there are few enough', async () => {
    const client = await listen({ query: '?for_seconds=1' });
    await tell('in time');
    expect(namesOf([await client.next()])).toEqual(['in time']);
    expect(await client.next()).toMatchObject({ event: 'close', data: { reason: 'time' } });
    await client.ended;
    for (const seconds of ['0', '3601', '1.5', 'long']) {
      const path = `/v1/events?for_seconds=${seconds}`;
      const { body } = await test.as(account.tokens.viewer).get(path).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/for_seconds' }]);
    }
  });

  it('when the server stops, which does not wait for those who do not listen', async () => {
    const other = await another();
    const at = await other.getUrl();
    const client = await listen({}, account.tokens.viewer, at);
    const deaf = await listen({}, account.tokens.viewer, at);
    deaf.stall();
    await database.query(
      `INSERT INTO account_events (account_id, type, data)
       SELECT $1, 'proposal.changed', json_build_object('text', repeat('x', 20000)) FROM generate_series(1, 500)`,
      [account.accountId],
    );
    await tell('last');
    await client.take(501);
    await other.close();
    expect(await client.next()).toMatchObject({ event: 'close', data: { reason: 'shutdown' } });
    await client.ended;
  });
});

describe('several processes', () => {
  it('tell of what happened in another one', async () => {
    const other = await another({ EVENT_HEARTBEAT_SECONDS: '300' });
    const here = await listen();
    const there = await listen({}, account.tokens.viewer, await other.getUrl());
    const id = await writer.proposal(account);
    for (const client of [here, there]) {
      expect((await client.next()).data.data).toMatchObject({ proposal_id: id });
    }
    const answer = await fetch(`${await other.getUrl()}/v1/proposals/${id}/claim`, {
      method: 'POST',
      headers: { authorization: `Bearer ${account.tokens.reviewer}` },
    });
    expect(answer.status).toBe(200);
    for (const client of [here, there]) {
      expect((await client.next()).data).toMatchObject({
        type: 'proposal.claimed',
        data: { proposal_id: id },
      });
    }
    // The ids are those of the account, whoever read them first.
    const resumed = await listen(
      { lastEventId: here.lastEventId },
      account.tokens.viewer,
      await other.getUrl(),
    );
    await tell('3');
    expect(await resumed.next()).toMatchObject({ id: '3' });
  });

  it('give out one order, whoever comes first', async () => {
    const other = await another();
    const names = Array.from({ length: 100 }, (_, i) => `event ${i}`);
    const readers = [await listen(), await listen({}, account.tokens.viewer, await other.getUrl())];
    await Promise.all(
      [0, 1, 2, 3, 4].map(async (part) => {
        for (let i = part; i < names.length; i += 5) await tell(names[i] ?? '');
      }),
    );
    const [here = [], there = []] = await Promise.all(readers.map((reader) => reader.take(names.length)));
    expect(there).toEqual(here);
    expect(here.map(({ id }) => Number(id))).toEqual(names.map((_, i) => i + 1));
    expect(namesOf(here).sort()).toEqual([...names].sort());
  });

  it('listen again when the database has cut them off', async () => {
    const other = await another({ EVENT_HEARTBEAT_SECONDS: '300' });
    const client = await listen({}, account.tokens.viewer, await other.getUrl());
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'resolutionflow-events' AND datname = current_database()`,
    );
    // Missed by NOTIFY, found on the way back.
    await tell('1');
    expect(await client.next()).toMatchObject({ id: '1' });
    await tell('2');
    expect(await client.next()).toMatchObject({ id: '2' });
  });
});
