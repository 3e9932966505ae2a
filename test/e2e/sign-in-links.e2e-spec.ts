import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { Browser, makeLinkToken } from '../support/browser.js';

let test: TestApp;
let account: TestAccount;
/** The superuser, for what no request can do. */
let database: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  account = await test.openAccount();
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

const BELOW_ADMIN = ['viewer', 'engineer', 'reviewer'] as const;

const signIn = (token: unknown) => test.anonymous().post('/v1/sign-in').send({ token });

const linksOf = (userId: string): string => `/v1/users/${userId}/sign-in-links`;

describe('POST /v1/sign-in', () => {
  it('sets a cookie that no script reads and no other site sends, and answers who is signed in', async () => {
    const token = await makeLinkToken(test, account, 'reviewer');
    const { body, headers } = await signIn(token).expect(200).expect('cache-control', 'no-store');
    expect(body).toMatchObject({
      user: { id: account.userIds.reviewer },
      account: { id: account.accountId },
      role: 'reviewer',
      credential: 'browser_session',
      csrf_token: expect.stringMatching(/^[\w-]{43}$/),
      session: { current: true, signed_in_by: 'link' },
    });
    const cookies = headers['set-cookie'] as unknown as string[];
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^rf_session=rfs_[0-9a-f]{32}_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    const expires = Date.parse(/Expires=([^;]+)/.exec(String(cookies[0]))?.[1] ?? '');
    expect(Math.round((expires - Date.now()) / 86_400_000)).toBe(30);
  });

  it('makes the cookie secure where browsers come by https', async () => {
    const secure = await startTestApp({ ROLE: 'api', PUBLIC_URL: 'https://desk.example/' });
    try {
      const own = await secure.openAccount();
      const token = await makeLinkToken(secure, own, 'viewer');
      const { headers } = await secure.anonymous().post('/v1/sign-in').send({ token }).expect(200);
      expect(String(headers['set-cookie'])).toMatch(/; Secure;/);
      const link = await secure.as(own.tokens.admin).post(linksOf(own.userIds.viewer)).expect(201);
      expect(link.body.url).toBe(`https://desk.example${link.body.path}`);
    } finally {
      await secure.close();
    }
  });

  it('signs in once, however many try at the same moment', async () => {
    const token = await makeLinkToken(test, account, 'viewer');
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(token)));
    const told = answers.map(({ status, body }) => (status === 200 ? 'in' : String(body.code)));
    expect(told.filter((each) => each === 'in')).toHaveLength(1);
    expect(told.filter((each) => each === 'link_used')).toHaveLength(7);
    const { headers } = await signIn(token).expect(401);
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer realm="ResolutionFlow"' });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('refuses a link whose 15 minutes are over', async () => {
    const token = await makeLinkToken(test, account, 'viewer');
    const hash = createHash('sha256').update(token.slice(-43)).digest();
    const { rows } = await database.query<{ minutes: string }>(
      `SELECT extract(epoch FROM expires_at - created_at) / 60 AS minutes FROM sign_in_links WHERE secret_hash = $1`,
      [hash],
    );
    expect(Number(rows[0]?.minutes)).toBe(15);
    await database.query('UPDATE sign_in_links SET expires_at = now() WHERE secret_hash = $1', [hash]);
    expect((await signIn(token).expect(401)).body.code).toBe('link_expired');
  });

  it('refuses what is no link, and the secret of another, without a word of which it was', async () => {
    const [one, other] = [
      await makeLinkToken(test, account, 'viewer'),
      await makeLinkToken(test, account, 'admin'),
    ];
    for (const wrong of [
      'x',
      one.slice(0, -1),
      `${one}x`,
      one.toUpperCase(),
      `${one.slice(0, -43)}${other.slice(-43)}`,
      `rfl_${v7().replaceAll('-', '')}_${one.slice(-43)}`,
      one.replace('rfl_', 'rfs_'),
      account.tokens.admin.slice(0, 200),
    ]) {
      const { body } = await signIn(wrong).expect(401);
      expect(body).toMatchObject({
        code: 'link_unknown',
        detail: 'The sign-in link is not whole, or its user may not sign in',
      });
    }
    await signIn(one).expect(200);
  });

  it('refuses a user who was deactivated since, whose link comes back with them', async () => {
    const own = await test.openAccount();
    const token = await makeLinkToken(test, own, 'viewer');
    const admin = test.as(own.tokens.admin);
    await admin.patch(`/v1/users/${own.userIds.viewer}`).send({ active: false }).expect(200);
    expect((await signIn(token).expect(401)).body.code).toBe('link_unknown');
    await admin.patch(`/v1/users/${own.userIds.viewer}`).send({ active: true }).expect(200);
    await signIn(token).expect(200);
  });

  it.each([[undefined], [null], [''], [7], [['x']], ['x'.repeat(201)]])('refuses %j', async (token) => {
    const { body } = await signIn(token).expect(422);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/token' })]);
  });

  it('is refused to pages of other sites, and to forms, which use nothing up', async () => {
    const token = await makeLinkToken(test, account, 'viewer');
    const { body } = await signIn(token).set('sec-fetch-site', 'cross-site').expect(403);
    expect(body.code).toBe('cross_site_request');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      await test.anonymous().post('/v1/sign-in').type(type).send(`token=${token}`).expect(415);
    await signIn(token).set('sec-fetch-site', 'same-origin').expect(200);
  });

  it('ends the session that the browser had before, whosever it was', async () => {
    const before = await Browser.signIn(test, await test.openAccount());
    const token = await makeLinkToken(test, account, 'viewer');
    await signIn(token).set('cookie', before.cookie).expect(200);
    await test.anonymous().get('/v1/me').set('cookie', before.cookie).expect(401);
  });

  it('is not kept from signing in by a cookie that is no good any more', async () => {
    const token = await makeLinkToken(test, account, 'viewer');
    await signIn(token).set('cookie', 'rf_session=rfs_x').expect(200);
  });

  it('is limited by address, apart from everything else', async () => {
    const limited = await startTestApp({ ROLE: 'api', RATE_LIMIT: '1000' });
    try {
      const answers: number[] = [];
      for (let index = 0; index < 30; index++)
        answers.push((await limited.anonymous().post('/v1/sign-in').send({ token: 'x' })).status);
      expect(new Set(answers)).toEqual(new Set([401, 429]));
      const { tokens } = await limited.openAccount();
      await limited.as(tokens.viewer).get('/v1/me').expect(200);
    } finally {
      await limited.close();
    }
  });
});

