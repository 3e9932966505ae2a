import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { ROLES, type Role } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

let test: TestApp;
/** The superuser, for what no request can do. */
let database: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

const asAdmin = (account: TestAccount): ReturnType<TestApp['as']> => test.as(account.tokens.admin);

const BELOW_ADMIN = ['viewer', 'engineer', 'reviewer'] as const;
const DAY_MS = 86_400_000;

interface Key {
  id: string;
  key: string;
  expires_at: string;
}

async function makeKey(account: TestAccount, key: object = {}): Promise<Key> {
  const { body } = await asAdmin(account)
    .post('/v1/api-keys')
    .send({ name: 'Ticket system', role: 'engineer', ...key })
    .expect(201);
  return body;
}

describe('POST /v1/api-keys', () => {
  it('shows the key once and keeps only a hash of it', async () => {
    const account = await test.openAccount();
    const since = Date.now();
    const response = await asAdmin(account)
      .post('/v1/api-keys')
      .send({ name: ' Ticket system ', role: 'engineer' })
      .expect(201)
      .expect('cache-control', 'no-store');
    const { key, ...shown } = response.body;
    expect(shown).toEqual({
      id: expect.any(String),
      user_id: account.userIds.admin,
      name: 'Ticket system',
      role: 'engineer',
      expires_at: expect.any(String),
      revoked_at: null,
      last_used_at: null,
      created_at: expect.any(String),
    });
    expect(Date.parse(shown.expires_at) - 90 * DAY_MS).toBeGreaterThanOrEqual(since);
    expect(Date.parse(shown.expires_at) - 90 * DAY_MS).toBeLessThanOrEqual(Date.now());
    const secret = String(key).slice(-43);
    const { rows } = await database.query('SELECT * FROM api_keys WHERE id = $1', [shown.id]);
    expect(rows[0].secret_hash).toEqual(createHash('sha256').update(secret).digest());
    expect(JSON.stringify(rows)).not.toContain(secret);
    const list = await asAdmin(account).get('/v1/api-keys').expect(200);
    expect(list.body.items).toEqual([shown]);
    await test.as(String(key)).get('/v1/account').expect(200);
  });

  it('takes an expiry and a user', async () => {
    const account = await test.openAccount();
    const expires_at = '2099-12-31T23:00:00+01:00';
    const made = await makeKey(account, { user_id: account.userIds.reviewer, role: 'reviewer', expires_at });
    expect(made.expires_at).toBe('2099-12-31T22:00:00.000Z');
    const { body } = await test.as(made.key).get('/v1/me').expect(200);
    expect(body).toMatchObject({ role: 'reviewer', user: { id: account.userIds.reviewer } });
  });

  it('gives no key a role above its user', async () => {
    const account = await test.openAccount();
    for (const [rank, role] of ROLES.entries()) {
      for (const [userRank, userRole] of ROLES.entries()) {
        const user_id = account.userIds[userRole];
        const { status, body } = await asAdmin(account)
          .post('/v1/api-keys')
          .send({ name: 'K', role, user_id });
        expect([role, userRole, status]).toEqual([role, userRole, rank <= userRank ? 201 : 422]);
        if (status === 422) expect(body.errors).toEqual([{ pointer: '/role', detail: expect.any(String) }]);
      }
    }
  });

  it.each([
    [{ name: '' }, '/name'],
    [{ name: null }, '/name'],
    [{ name: 'x'.repeat(201) }, '/name'],
    [{ role: 'owner' }, '/role'],
    [{ role: undefined }, '/role'],
    [{ user_id: 'me' }, '/user_id'],
    [{ user_id: null }, '/user_id'],
    [{ user_id: v7() }, '/user_id'],
    [{ expires_at: '2001-01-01T00:00:00Z' }, '/expires_at'],
    [{ expires_at: null }, '/expires_at'],
    [{ expires_at: 4102444800 }, '/expires_at'],
    [{ expires_at: '2099-01-01' }, '/expires_at'],
    [{ expires_at: '2099-01-01T00:00:00' }, '/expires_at'],
    [{ expires_at: '2099-02-30T00:00:00Z' }, '/expires_at'],
    [{ expires_at: '2099-12-31T23:59:60Z' }, '/expires_at'],
    [{ expires_at: 'tomorrow' }, '/expires_at'],
    [{ secret_hash: 'x' }, '/secret_hash'],
  ])('refuses %j', async (fault, pointer) => {
    const account = await test.openAccount();
    const sent = { name: 'K', role: 'viewer', ...fault };
    const { body } = await asAdmin(account).post('/v1/api-keys').send(sent).expect(422);
    expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
  });

  it("refuses another account's user", async () => {
    const account = await test.openAccount();
    const other = await test.openAccount();
    const sent = { name: 'K', role: 'viewer', user_id: other.userIds.viewer };
    const { body } = await asAdmin(account).post('/v1/api-keys').send(sent).expect(422);
    expect(body.errors).toEqual([{ pointer: '/user_id', detail: 'is no user of the account' }]);
  });

  it('refuses a deactivated user', async () => {
    const account = await test.openAccount();
    await asAdmin(account).patch(`/v1/users/${account.userIds.viewer}`).send({ active: false }).expect(200);
    const sent = { name: 'K', role: 'viewer', user_id: account.userIds.viewer };
    const { body } = await asAdmin(account).post('/v1/api-keys').send(sent).expect(409);
    expect(body.code).toBe('user_inactive');
  });

  it.each(BELOW_ADMIN)('is refused to a %s', async (role) => {
    const account = await test.openAccount();
    await test.as(account.tokens[role]).post('/v1/api-keys').send({ name: 'K', role: 'viewer' }).expect(403);
  });

  it('is told when the body is not JSON', async () => {
    const account = await test.openAccount();
    await asAdmin(account).post('/v1/api-keys').type('json').send('[').expect(400);
    await asAdmin(account).post('/v1/api-keys').type('xml').send('<k/>').expect(415);
    await asAdmin(account).post('/v1/api-keys').expect(422);
  });
});

