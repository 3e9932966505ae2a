import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { IdempotencyKeysRepository } from '../../src/kernel/idempotency/idempotency-keys.repository.js';
import { IdempotencyPurge } from '../../src/kernel/idempotency/idempotency-purge.js';
import { describedOperations } from '../support/api-description.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { rehearse } from '../support/bulk.js';
import { ProposalWriter } from '../support/proposals.js';
import { dumpAccount } from '../support/rows.js';

const AT_ONCE = 50;
const REPLAYED = 'idempotency-replayed';

let test: TestApp;
let writer: ProposalWriter;
/** As the superuser, for what no request can do. */
let database: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
}

async function post(token: string, path: string, key: string, body: object = {}): Promise<Answer> {
  const {
    status,
    body: answer,
    headers,
  } = await test.as(token).post(path).set('idempotency-key', key).send(body);
  return { status, body: answer, headers };
}

const addTeam = (account: TestAccount, key: string, name: string): Promise<Answer> =>
  post(account.tokens.admin, '/v1/teams', key, { name });

const rowsOf = async (account: TestAccount, table: string): Promise<string[]> =>
  (await dumpAccount(test.database.superuserUrl, account.accountId))[table] ?? [];

async function age(account: TestAccount, key: string, interval: string): Promise<void> {
  const { rowCount } = await database.query(
    'UPDATE idempotency_keys SET created_at = now() - $3::interval WHERE account_id = $1 AND key = $2',
    [account.accountId, key, interval],
  );
  expect(rowCount).toBe(1);
}

describe('a request sent again with its key', () => {
  it('gives the answer of the first, byte by byte, and does nothing', async () => {
    const account = await test.openAccount();
    const engineer = test.as(account.tokens.engineer);
    const draft = { title: 'Lamp', proposal_type: 'new_flow', proposed_flow_data: PRINTER_OFFLINE };
    const send = () =>
      engineer
        .post('/v1/proposals')
        .set('idempotency-key', 'draft-1')
        .send({ ...draft, session: { title: 'Lamp' } });
    const first = await send().expect(201);
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const second = await send().expect(201).expect(REPLAYED, 'true');
    expect(first.headers).not.toHaveProperty(REPLAYED);
    expect(second.text).toBe(first.text);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
  });

  it('gives the answer of then, whatever has happened since', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const dismissed = await post(account.tokens.reviewer, `/v1/proposals/${id}/dismiss`, 'one');
    const reopened = await post(account.tokens.reviewer, `/v1/proposals/${id}/reopen`, 'two');
    expect([dismissed.status, reopened.status]).toEqual([200, 200]);
    const again = await post(account.tokens.reviewer, `/v1/proposals/${id}/dismiss`, 'one');
    expect(again.body).toEqual(dismissed.body);
    const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    expect(body).toMatchObject({ status: 'pending', revision: reopened.body['revision'] });
  });

  it('has the status and the headers of the first', async () => {
    const account = await test.openAccount();
    const sourceSessionId = await writer.session(account);
    const ids: string[] = [];
    for (let n = 0; n < 51; n++) ids.push(await writer.proposal(account, { sourceSessionId }));
    const send = () => post(account.tokens.reviewer, '/v1/review/bulk', 'many', { action: 'dismiss', ids });
    const first = await send();
    expect(first).toMatchObject({
      status: 202,
      headers: { location: `/v1/jobs/${String(first.body['id'])}` },
    });
    const second = await send();
    expect(second).toMatchObject({ status: 202, body: first.body, headers: { [REPLAYED]: 'true' } });
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await rowsOf(account, 'jobs')).toHaveLength(1);
  });

  it('is refused when it is another one: of the body, of the path', async () => {
    const account = await test.openAccount();
    await addTeam(account, 'k', 'Network');
    const reused = { status: 422, body: { code: 'idempotency_key_reused' } };
    expect(await addTeam(account, 'k', 'Printing')).toMatchObject(reused);
    const path = `/v1/proposals/${randomUUID()}/approve`;
    expect(await post(account.tokens.admin, path, 'k', { name: 'Network' })).toMatchObject(reused);
    expect(await rowsOf(account, 'teams')).toHaveLength(1);
  });

  it('is another one when another user sends it, and another account', async () => {
    const account = await test.openAccount();
    const other = await test.openAccount();
    const record = (token: string) => post(token, '/v1/ai-sessions', 'same', { title: 'Printer' });
    const tokens = [account.tokens.engineer, account.tokens.reviewer, other.tokens.engineer];
    const answers = await Promise.all(tokens.map(record));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(3);
  });

  it('is the same one with an API key of the same user', async () => {
    const account = await test.openAccount();
    const made = await test
      .as(account.tokens.admin)
      .post('/v1/api-keys')
      .send({ name: 'Ticket system', role: 'engineer', user_id: account.userIds.engineer })
      .expect(201);
    const record = (token: string) => post(token, '/v1/ai-sessions', 'same', { title: 'Printer' });
    const first = await record(made.body.key);
    expect(first.status).toBe(201);
    for (const token of [made.body.key, account.tokens.engineer])
      expect(await record(token)).toMatchObject({
        status: 201,
        body: first.body,
        headers: { [REPLAYED]: 'true' },
      });
    expect(await rowsOf(account, 'ai_sessions')).toHaveLength(1);
  });

  it('is refused like any other when its sender may no longer do it', async () => {
    const account = await test.openAccount();
    await addTeam(account, 'k', 'Network');
    const { body } = await test.as(account.tokens.admin).get('/v1/users').expect(200);
    expect(body.items.length).toBeGreaterThan(1);
    await database.query(`UPDATE users SET role = 'viewer' WHERE id = $1`, [account.userIds.admin]);
    expect(await addTeam(account, 'k', 'Network')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });
});

