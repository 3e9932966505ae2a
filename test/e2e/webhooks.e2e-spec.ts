import { isIP } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 } from 'uuid';
import { AccountChores } from '../../src/kernel/jobs/account-chores.js';
import { WebhookAddresses } from '../../src/webhooks/webhook-addresses.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { startOther } from '../support/other-process.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { verify, WebhookReceiver, type ReceivedMessage } from '../support/webhook-receiver.js';

const DELIVER = 'deliver_webhook';
const MINUTE = 60_000;

interface Webhook {
  id: string;
  secret: string;
}

let test: TestApp;
let queue: TestQueue;
let writer: ProposalWriter;
let receiver: WebhookReceiver;
let account: TestAccount;
const others: NestFastifyApplication[] = [];

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api', WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_TIMEOUT_SECONDS: '1' });
  queue = await TestQueue.open(test);
  writer = new ProposalWriter(test);
  receiver = await WebhookReceiver.start();
});

beforeEach(async () => {
  receiver.reset();
  account = await test.openAccount();
  // A worker would send what other tests have left.
  await queue.query('DELETE FROM graphile_worker._private_jobs');
});

afterEach(async () => {
  await Promise.all(others.splice(0).map((other) => other.close()));
});

afterAll(async () => {
  await receiver.close();
  await queue.close();
  await test.close();
});

const admin = () => test.as(account.tokens.admin);

async function subscribe(webhook: object = {}): Promise<Webhook> {
  const { body } = await admin()
    .post('/v1/webhooks')
    .send({ url: receiver.url, ...webhook })
    .expect(201);
  return body;
}

/** Something that happens: a proposal is made. */
const happen = (): Promise<string> => writer.proposal(account);

/** Lets the worker make one attempt of everything that waits, due or not. */
async function attempt(): Promise<void> {
  for (const job of await queue.waiting(account.accountId, DELIVER)) {
    await queue.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [job.id]);
    await queue.run(account.accountId, DELIVER, job.payload);
  }
}

async function deliveries(webhook: Webhook, query = ''): Promise<Record<string, unknown>[]> {
  const { body } = await admin().get(`/v1/webhooks/${webhook.id}/deliveries${query}`).expect(200);
  return body.items;
}

async function delivery(webhook: Webhook): Promise<Record<string, unknown> & { id: string }> {
  const [newest] = await deliveries(webhook);
  const { body } = await admin()
    .get(`/v1/webhooks/${webhook.id}/deliveries/${String(newest?.['id'])}`)
    .expect(200);
  return body;
}

const show = async ({ id }: Webhook) => (await admin().get(`/v1/webhooks/${id}`).expect(200)).body;

const minutesUntilNext = async (): Promise<number> => {
  const [job] = await queue.waiting(account.accountId, DELIVER);
  return ((job?.run_at.getTime() ?? 0) - Date.now()) / MINUTE;
};