describe('POST /v1/users/{id}/sign-in-links', () => {
  it('makes a link to hand over, shows it once and keeps only a hash of it', async () => {
    const admin = test.as(account.tokens.admin);
    const path = linksOf(account.userIds.engineer);
    const { body } = await admin.post(path).expect(201).expect('cache-control', 'no-store');
    const { url, path: shownPath, ...link } = body;
    expect(link).toEqual({
      id: expect.any(String),
      user_id: account.userIds.engineer,
      created_by: account.userIds.admin,
      created_at: expect.any(String),
      expires_at: expect.any(String),
      used_at: null,
    });
    expect(shownPath).toMatch(/^\/sign-in#token=rfl_/);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in#token=rfl_/);
    expect(String(url).endsWith(String(shownPath))).toBe(true);
    const token = String(url).split('#token=')[1] ?? '';
    const kept = await database.query('SELECT * FROM sign_in_links WHERE id = $1', [link.id]);
    expect(JSON.stringify(kept.rows)).not.toContain(token.slice(-43));
    expect((await admin.get(path).expect(200)).body.items).toEqual([link]);
    const signedIn = await signIn(token).expect(200);
    expect(signedIn.body.user.id).toBe(account.userIds.engineer);
    const { body: list } = await admin.get(path).expect(200);
    expect(list.items).toEqual([{ ...link, used_at: expect.any(String) }]);
  });

  it('invites somebody: a user, then a link', async () => {
    const admin = await Browser.signIn(test, account);
    const person = { email: 'ada@new.example', display_name: 'Ada', role: 'reviewer' };
    const user = await admin.send('post', '/v1/users').send(person).expect(201);
    const { body } = await admin.send('post', linksOf(user.body.id as string)).expect(201);
    const signedIn = await signIn(String(body.url).split('#token=')[1]).expect(200);
    expect(signedIn.body).toMatchObject({ user: { email: 'ada@new.example' }, role: 'reviewer' });
  });

  it('makes one under an Idempotency-Key, and tells the secret no second time', async () => {
    const make = () =>
      test.as(account.tokens.admin).post(linksOf(account.userIds.viewer)).set('idempotency-key', 'invite');
    await make().expect(201);
    expect((await make().expect(409)).body.code).toBe('idempotency_answer_not_kept');
    const kept = await database.query('SELECT * FROM idempotency_keys');
    expect(JSON.stringify(kept.rows)).not.toContain('rfl_');
  });

  it('is refused for a deactivated user', async () => {
    const own = await test.openAccount();
    const admin = test.as(own.tokens.admin);
    await admin.patch(`/v1/users/${own.userIds.viewer}`).send({ active: false }).expect(200);
    expect((await admin.post(linksOf(own.userIds.viewer)).expect(409)).body.code).toBe('user_inactive');
  });

  it("answers 404 for another account's user and for none, 422 for no UUID", async () => {
    const other = await test.openAccount();
    const admin = test.as(account.tokens.admin);
    for (const method of ['get', 'post'] as const) {
      for (const id of [other.userIds.viewer, v7()]) {
        const { body } = await admin[method](linksOf(id)).expect(404);
        expect(body).toMatchObject({ code: 'not_found', detail: 'User not found' });
      }
      await admin[method](linksOf('me')).expect(422);
    }
  });

  it.each(BELOW_ADMIN)('is refused to a %s, as the list is', async (role) => {
    const user = test.as(account.tokens[role]);
    await user.post(linksOf(account.userIds[role])).expect(403);
    await user.get(linksOf(account.userIds[role])).expect(403);
  });
});

describe('GET /v1/users/{id}/sign-in-links', () => {
  it('is paged, the newest first; those of the command line have no maker', async () => {
    const own = await test.openAccount();
    for (let index = 0; index < 3; index++) await makeLinkToken(test, own, 'viewer');
    await makeLinkToken(test, own, 'engineer');
    const admin = test.as(own.tokens.admin);
    const path = linksOf(own.userIds.viewer);
    const first = await admin.get(`${path}?limit=2`).expect(200);
    const second = await admin
      .get(path)
      .query({ limit: 2, cursor: String(first.body.next_cursor) })
      .expect(200);
    const items = [...first.body.items, ...second.body.items] as { id: string; created_by: string | null }[];
    expect(second.body.next_cursor).toBeNull();
    expect(items).toHaveLength(3);
    expect(items.map(({ id }) => id)).toEqual(
      items
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    expect(items.map(({ created_by }) => created_by)).toEqual([null, null, null]);
    await admin.get(`${path}?cursor=x`).expect(422);
  });
});