describe('many requests at once with one key', () => {
  it('approve once: one publishes, and all get the same 200', async () => {
    const account = await test.openAccount();
    const id = await writer.enhancement(account, await new FlowPublisher(test).publish(account));
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, () =>
        post(account.tokens.reviewer, `/v1/proposals/${id}/approve`, key),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(AT_ONCE).fill(200));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers[REPLAYED] === undefined)).toHaveLength(1);
    expect(await rowsOf(account, 'tree_versions')).toHaveLength(2);
    expect(await rowsOf(account, 'proposal_events')).toHaveLength(2);
  });

  it('hand out one proposal', async () => {
    const account = await test.openAccount();
    for (let n = 0; n < 5; n++) await writer.proposal(account);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(account.tokens.reviewer, '/v1/review/next', 'next')),
    );
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { rows } = await database.query(
      'SELECT 1 FROM flow_proposals WHERE account_id = $1 AND claimed_by IS NOT NULL',
      [account.accountId],
    );
    expect(rows).toHaveLength(1);
  });

  it('that ask for different things: one is done, the others are told', async () => {
    const account = await test.openAccount();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => addTeam(account, 'one', `Team ${n}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(422)]);
    expect(await rowsOf(account, 'teams')).toHaveLength(1);
  });

  it('wait for the first, and one of them goes on when that fails', async () => {
    const account = await test.openAccount();
    const keys = test.app.get(IdempotencyKeysRepository);
    const keep = keys.keep.bind(keys);
    const spy = jest
      .spyOn(keys, 'keep')
      .mockImplementationOnce(() => Promise.reject(new Error('the first one failed')))
      .mockImplementation(keep);
    const answers = await Promise.all(Array.from({ length: 20 }, () => addTeam(account, 'one', 'Network')));
    spy.mockRestore();
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(201), 500]);
    expect(new Set(answers.map(({ body }) => body['id']).filter(Boolean)).size).toBe(1);
    expect(await rowsOf(account, 'teams')).toHaveLength(1);
  });
});

describe('what a key holds', () => {
  it('is written with what was done, or neither is', async () => {
    const account = await test.openAccount();
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const spy = jest
      .spyOn(test.app.get(IdempotencyKeysRepository), 'keep')
      .mockRejectedValueOnce(new Error('the connection was lost'));
    expect((await addTeam(account, 'k', 'Network')).status).toBe(500);
    spy.mockRestore();
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
    expect((await addTeam(account, 'k', 'Network')).status).toBe(201);
  });

  it('is no error: what was refused is tried again', async () => {
    const account = await test.openAccount();
    await addTeam(account, 'other', 'Network');
    expect(await addTeam(account, 'k', 'Network')).toMatchObject({
      status: 409,
      body: { code: 'team_name_taken' },
    });
    expect(await addTeam(account, 'k', '')).toMatchObject({ status: 422, body: { code: 'invalid' } });
    // Not even as another request's.
    const printing = await addTeam(account, 'k', 'Printing');
    expect(printing).toMatchObject({ status: 201, body: { name: 'Printing' } });
    expect(printing.headers).not.toHaveProperty(REPLAYED);
    expect(await rowsOf(account, 'idempotency_keys')).toHaveLength(2);
  });

  it('survives a serialisation failure, after which the whole request is carried out again', async () => {
    const account = await test.openAccount();
    // A sequence does not roll back, so the first insert fails and the second does not.
    await database.query(`
      CREATE SEQUENCE team_attempts; GRANT USAGE ON SEQUENCE team_attempts TO PUBLIC;
      CREATE FUNCTION fail_at_first() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.name = 'Contested' AND nextval('team_attempts') = 1 THEN
            RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
          END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER fail_at_first BEFORE INSERT ON teams FOR EACH ROW EXECUTE FUNCTION fail_at_first();`);
    try {
      const first = await addTeam(account, 'k', 'Contested');
      expect(first).toMatchObject({ status: 201, body: { name: 'Contested' } });
      const { rows } = await database.query('SELECT last_value::integer AS attempts FROM team_attempts');
      expect(rows).toEqual([{ attempts: 2 }]);
      expect(await addTeam(account, 'k', 'Contested')).toMatchObject({ status: 201, body: first.body });
    } finally {
      await database.query(
        'DROP TRIGGER fail_at_first ON teams; DROP FUNCTION fail_at_first; DROP SEQUENCE team_attempts',
      );
    }
  });

  it('undoes what is refused of a bulk decision alone, and keeps the outcomes of all', async () => {
    const account = await test.openAccount();
    const [first, taken, last] = [
      await writer.proposal(account),
      await writer.proposal(account),
      await writer.proposal(account),
    ];
    await test.as(account.tokens.admin).post(`/v1/proposals/${taken}/claim`).expect(200);
    const body = { action: 'approve', ids: [first, taken, last] };
    const token = await rehearse(test, account.tokens.reviewer, body);
    const send = () => post(account.tokens.reviewer, '/v1/review/bulk', 'k', { ...body, token });
    const done = await send();
    expect(done).toMatchObject({ status: 200, body: { succeeded: 2, refused: 1 } });
    expect((await send()).body).toEqual(done.body);
    expect(await rowsOf(account, 'trees')).toHaveLength(2);
  });

  it('is no secret: an API key is made once, and shown once', async () => {
    const account = await test.openAccount();
    const make = () =>
      post(account.tokens.admin, '/v1/api-keys', 'k', { name: 'Ticket system', role: 'engineer' });
    const first = await make();
    expect(first.status).toBe(201);
    expect(await make()).toMatchObject({
      status: 409,
      body: { code: 'idempotency_answer_not_kept', answer_status: 201 },
    });
    expect(await rowsOf(account, 'api_keys')).toHaveLength(1);
    const secret = String(first.body['key']);
    expect(JSON.stringify(await dumpAccount(test.database.superuserUrl, account.accountId))).not.toContain(
      secret.slice(-20),
    );
  });

  it('is no answer above a mebibyte, yet nothing is done twice', async () => {
    const account = await test.openAccount();
    const messages = Array.from({ length: 60 }, () => ({ role: 'user', content: 'x'.repeat(19_000) }));
    const record = () => post(account.tokens.engineer, '/v1/ai-sessions', 'k', { title: 'Long', messages });
    expect((await record()).status).toBe(201);
    expect(await record()).toMatchObject({ status: 409, body: { code: 'idempotency_answer_not_kept' } });
    expect(await rowsOf(account, 'ai_sessions')).toHaveLength(1);
  });
});

describe('the 24 hours of a key', () => {
  it('end: then it is free for another request', async () => {
    const account = await test.openAccount();
    const first = await addTeam(account, 'k', 'Network');
    await age(account, 'k', '23 hours 59 minutes');
    expect(await addTeam(account, 'k', 'Network')).toMatchObject({ status: 201, body: first.body });
    await age(account, 'k', '24 hours 1 second');
    const second = await addTeam(account, 'k', 'Printing');
    expect(second).toMatchObject({ status: 201, body: { name: 'Printing' } });
    expect(second.headers).not.toHaveProperty(REPLAYED);
    expect(await addTeam(account, 'k', 'Printing')).toMatchObject({
      body: second.body,
      headers: { [REPLAYED]: 'true' },
    });
  });

  it('end for one of many at once', async () => {
    const account = await test.openAccount();
    await addTeam(account, 'k', 'Network');
    await age(account, 'k', '25 hours');
    const answers = await Promise.all(Array.from({ length: 20 }, () => addTeam(account, 'k', 'Printing')));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(await rowsOf(account, 'teams')).toHaveLength(2);
  });

  it('are followed by its removal', async () => {
    const accounts = [await test.openAccount(), await test.openAccount()] as const;
    for (const account of accounts) {
      await addTeam(account, 'old', 'Network');
      await addTeam(account, 'young', 'Printing');
      await age(account, 'old', '25 hours');
    }
    await test.app.get(IdempotencyPurge).purge();
    for (const account of accounts) {
      const rows = await rowsOf(account, 'idempotency_keys');
      expect(rows.map((row) => (JSON.parse(row) as { key: string }).key)).toEqual(['young']);
    }
  });
});

describe('the header', () => {
  it.each(['', 'x'.repeat(256), 'Schlüssel'])('is refused when it is %j', async (key) => {
    const account = await test.openAccount();
    const answer = await post(account.tokens.admin, '/v1/teams', key, { name: 'Network' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(await rowsOf(account, 'teams')).toEqual([]);
  });

  it('is taken by every POST that creates or decides, and refused by the others', async () => {
    const without = describedOperations().flatMap(({ method, path, parameters }) => {
      const taken = parameters.some(({ name }) => name === 'Idempotency-Key');
      return method === 'post' && !taken ? [path] : [];
    });
    // One streams and knows its lines by their external_id, five change nothing, one answers with a secret it does not keep;
    // signing in takes a link that is good once, and signing out twice changes nothing.
    expect(without.sort()).toEqual([
      '/v1/ai-sessions/import',
      '/v1/flows/{id}/diagram/link',
      '/v1/flows/{id}/split/preview',
      '/v1/knowledge/preview',
      '/v1/me/sign-out-everywhere',
      '/v1/proposals/{id}/diagram/link',
      '/v1/proposals/{id}/preview',
      '/v1/sign-in',
      '/v1/sign-out',
      '/v1/users/{id}/token',
    ]);
    const account = await test.openAccount();
    for (const path of without) {
      const { status, body } = await test
        .as(account.tokens.admin)
        .post(path.replace('{id}', randomUUID()))
        .set('idempotency-key', 'k')
        .type(path.endsWith('/import') ? 'application/x-ndjson' : 'application/json')
        .send('{}');
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'idempotency_key_not_taken' });
    }
  });

  it('means nothing to a request that only reads', async () => {
    const account = await test.openAccount();
    await test.as(account.tokens.viewer).get('/v1/teams').set('idempotency-key', 'k').expect(200);
    expect(await rowsOf(account, 'idempotency_keys')).toEqual([]);
  });
});
