import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { CredentialsService } from '../../src/accounts/access/credentials.service.js';
import { AccountChores } from '../../src/kernel/jobs/account-chores.js';
import { ROLES } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { Browser, makeLinkToken } from '../support/browser.js';
import { EventClient } from '../support/event-client.js';

let test: TestApp;
let account: TestAccount;
/** The superuser, for what no request can do. */
let database: pg.Client;

beforeAll(async () => {
  // It looks at credentials by itself too rarely for a test to see it.
  test = await startTestApp({ ROLE: 'api', EVENT_HEARTBEAT_SECONDS: '300' });
  account = await test.openAccount();
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

const DAY_MS = 86_400_000;

interface Row {
  secret_hash: Buffer;
  last_seen_at: Date;
  expires_at: Date;
  ends_at: Date;
}

async function rowOf({ sessionId }: Browser): Promise<Row> {
  const { rows } = await database.query<Row>('SELECT * FROM browser_sessions WHERE id = $1', [sessionId]);
  const [row] = rows;
  if (!row) throw new Error('there is no such session');
  return row;
}

const age = ({ sessionId }: Browser, change: string): Promise<unknown> =>
  database.query(`UPDATE browser_sessions SET ${change} WHERE id = $1`, [sessionId]);

describe('a browser that is signed in', () => {
  it('is told who it is, and the token of its writes', async () => {
    const browser = await Browser.signIn(test, account, 'reviewer');
    const { body } = await browser.agent.get('/v1/me').expect(200).expect('cache-control', 'no-store');
    expect(body).toEqual({
      user: expect.objectContaining({ id: account.userIds.reviewer, role: 'reviewer' }),
      account: { id: account.accountId, name: 'Test account', slug: account.slug },
      role: 'reviewer',
      credential: 'browser_session',
      csrf_token: browser.csrfToken,
      session: {
        id: browser.sessionId,
        current: true,
        signed_in_by: 'link',
        user_agent: null,
        created_at: expect.any(String),
        last_seen_at: expect.any(String),
        expires_at: expect.any(String),
      },
    });
  });

  it('is known by a hash of what its cookie holds, and the cookie is in nothing that the program answers', async () => {
    const browser = await Browser.signIn(test, account);
    const secret = browser.cookie.slice(-43);
    expect((await rowOf(browser)).secret_hash).toEqual(createHash('sha256').update(secret).digest());
    const me = await browser.agent.get('/v1/me').expect(200);
    const list = await browser.agent.get('/v1/me/browser-sessions').expect(200);
    const whole = await browser.agent.get('/v1/account/export').buffer(true).expect(200);
    const kept = await database.query('SELECT * FROM browser_sessions');
    for (const text of [me.text, list.text, whole.text, JSON.stringify(kept.rows)])
      expect(text).not.toContain(secret);
    expect(whole.text).toContain(browser.sessionId);
    expect(whole.text).not.toContain((await rowOf(browser)).secret_hash.toString('hex'));
  });

  it('may read and write as far as the role of its user goes, as it is now', async () => {
    const own = await test.openAccount();
    const browser = await Browser.signIn(test, own, 'engineer');
    await browser.agent.get('/v1/flows').expect(200);
    await browser.send('post', '/v1/ai-sessions').send({ title: 'No sound' }).expect(201);
    await browser.send('post', '/v1/teams').send({ name: 'Desk' }).expect(403);
    const admin = test.as(own.tokens.admin);
    await admin.patch(`/v1/users/${own.userIds.engineer}`).send({ role: 'admin' }).expect(200);
    await browser.send('post', '/v1/teams').send({ name: 'Desk' }).expect(201);
    expect((await browser.agent.get('/v1/me')).body.role).toBe('admin');
  });

  it('is refused at once when its user is deactivated, and stays so when the user comes back', async () => {
    const own = await test.openAccount();
    const browser = await Browser.signIn(test, own, 'viewer');
    const admin = test.as(own.tokens.admin);
    await admin.patch(`/v1/users/${own.userIds.viewer}`).send({ active: false }).expect(200);
    await browser.agent.get('/v1/me').expect(401);
    await admin.patch(`/v1/users/${own.userIds.viewer}`).send({ active: true }).expect(200);
    await browser.agent.get('/v1/me').expect(401);
  });

  it('is refused when its account is gone', async () => {
    const own = await test.openAccount();
    const browser = await Browser.signIn(test, own);
    await browser.send('delete', '/v1/account').send({ confirm: own.slug }).expect(204);
    expect((await browser.agent.get('/v1/me').expect(401)).body.code).toBe('unauthorized');
  });

  it('is refused when it was not used for a week, which is told', async () => {
    const browser = await Browser.signIn(test, account);
    const { last_seen_at, expires_at, ends_at } = await rowOf(browser);
    expect(expires_at.getTime() - last_seen_at.getTime()).toBe(7 * DAY_MS);
    expect(ends_at.getTime() - last_seen_at.getTime()).toBe(30 * DAY_MS);
    await age(browser, `expires_at = now() - interval '1 second'`);
    const { body } = await browser.agent.get('/v1/me').expect(401);
    expect(body).toMatchObject({ code: 'token_expired', detail: 'The browser session has expired' });
    // Nor does trying bring it back.
    await browser.agent.get('/v1/me').expect(401);
  });

  it('lives on by use, up to its end', async () => {
    const browser = await Browser.signIn(test, account);
    const first = await rowOf(browser);
    await browser.agent.get('/v1/me').expect(200);
    expect(await rowOf(browser)).toEqual(first);
    await age(browser, `last_seen_at = now() - interval '2 minutes', expires_at = now() + interval '1 hour'`);
    await browser.agent.get('/v1/me').expect(200);
    const used = await rowOf(browser);
    expect(used.last_seen_at.getTime()).toBeGreaterThanOrEqual(first.last_seen_at.getTime());
    expect(used.expires_at.getTime() - used.last_seen_at.getTime()).toBe(7 * DAY_MS);
    await age(
      browser,
      `last_seen_at = now() - interval '2 minutes', expires_at = now() + interval '1 hour', ends_at = now() + interval '1 day'`,
    );
    await browser.agent.get('/v1/me').expect(200);
    const late = await rowOf(browser);
    expect(late.expires_at).toEqual(late.ends_at);
  });

  it.each([
    ['nothing', ''],
    ['no session at all', 'rfs_'],
    ['a session that there is not', `rfs_${v7().replaceAll('-', '')}_${'x'.repeat(43)}`],
    ['an API key', `rfk_${v7().replaceAll('-', '')}_${'x'.repeat(43)}`],
    ['a token', 'eyJhbGciOiJub25lIn0.e30.'],
  ])('is not let in with a cookie of %s', async (_, value) => {
    const { body } = await test.anonymous().get('/v1/me').set('cookie', `rf_session=${value}`).expect(401);
    expect(body.code).toBe('unauthorized');
  });

  it('is not let in with the secret of another session', async () => {
    const [one, other] = [await Browser.signIn(test, account), await Browser.signIn(test, account)];
    const mixed = `${one.cookie.slice(0, -43)}${other.cookie.slice(-43)}`;
    await test.anonymous().get('/v1/me').set('cookie', mixed).expect(401);
  });
});

describe('a write of a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await Browser.signIn(test, account);
  });

  const WRITES = [
    ['post', '/v1/teams'],
    ['patch', '/v1/account'],
    ['delete', `/v1/teams/${v7()}`],
    ['delete', '/v1/account'],
    ['post', '/v1/sign-out'],
  ] as const;

  it.each(WRITES)(
    '%s %s: is refused by the cookie alone, which somebody may have stolen',
    async (method, path) => {
      const { body } = await browser.agent[method](path).expect(403);
      expect(body).toMatchObject({ status: 403, code: 'csrf_token_missing' });
    },
  );

  it.each(WRITES)('%s %s: is refused with a token that is not its own', async (method, path) => {
    const other = await Browser.signIn(test, account);
    for (const wrong of ['x', other.csrfToken, browser.csrfToken.slice(1), `${browser.csrfToken}x`]) {
      const { body } = await browser.agent[method](path).set('x-csrf-token', wrong).expect(403);
      expect(body.code).toBe('csrf_token_wrong');
    }
  });

  it('is refused when a page of another site made the browser send it, whatever it sends', async () => {
    const write = () => browser.send('post', '/v1/teams').send({ name: v7() });
    expect((await write().set('sec-fetch-site', 'cross-site').expect(403)).body.code).toBe(
      'cross_site_request',
    );
    for (const site of ['same-origin', 'same-site', 'none'])
      await write().set('sec-fetch-site', site).expect(201);
  });

  it('is refused before its body is read', async () => {
    await browser.agent.post('/v1/teams').type('json').send('no JSON').expect(403);
  });

  it('is done with its token; and reads take none', async () => {
    await browser.send('post', '/v1/teams').send({ name: v7() }).expect(201);
    await browser.agent.get('/v1/teams').expect(200);
    await browser.agent.head('/v1/teams').expect(200);
  });

  it('takes an Idempotency-Key, as of any credential', async () => {
    const team = { name: v7() };
    const write = () => browser.send('post', '/v1/teams').set('idempotency-key', team.name).send(team);
    const first = await write().expect(201);
    const again = await write().expect(201).expect('idempotency-replayed', 'true');
    expect(again.body).toEqual(first.body);
  });
});