describe('a message', () => {
  it('is signed, and tells what happened', async () => {
    const webhook = await subscribe();
    const id = await happen();
    await attempt();
    expect(receiver.messages).toHaveLength(1);
    const [message] = receiver.messages as [ReceivedMessage];
    expect(message.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': expect.stringMatching(/^msg_[0-9a-f]{32}$/),
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      'content-length': String(Buffer.byteLength(message.body)),
    });
    expect(message.headers.authorization).toBeUndefined();
    expect(verify(message, webhook.secret)).toBe(1);
    expect(verify({ ...message, body: `${message.body} ` }, webhook.secret)).toBe(0);
    expect(JSON.parse(message.body)).toMatchObject({
      type: 'proposal.created',
      timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
      data: { proposal_id: id, to_status: 'pending' },
    });
    expect(await delivery(webhook)).toMatchObject({
      message_id: message.headers['webhook-id'],
      status: 'delivered',
      attempts: 1,
      next_attempt_at: null,
      last_response_code: 204,
      last_error: null,
      body: message.body,
      attempt_log: [{ number: 1, response_code: 204, error: null }],
    });
  });

  it('goes to each webhook that asked for its type, once', async () => {
    await subscribe({ url: `${receiver.url}/created`, event_types: ['proposal.created'] });
    await subscribe({ url: `${receiver.url}/published`, event_types: ['flow.published'] });
    await subscribe({ url: `${receiver.url}/off`, active: false });
    await subscribe({ url: `${receiver.url}/all` });
    const other = await test.openAccount();
    await test
      .as(other.tokens.admin)
      .post('/v1/webhooks')
      .send({ url: `${receiver.url}/other` })
      .expect(201);
    await happen();
    expect(await queue.waiting(other.accountId, DELIVER)).toEqual([]);
    await attempt();
    await attempt();
    expect(receiver.messages.map(({ path }) => path).sort()).toEqual(['/hook/all', '/hook/created']);
  });

  it('is queued if and only if what it tells of is committed', async () => {
    await subscribe();
    const undone = writer.inAccount(account, async (tx) => {
      await tx.query(
        `INSERT INTO proposal_events (account_id, proposal_id, event, from_status, to_status, actor_name)
         VALUES ($1, $2, 'edited', 'pending', 'pending', 'Somebody')`,
        [account.accountId, v7()],
      );
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await queue.waiting(account.accountId, DELIVER)).toEqual([]);
  });

  it('is sent by the worker as soon as it happens', async () => {
    const worker = await startOther(test.database, { ROLE: 'worker', WEBHOOK_ALLOW_PRIVATE: 'true' });
    others.push(worker);
    await subscribe();
    const arrived = receiver.next();
    const id = await happen();
    expect(JSON.parse((await arrived).body).data.proposal_id).toBe(id);
  });

  it('is sent again by the worker when the next attempt is due', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    others.push(await startOther(test.database, { ROLE: 'worker', WEBHOOK_ALLOW_PRIVATE: 'true' }));
    const webhook = await subscribe();
    const first = receiver.next();
    await happen();
    await first;
    while ((await delivery(webhook))['attempts'] === 0);
    receiver.reset();
    const second = receiver.next();
    await queue.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
    expect((await second).headers['webhook-id']).toBe((await first).headers['webhook-id']);
    while ((await delivery(webhook))['status'] !== 'delivered');
    // Neither of the two jobs is left.
    while ((await queue.waiting(account.accountId, DELIVER)).length > 0);
    expect(receiver.messages).toHaveLength(1);
  });

  it('does not keep other work waiting while nobody answers it', async () => {
    receiver.answer = () => undefined;
    await subscribe();
    const worker = await startOther(test.database, {
      ROLE: 'worker',
      WORKER_CONCURRENCY: '1',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      WEBHOOK_TIMEOUT_SECONDS: '60',
    });
    others.push(worker);
    const arrived = receiver.next();
    await happen();
    await arrived;
    const engineer = test.as(account.tokens.engineer);
    const { body: job } = await engineer
      .post('/v1/ai-sessions/import')
      .set('content-type', 'application/x-ndjson')
      .send('{"external_id":"a","title":"Printer"}\n')
      .expect(202);
    for (;;) {
      const { body } = await engineer.get(`/v1/jobs/${job.id}`).expect(200);
      if (body.status === 'done') break;
    }
    // Closing does not wait for the receiver, and the message is not lost.
    await worker.close();
    others.length = 0;
    expect(await queue.waiting(account.accountId, DELIVER)).toHaveLength(1);
  });
});