describe('GET /v1/api-keys', () => {
  it('pages through the keys of the account, the newest first, without secrets', async () => {
    const account = await test.openAccount();
    const ids: string[] = [];
    for (let index = 0; index < 5; index++)
      ids.unshift((await makeKey(account, { name: `Key ${index}` })).id);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const { body, text } = await asAdmin(account)
        .get('/v1/api-keys')
        .query({ limit: 2, ...(cursor ? { cursor } : {}) })
        .expect(200);
      expect(text).not.toMatch(/secret|rfk_/);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(ids);
    const other = await test.openAccount();
    expect((await asAdmin(other).get('/v1/api-keys').expect(200)).body).toEqual({
      items: [],
      next_cursor: null,
    });
  });

  it('filters by user', async () => {
    const account = await test.openAccount();
    await makeKey(account);
    const { id } = await makeKey(account, { user_id: account.userIds.engineer });
    const { body } = await asAdmin(account)
      .get(`/v1/api-keys?user_id=${account.userIds.engineer}`)
      .expect(200);
    expect(body.items).toEqual([expect.objectContaining({ id })]);
  });

  it('shows when a key was last used', async () => {
    const account = await test.openAccount();
    const { key } = await makeKey(account);
    const lastUse = async (): Promise<string | null> =>
      (await asAdmin(account).get('/v1/api-keys').expect(200)).body.items[0].last_used_at;
    expect(await lastUse()).toBeNull();
    await test.as(key).get('/v1/account').expect(200);
    const first = await lastUse();
    expect(Date.parse(String(first))).toBeGreaterThan(Date.now() - 60_000);
    await database.query(`UPDATE api_keys SET last_used_at = now() - interval '2 minutes'`);
    await test.as(key).get('/v1/account').expect(200);
    expect(Date.parse(String(await lastUse()))).toBeGreaterThanOrEqual(Date.parse(String(first)));
  });

  it.each([
    [{ limit: 101 }, '/limit'],
    [{ cursor: 'x' }, '/cursor'],
    [{ cursor: Buffer.from('["no id"]').toString('base64url') }, '/cursor'],
    [{ user_id: 'x' }, '/user_id'],
    [{ name: 'x' }, '/name'],
  ])('refuses %j', async (query, pointer) => {
    const account = await test.openAccount();
    const { body } = await asAdmin(account).get('/v1/api-keys').query(query).expect(422);
    expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
  });

  it.each(BELOW_ADMIN)('is refused to a %s', async (role) => {
    const account = await test.openAccount();
    await test.as(account.tokens[role]).get('/v1/api-keys').expect(403);
  });
});