describe('a bearer beside a cookie', () => {
  it('is the one that counts, for better or worse', async () => {
    const browser = await Browser.signIn(test, account, 'admin');
    const asViewer = (path: string) => test.as(account.tokens.viewer).get(path).set('cookie', browser.cookie);
    expect((await asViewer('/v1/me').expect(200)).body).toMatchObject({
      role: 'viewer',
      credential: 'token',
      csrf_token: null,
      session: null,
    });
    await asViewer('/v1/api-keys').expect(403);
    await test.as('garbage').get('/v1/me').set('cookie', browser.cookie).expect(401);
    const basic = test.anonymous().get('/v1/me').set('authorization', 'Basic dXNlcjpwYXNz');
    await basic.set('cookie', browser.cookie).expect(401);
  });

  it('takes no token against cross-site requests, whatever cookie comes along', async () => {
    const browser = await Browser.signIn(test, account);
    const write = test.as(account.tokens.admin).post('/v1/teams').set('cookie', browser.cookie);
    await write.set('sec-fetch-site', 'cross-site').send({ name: v7() }).expect(201);
  });

  it("is not the cookie's value: so nobody gets round the token", async () => {
    const browser = await Browser.signIn(test, account);
    const [, value = ''] = browser.cookie.split('=');
    await test.as(value).post('/v1/teams').send({ name: v7() }).expect(401);
    await test.as(value).get('/v1/me').set('cookie', browser.cookie).expect(401);
  });
});