describe('a receiver', () => {
  it('that fails is tried again, later each time, under the same id', async () => {
    receiver.answer = (response) => response.writeHead(500).end('out of paper\0');
    const webhook = await subscribe();
    await happen();
    await attempt();
    expect(await minutesUntilNext()).toBeLessThan(0.1);
    await attempt();
    expect(await minutesUntilNext()).toBeGreaterThan(4.9);
    expect(await delivery(webhook)).toMatchObject({
      status: 'pending',
      attempts: 2,
      next_attempt_at: expect.any(String),
      last_response_code: 500,
      last_error: 'status',
      attempt_log: [
        { number: 1, response_code: 500, response_excerpt: 'out of paper', error: 'status' },
        { number: 2, response_code: 500 },
      ],
    });
    expect((await show(webhook)).failing_since).not.toBeNull();
    receiver.reset();
    await attempt();
    expect(await delivery(webhook)).toMatchObject({ status: 'delivered', attempts: 3, last_error: null });
    expect((await show(webhook)).failing_since).toBeNull();
    expect(await queue.waiting(account.accountId, DELIVER)).toEqual([]);
  });

  it('is left alone for as long as it asks', async () => {
    receiver.answer = (response) => response.writeHead(503, { 'retry-after': '7200' }).end();
    await subscribe();
    await happen();
    await attempt();
    expect(await minutesUntilNext()).toBeGreaterThan(119);
  });

  it('that hangs is given up after the time-out, before and after its headers', async () => {
    const webhook = await subscribe();
    receiver.answer = () => undefined;
    await happen();
    await attempt();
    expect(await delivery(webhook)).toMatchObject({
      status: 'pending',
      last_response_code: null,
      last_error: 'timeout',
    });
    // It said that it has it; the rest of what it says does not matter.
    receiver.answer = (response) => response.writeHead(200).write('and');
    await attempt();
    expect(await delivery(webhook)).toMatchObject({
      status: 'delivered',
      attempt_log: [{ error: 'timeout' }, { response_code: 200, response_excerpt: 'and', error: null }],
    });
  });

  it('that redirects is not followed', async () => {
    receiver.answer = (response, { path }) =>
      path === '/hook' ? response.writeHead(307, { location: '/elsewhere' }).end() : response.end();
    const webhook = await subscribe();
    await happen();
    await attempt();
    expect(receiver.messages.map(({ path }) => path)).toEqual(['/hook']);
    expect(await delivery(webhook)).toMatchObject({ last_response_code: 307, last_error: 'redirect' });
  });

  it('that answers without end is cut short', async () => {
    let sent = 0;
    receiver.answer = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) sent += 65_536;
        response.once('drain', more);
      };
      more();
    };
    const webhook = await subscribe();
    await happen();
    await attempt();
    const { attempt_log } = await delivery(webhook);
    expect(attempt_log).toMatchObject([{ response_excerpt: 'x'.repeat(500), error: null }]);
    expect(sent).toBeLessThan(20_000_000);
  });

  it('that is not there, or has no certificate, is told apart', async () => {
    const nowhere = await subscribe({ url: 'http://127.0.0.1:1/' });
    const plain = await subscribe({ url: receiver.url.replace('http:', 'https:') });
    const unknown = await subscribe({ url: 'https://nowhere.invalid/' });
    await happen();
    await attempt();
    expect((await delivery(nowhere))['last_error']).toBe('unreachable');
    expect((await delivery(plain))['last_error']).toBe('tls');
    expect((await delivery(unknown))['last_error']).toBe('name_not_found');
  });

  it('at a private address is not sent to, whatever its name says', async () => {
    const strict = await startOther(test.database);
    others.push(strict);
    const queueOfStrict = await TestQueue.open({ ...test, app: strict });
    for (const url of [
      `https://localhost:${receiver.port}/`,
      receiver.url,
      `http://[::ffff:127.0.0.1]:${receiver.port}/`,
    ]) {
      const webhook = await subscribe({ url });
      await happen();
      for (const { id, payload } of await queue.waiting(account.accountId, DELIVER)) {
        await queue.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [id]);
        await queueOfStrict.run(account.accountId, DELIVER, payload);
      }
      expect(await delivery(webhook)).toMatchObject({
        last_error: 'address_refused',
        last_response_code: null,
      });
      await admin().delete(`/v1/webhooks/${webhook.id}`).expect(204);
    }
    expect(receiver.messages).toEqual([]);
    await queueOfStrict.close();
    const known: Record<string, string[]> = {
      'intranet.example': ['8.8.8.8', '10.0.0.7'],
      'translated.example': ['64:ff9b::a00:7'],
      'hooks.example': ['8.8.8.8', '2606:4700:4700::1111'],
    };
    jest
      .spyOn(strict.get(WebhookAddresses), 'resolve')
      .mockImplementation((name) =>
        Promise.resolve((known[name] ?? []).map((address) => ({ address, family: isIP(address) }))),
      );
    const register = async (host: string): Promise<{ status: number; body: unknown }> => {
      const answer = await fetch(`${await strict.getUrl()}/v1/webhooks`, {
        method: 'POST',
        headers: { authorization: `Bearer ${account.tokens.admin}`, 'content-type': 'application/json' },
        body: JSON.stringify({ url: `https://${host}/latest` }),
      });
      return { status: answer.status, body: await answer.json() };
    };
    for (const host of ['169.254.169.254', 'intranet.example', 'translated.example'])
      expect(await register(host)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/url', detail: expect.stringContaining('WEBHOOK_ALLOW_PRIVATE') }] },
      });
    for (const host of ['hooks.example', 'not-there-yet.example'])
      expect(await register(host)).toMatchObject({ status: 201 });
  });
});