describe('DELETE /v1/api-keys/{id}', () => {
  it('shuts the key out at once and for good, however often', async () => {
    const account = await test.openAccount();
    const { id, key } = await makeKey(account);
    const other = await makeKey(account);
    await test.as(key).get('/v1/account').expect(200);
    await asAdmin(account).delete(`/v1/api-keys/${id}`).expect(204);
    await test.as(key).get('/v1/account').expect(401);
    const revokedAt = async (): Promise<string | null> => {
      const { body } = await asAdmin(account).get('/v1/api-keys').expect(200);
      return body.items.find((item: { id: string }) => item.id === id).revoked_at;
    };
    const first = await revokedAt();
    expect(first).not.toBeNull();
    await asAdmin(account).delete(`/v1/api-keys/${id}`).expect(204);
    expect(await revokedAt()).toBe(first);
    await test.as(other.key).get('/v1/account').expect(200);
  });

  it("answers 404 for another account's key and for none, 422 for no UUID", async () => {
    const account = await test.openAccount();
    const other = await test.openAccount();
    const { id, key } = await makeKey(other);
    expect((await asAdmin(account).delete(`/v1/api-keys/${id}`).expect(404)).body.code).toBe('not_found');
    await asAdmin(account).delete(`/v1/api-keys/${v7()}`).expect(404);
    await asAdmin(account).delete('/v1/api-keys/mine').expect(422);
    await test.as(key).get('/v1/account').expect(200);
  });

  it.each(BELOW_ADMIN)('is refused to a %s', async (role) => {
    const account = await test.openAccount();
    const { id } = await makeKey(account, { user_id: account.userIds[role], role });
    await test.as(account.tokens[role]).delete(`/v1/api-keys/${id}`).expect(403);
  });
});

describe('a key as a credential', () => {
  const roleOf = async (key: string): Promise<Role> =>
    (await test.as(key).get('/v1/me').expect(200)).body.role;

  it('never outranks its user, whose role may change later', async () => {
    const account = await test.openAccount();
    const { key } = await makeKey(account, { user_id: account.userIds.reviewer, role: 'reviewer' });
    const setRole = (role: Role): unknown =>
      asAdmin(account).patch(`/v1/users/${account.userIds.reviewer}`).send({ role }).expect(200);
    expect(await roleOf(key)).toBe('reviewer');
    await setRole('viewer');
    expect(await roleOf(key)).toBe('viewer');
    await setRole('admin');
    expect(await roleOf(key)).toBe('reviewer');
    await test.as(key).get('/v1/api-keys').expect(403);
  });

  it('is refused when it has expired, which only its holder is told', async () => {
    const account = await test.openAccount();
    const { id, key } = await makeKey(account);
    await test.as(key).get('/v1/account').expect(200);
    await database.query(`UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
    expect((await test.as(key).get('/v1/account').expect(401)).body.code).toBe('token_expired');
    const guessed = key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    expect((await test.as(guessed).get('/v1/account').expect(401)).body.code).toBe('unauthorized');
  });

  it('is refused while its user is deactivated', async () => {
    const account = await test.openAccount();
    const { key } = await makeKey(account, { user_id: account.userIds.engineer });
    const setActive = (active: boolean): unknown =>
      asAdmin(account).patch(`/v1/users/${account.userIds.engineer}`).send({ active }).expect(200);
    await setActive(false);
    await test.as(key).get('/v1/account').expect(401);
    await setActive(true);
    await test.as(key).get('/v1/account').expect(200);
  });

  it('is refused when any part of it is wrong', async () => {
    const account = await test.openAccount();
    const [one, two] = [await makeKey(account), await makeKey(account)];
    const [, idOfOne] = one.key.split('_');
    const flipped = one.key.slice(0, -2) + (one.key.at(-2) === 'A' ? 'B' : 'A') + one.key.slice(-1);
    for (const wrong of [
      flipped,
      one.key.slice(0, -1),
      `${one.key}A`,
      one.key.toUpperCase(),
      `rfk_${idOfOne}_${two.key.slice(-43)}`,
      `rfk_${v7().replaceAll('-', '')}_${one.key.slice(-43)}`,
      `rfk_${idOfOne}_`,
      'rfk_',
    ]) {
      await test.as(wrong).get('/v1/account').expect(401);
    }
    await test.as(one.key).get('/v1/account').expect(200);
  });
});