describe('GET /v1/me/browser-sessions', () => {
  it("lists one's own that have not ended, page by page, the newest first", async () => {
    const own = await test.openAccount();
    const browsers: Browser[] = [];
    for (let index = 0; index < 5; index++) browsers.push(await Browser.signIn(test, own, 'viewer'));
    await Browser.signIn(test, own, 'admin');
    const [gone, expired, ...live] = browsers as [Browser, Browser, ...Browser[]];
    await gone.send('post', '/v1/sign-out').expect(204);
    await age(expired, `expires_at = now() - interval '1 second'`);
    const asking = live[1] as Browser;
    const first = await asking.agent.get('/v1/me/browser-sessions?limit=2').expect(200);
    const cursor = String(first.body.next_cursor);
    const second = await asking.agent.get('/v1/me/browser-sessions').query({ limit: 2, cursor }).expect(200);
    expect(second.body.next_cursor).toBeNull();
    const shown = [...first.body.items, ...second.body.items] as { id: string; current: boolean }[];
    expect(shown.map(({ id }) => id)).toEqual(live.map(({ sessionId }) => sessionId).reverse());
    expect(shown.filter(({ current }) => current).map(({ id }) => id)).toEqual([asking.sessionId]);
    // A token of the user's own shows them as well, none of them as its own.
    const { body } = await test.as(own.tokens.viewer).get('/v1/me/browser-sessions').expect(200);
    expect(body.items.map(({ current }: { current: boolean }) => current)).toEqual([false, false, false]);
  });

  it.each([
    ['limit=0', '/limit'],
    ['cursor=x', '/cursor'],
    [`cursor=${Buffer.from('["no id"]').toString('base64url')}`, '/cursor'],
  ])('refuses %s', async (query, pointer) => {
    const { body } = await test.as(account.tokens.viewer).get(`/v1/me/browser-sessions?${query}`).expect(422);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('shows what the browser said of itself, shortened', async () => {
    const token = await makeLinkToken(test, account, 'viewer');
    const long = `Browser/1 ${'x'.repeat(500)}`;
    const { body } = await test
      .anonymous()
      .post('/v1/sign-in')
      .set('user-agent', long)
      .send({ token })
      .expect(200);
    expect(body.session.user_agent).toBe(`${long.slice(0, 199)}…`);
  });
});

describe('DELETE /v1/me/browser-sessions/{id}', () => {
  it('ends another browser of mine at once and for good, and leaves this one', async () => {
    const [here, there] = [await Browser.signIn(test, account), await Browser.signIn(test, account)];
    const path = `/v1/me/browser-sessions/${there.sessionId}`;
    const { headers } = await here.send('delete', path).expect(204);
    expect(headers['set-cookie']).toBeUndefined();
    expect((await there.agent.get('/v1/me').expect(401)).body).toMatchObject({
      code: 'unauthorized',
      detail: 'The browser session is unknown or has ended',
    });
    await here.send('delete', path).expect(204);
    await here.agent.get('/v1/me').expect(200);
  });

  it('clears the cookie of this browser', async () => {
    const browser = await Browser.signIn(test, account);
    const { headers } = await browser
      .send('delete', `/v1/me/browser-sessions/${browser.sessionId}`)
      .expect(204);
    expect(String(headers['set-cookie'])).toMatch(/^rf_session=; .*Expires=Thu, 01 Jan 1970/);
  });

  it("answers 404 to a colleague's, to another account's and to one that nobody has, and ends none", async () => {
    const [mine, colleague] = [
      await Browser.signIn(test, account, 'admin'),
      await Browser.signIn(test, account, 'viewer'),
    ];
    const other = await Browser.signIn(test, await test.openAccount());
    for (const id of [colleague.sessionId, other.sessionId, v7()]) {
      const { body } = await mine.send('delete', `/v1/me/browser-sessions/${id}`).expect(404);
      expect(body).toMatchObject({ code: 'not_found', detail: 'Browser session not found' });
    }
    await mine.send('delete', '/v1/me/browser-sessions/mine').expect(422);
    await colleague.agent.get('/v1/me').expect(200);
    await other.agent.get('/v1/me').expect(200);
  });
});

describe('POST /v1/sign-out', () => {
  it('ends the session and clears the cookie', async () => {
    const browser = await Browser.signIn(test, account);
    const stolen = test.anonymous().set('cookie', browser.cookie);
    await stolen.get('/v1/me').expect(200);
    const { headers } = await browser.send('post', '/v1/sign-out').expect(204);
    expect(String(headers['set-cookie'])).toMatch(
      /^rf_session=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax$/,
    );
    await stolen.get('/v1/me').expect(401);
  });

  it('is refused to a token or an API key, which is no session', async () => {
    const { body } = await test.as(account.tokens.viewer).post('/v1/sign-out').expect(409);
    expect(body.code).toBe('no_browser_session');
    await test.anonymous().post('/v1/sign-out').expect(401);
  });
});

describe('POST /v1/me/sign-out-everywhere', () => {
  it('ends all my sessions and nobody else’s; tokens stay', async () => {
    const own = await test.openAccount();
    const mine = [await Browser.signIn(test, own, 'viewer'), await Browser.signIn(test, own, 'viewer')];
    const colleague = await Browser.signIn(test, own, 'engineer');
    const { headers } = await (mine[0] as Browser).send('post', '/v1/me/sign-out-everywhere').expect(204);
    expect(String(headers['set-cookie'])).toMatch(/^rf_session=; /);
    for (const { agent, cookie } of mine) {
      await agent.get('/v1/me').expect(401);
      await test.anonymous().get('/v1/me').set('cookie', cookie).expect(401);
    }
    await colleague.agent.get('/v1/me').expect(200);
    await test.as(own.tokens.viewer).get('/v1/me').expect(200);
  });

  it('is there for a token, too: when a browser was lost', async () => {
    const own = await test.openAccount();
    const lost = await Browser.signIn(test, own, 'reviewer');
    await test.as(own.tokens.reviewer).post('/v1/me/sign-out-everywhere').expect(204);
    await lost.agent.get('/v1/me').expect(401);
  });
});

describe('an event stream of a browser', () => {
  let url: string;

  beforeAll(async () => {
    await test.app.listen(0, '127.0.0.1');
    url = await test.app.getUrl();
  });

  const listen = ({ cookie }: Browser): Promise<EventClient> => EventClient.open(url, '', { cookie });

  it('ends at once when its session is ended, in whatever way, and others go on', async () => {
    const own = await test.openAccount();
    const signedIn = async (): Promise<[Browser, EventClient]> => {
      const browser = await Browser.signIn(test, own, 'viewer');
      return [browser, await listen(browser)];
    };
    const [[browser, one], [ended, two], [left, three]] = [
      await signedIn(),
      await signedIn(),
      await signedIn(),
    ];
    const closed = { event: 'close', data: { reason: 'credential' } };
    await browser.send('post', '/v1/sign-out').expect(204);
    expect(await one.next()).toMatchObject(closed);
    await one.ended;
    await left.send('delete', `/v1/me/browser-sessions/${ended.sessionId}`).expect(204);
    expect(await two.next()).toMatchObject(closed);
    await test.as(own.tokens.admin).post('/v1/me/sign-out-everywhere').expect(204);
    await left.send('post', '/v1/me/sign-out-everywhere').expect(204);
    expect(await three.next()).toMatchObject(closed);
    await three.ended;
  });

  it('keeps no session alive', async () => {
    const browser = await Browser.signIn(test, await test.openAccount(), 'viewer');
    const client = await listen(browser);
    await age(browser, `last_seen_at = now() - interval '2 minutes', expires_at = now() + interval '1 hour'`);
    const before = await rowOf(browser);
    expect(
      await test.app.get(CredentialsService).findActor(browser.cookie.slice('rf_session='.length)),
    ).not.toBeNull();
    expect(await rowOf(browser)).toEqual(before);
    client.drop();
  });
});

describe('a link to a drawing that a browser made', () => {
  it('shows it no longer than the session lasts', async () => {
    const own = await test.openAccount();
    const browser = await Browser.signIn(test, own);
    const name = `session:${browser.sessionId}`;
    const credentials = test.app.get(CredentialsService);
    expect(await credentials.findNamed(name)).toMatchObject({ userId: own.userIds.admin, credential: name });
    await browser.send('post', '/v1/sign-out').expect(204);
    expect(await credentials.findNamed(name)).toBeNull();
  });
});

describe('sessions and links that ended long ago', () => {
  it('are cleared away after 90 days, and no others', async () => {
    const own = await test.openAccount();
    const browsers: Browser[] = [];
    for (const role of ROLES) browsers.push(await Browser.signIn(test, own, role));
    const [old, revoked, recent, live] = browsers as [Browser, Browser, Browser, Browser];
    await age(old, `expires_at = now() - interval '91 days'`);
    await age(revoked, `revoked_at = now() - interval '91 days'`);
    await age(recent, `expires_at = now() - interval '89 days'`);
    await database.query(
      `UPDATE sign_in_links SET expires_at = now() - interval '91 days' WHERE account_id = $1 AND user_id = $2`,
      [own.accountId, own.userIds.viewer],
    );
    await test.app.get(AccountChores).run();
    const left = async (table: string): Promise<unknown[]> =>
      (
        await database.query(`SELECT id, user_id FROM ${table} WHERE account_id = $1 ORDER BY id`, [
          own.accountId,
        ])
      ).rows;
    expect(await left('browser_sessions')).toMatchObject([{ id: recent.sessionId }, { id: live.sessionId }]);
    expect(await left('sign_in_links')).toHaveLength(3);
  });
});