describe('an endpoint that does not recover', () => {
  const age = (webhook: Webhook, failures: number, hours: number) =>
    queue.query(
      `UPDATE webhook_endpoints SET failures = $2, failing_since = now() - make_interval(hours => $3), paused_until = NULL
        WHERE id = $1`,
      [webhook.id, failures, hours],
    );

  beforeEach(() => {
    receiver.answer = (response) => response.writeHead(500).end();
  });

  it('is left alone by all its messages for a while, not by those of others', async () => {
    const webhook = await subscribe();
    for (let i = 0; i < 3; i++) await happen();
    await attempt();
    expect(receiver.messages).toHaveLength(3);
    await subscribe({ url: `${receiver.url}/other` });
    await happen();
    await attempt();
    expect(receiver.messages.slice(3).map(({ path }) => path)).toEqual(['/hook/other']);
    const waiting = await deliveries(webhook, '?status=pending');
    expect(waiting.map(({ attempts }) => attempts).sort()).toEqual([0, 1, 1, 1]);
    expect(await queue.waiting(account.accountId, DELIVER)).toHaveLength(5);
    // By hand it is tried all the same.
    receiver.reset();
    await admin()
      .post(`/v1/webhooks/${webhook.id}/deliveries/${String(waiting[0]?.['id'])}/redeliver`)
      .expect(202);
    await attempt();
    expect(receiver.messages.length).toBeGreaterThan(0);
  });

  it('gives a message up after ten attempts', async () => {
    const webhook = await subscribe();
    await happen();
    for (let i = 0; i < 10; i++) {
      await age(webhook, 0, 0);
      await attempt();
    }
    expect(await delivery(webhook)).toMatchObject({ status: 'failed', attempts: 10, next_attempt_at: null });
    expect(await queue.waiting(account.accountId, DELIVER)).toEqual([]);
    expect((await show(webhook)).active).toBe(true);
  });

  it('is switched off after three days, which others are told', async () => {
    const dead = await subscribe();
    const living = await subscribe({ url: `${receiver.url}/living`, event_types: ['webhook.disabled'] });
    await happen();
    await happen();
    await age(dead, 8, 80);
    const [first, second] = await queue.waiting(account.accountId, DELIVER);
    await queue.run(account.accountId, DELIVER, first?.payload ?? {});
    expect((await show(dead)).active).toBe(true);
    await age(dead, 9, 71);
    await queue.run(account.accountId, DELIVER, first?.payload ?? {});
    expect((await show(dead)).active).toBe(true);
    await age(dead, 9, 73);
    await queue.run(account.accountId, DELIVER, first?.payload ?? {});
    expect(await show(dead)).toMatchObject({ active: false, disabled_reason: 'failing' });
    receiver.reset();
    await attempt();
    expect(receiver.messages.map(({ body }) => JSON.parse(body))).toEqual([
      expect.objectContaining({
        type: 'webhook.disabled',
        data: { webhook_id: dead.id, reason: 'failing', failing_since: expect.any(String) },
      }),
    ]);
    // What waited for it is given up without a word, and nothing more is queued.
    expect(second).toBeDefined();
    const given = await deliveries(dead);
    expect(given.map(({ status, last_error }) => ({ status, last_error }))).toEqual([
      { status: 'failed', last_error: 'inactive' },
      { status: 'failed', last_error: 'inactive' },
    ]);
    await happen();
    expect(await deliveries(dead)).toHaveLength(2);
    expect(await deliveries(living)).toHaveLength(1);

    const again = `/v1/webhooks/${dead.id}/deliveries/${String(given[0]?.['id'])}/redeliver`;
    expect((await admin().post(again).expect(409)).body.code).toBe('webhook_inactive');
    const { body } = await admin().patch(`/v1/webhooks/${dead.id}`).send({ active: true }).expect(200);
    expect(body).toMatchObject({
      active: true,
      disabled_at: null,
      disabled_reason: null,
      failing_since: null,
    });
    await admin().post(again).expect(202);
    receiver.reset();
    await attempt();
    expect(receiver.messages.filter(({ path }) => path === '/hook')).toHaveLength(1);
  });

  it('is switched off at once when it says that it is gone', async () => {
    receiver.answer = (response) => response.writeHead(410).end();
    const webhook = await subscribe();
    await happen();
    await attempt();
    expect(await show(webhook)).toMatchObject({ active: false, disabled_reason: 'gone' });
    expect(await delivery(webhook)).toMatchObject({ status: 'failed', attempts: 1, last_response_code: 410 });
  });
});

describe('by hand', () => {
  it('a webhook is tried out, also one that is switched off', async () => {
    const webhook = await subscribe({ active: false });
    const { body } = await admin().post(`/v1/webhooks/${webhook.id}/test`).expect(202);
    expect(body).toMatchObject({ type: 'webhook.test', status: 'pending', attempts: 0, attempt_log: [] });
    await attempt();
    const [message] = receiver.messages as [ReceivedMessage];
    expect(verify(message, webhook.secret)).toBe(1);
    expect(JSON.parse(message.body)).toMatchObject({
      type: 'webhook.test',
      data: { webhook_id: webhook.id },
    });
    receiver.answer = (response) => response.writeHead(500).end();
    await admin().post(`/v1/webhooks/${webhook.id}/test`).expect(202);
    await attempt();
    // Once, and it counts for nothing.
    expect(await delivery(webhook)).toMatchObject({ status: 'failed', attempts: 1 });
    expect((await show(webhook)).failing_since).toBeNull();
  });

  it('one Idempotency-Key makes one test', async () => {
    const webhook = await subscribe();
    const send = () =>
      admin().post(`/v1/webhooks/${webhook.id}/test`).set('idempotency-key', 'press').expect(202);
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(await deliveries(webhook)).toHaveLength(1);
  });

  it('a message that arrived is sent again under its id', async () => {
    const webhook = await subscribe();
    await happen();
    await attempt();
    const { id } = await delivery(webhook);
    await admin().post(`/v1/webhooks/${webhook.id}/deliveries/${id}/redeliver`).expect(202);
    await attempt();
    const [first, second] = receiver.messages;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect(await delivery(webhook)).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  it('the secret is changed, and both sign until the old one ends', async () => {
    const webhook = await subscribe();
    const { body: rotated } = await admin()
      .post(`/v1/webhooks/${webhook.id}/rotate-secret`)
      .send({})
      .expect(200);
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(webhook.secret);
    const hours = (Date.parse(rotated.previous_secret_until) - Date.now()) / (60 * MINUTE);
    expect(hours).toBeCloseTo(24, 1);
    await happen();
    await attempt();
    await queue.query(`UPDATE webhook_endpoints SET previous_secret_until = now() WHERE id = $1`, [
      webhook.id,
    ]);
    await happen();
    await attempt();
    const signedBy = receiver.messages.map((message) => [
      verify(message, webhook.secret),
      verify(message, rotated.secret),
    ]);
    expect(signedBy).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect((await show(webhook)).previous_secret_until).toBeNull();
    const { body: last } = await admin()
      .post(`/v1/webhooks/${webhook.id}/rotate-secret`)
      .send({ overlap_hours: 0 })
      .expect(200);
    expect(last.previous_secret_until).toBeNull();
    await admin().post(`/v1/webhooks/${webhook.id}/rotate-secret`).send({ overlap_hours: 1_000 }).expect(422);
  });
});

describe('webhooks', () => {
  it('are kept by admins, and their secrets are shown once', async () => {
    const webhook = await subscribe({ description: 'Desk', event_types: ['flow.published'] });
    const { body: list } = await admin().get('/v1/webhooks').expect(200);
    expect(list).toMatchObject({
      items: [{ id: webhook.id, url: receiver.url, description: 'Desk', event_types: ['flow.published'] }],
      next_cursor: null,
    });
    const { body: patched } = await admin()
      .patch(`/v1/webhooks/${webhook.id}`)
      .send({ description: null, event_types: null, active: false })
      .expect(200);
    expect(patched).toMatchObject({ description: null, event_types: null, active: false, url: receiver.url });
    for (const body of [list, patched, await show(webhook)])
      expect(JSON.stringify(body)).not.toMatch(/secret"/);
    for (const role of ['viewer', 'engineer', 'reviewer'] as const)
      await test.as(account.tokens[role]).get('/v1/webhooks').expect(403);
    const { text } = await admin().get('/v1/account/export').buffer(true).expect(200);
    expect(text).toContain(webhook.id);
    const key = Buffer.from(webhook.secret.slice('whsec_'.length), 'base64');
    expect(text).not.toContain(webhook.secret);
    expect(text).not.toContain(key.toString('hex'));
    await admin().delete(`/v1/webhooks/${webhook.id}`).expect(204);
    await admin().get(`/v1/webhooks/${webhook.id}`).expect(404);
  });

  it.each([
    ['no address', {}, '/url'],
    ['a null address', { url: null }, '/url'],
    ['an address that is none', { url: 'here' }, '/url'],
    ['an unknown type', { url: 'https://example.com', event_types: ['flow.eaten'] }, '/event_types'],
    ['no type', { url: 'https://example.com', event_types: [] }, '/event_types'],
    ['a null for active', { url: 'https://example.com', active: null }, '/active'],
    ['a secret of their own', { url: 'https://example.com', secret: 'mine' }, '/secret'],
  ])('are refused with %s', async (_, webhook, pointer) => {
    const { body } = await admin().post('/v1/webhooks').send(webhook).expect(422);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('are made once under one Idempotency-Key', async () => {
    const create = () =>
      admin().post('/v1/webhooks').set('idempotency-key', 'desk').send({ url: receiver.url });
    await create().expect(201);
    expect((await create().expect(409)).body.code).toBe('idempotency_answer_not_kept');
    expect((await admin().get('/v1/webhooks').expect(200)).body.items).toHaveLength(1);
  });

  it('are at most twenty, also when they are made at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => admin().post('/v1/webhooks').send({ url: receiver.url })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ body }) => body.code === 'too_many_webhooks')).toHaveLength(5);
    const { body: first } = await admin().get('/v1/webhooks?limit=12').expect(200);
    const { body: second } = await admin()
      .get(`/v1/webhooks?limit=12&cursor=${first.next_cursor}`)
      .expect(200);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(20);
    await admin().get('/v1/webhooks?cursor=bm9uc2Vuc2U').expect(422);
  });

  it('have a log in pages', async () => {
    const webhook = await subscribe();
    for (let i = 0; i < 5; i++) await happen();
    const path = `/v1/webhooks/${webhook.id}/deliveries?limit=3`;
    const { body: first } = await admin().get(path).expect(200);
    const { body: second } = await admin().get(`${path}&cursor=${first.next_cursor}`).expect(200);
    expect(first.items).toHaveLength(3);
    expect(second.items).toHaveLength(2);
    expect(second.next_cursor).toBeNull();
    const times = [...first.items, ...second.items].map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort().reverse());
    expect(await deliveries(webhook, '?status=failed')).toEqual([]);
    await admin()
      .get(`${path}&cursor=${Buffer.from('["x","y"]').toString('base64url')}`)
      .expect(422);
    await admin().get(`/v1/webhooks/${v7()}/deliveries`).expect(404);
    // Not even by way of another webhook of the same account.
    const other = await subscribe();
    await admin().get(`/v1/webhooks/${other.id}/deliveries/${first.items[0].id}`).expect(404);
    await admin().post(`/v1/webhooks/${other.id}/deliveries/${first.items[0].id}/redeliver`).expect(404);
  });

  it('lose no message with a lost job, and keep no old ones', async () => {
    const webhook = await subscribe();
    await happen();
    await attempt();
    await happen();
    await queue.query('DELETE FROM graphile_worker._private_jobs');
    await queue.query(
      `UPDATE webhook_deliveries SET next_attempt_at = now() - interval '2 hours' WHERE status = 'pending'`,
    );
    await queue.query(
      `UPDATE webhook_deliveries SET finished_at = now() - interval '31 days' WHERE status = 'delivered'`,
    );
    await test.app.get(AccountChores).run();
    await attempt();
    expect(receiver.messages).toHaveLength(2);
    expect(await deliveries(webhook)).toHaveLength(1);
  });
});
