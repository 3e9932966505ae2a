import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { CLIENT, IdentityProvider, type Person } from '../support/identity-provider.js';

const DESK = 'http://desk.example';
const CALLBACK = `${DESK}/v1/sign-in/oidc/callback`;
const START = '/v1/sign-in/oidc';

let provider: IdentityProvider;
let test: TestApp;
let account: TestAccount;
let other: TestAccount;

beforeAll(async () => {
  // It tells on the console what a provider of one's own should not do.
  for (const method of ['info', 'warn'] as const)
    jest.spyOn(console, method).mockImplementation(() => undefined);
  provider = await IdentityProvider.start(CALLBACK);
  test = await startTestApp({
    ROLE: 'api',
    PUBLIC_URL: DESK,
    OIDC_ISSUER: provider.issuer,
    ...CLIENT,
    OIDC_NAME: 'Larkfield',
    OIDC_DOMAINS: 'larkfield.example=larkfield, acme.example=acme, gone.example=gone',
    OIDC_ROLE: 'engineer',
  });
  account = await test.openAccount('Larkfield');
  other = await test.openAccount('Acme');
});

afterAll(async () => {
  await test.close();
  await provider.close();
  jest.restoreAllMocks();
});

type Agent = ReturnType<TestApp['anonymous']>;

/** Where the program leads a browser on to. */
async function leadsTo(agent: Agent, address: string): Promise<string> {
  const { headers } = await agent
    .get(address.replace(DESK, ''))
    .expect(302)
    .expect('cache-control', 'no-store');
  return String(headers['location']);
}

/** Somebody's way through the provider and back; where it ends, and the browser. */
async function signIn(
  name: string,
  { agent = test.anonymous(), start = START }: { agent?: Agent; start?: string } = {},
): Promise<{ at: string; agent: Agent }> {
  const back = await provider.signIn(await leadsTo(agent, start), name);
  return { at: await leadsTo(agent, back), agent };
}

/** Somebody new at the provider: the name there, and what it says of them. */
function person(says: Person = {}): [name: string, email: string] {
  const name = v7();
  const email = says.email ?? `${name}@larkfield.example`;
  provider.people.set(name, { email, email_verified: true, ...says });
  return [name, email];
}

async function expectRefused(name: string, problem: string): Promise<void> {
  const { at, agent } = await signIn(name);
  expect(at).toBe(`/sign-in?problem=${problem}`);
  await agent.get('/v1/me').expect(401);
}

const usersOf = async ({ tokens }: TestAccount, q: string): Promise<Record<string, unknown>[]> =>
  (await test.as(tokens.admin).get('/v1/users').query({ q }).expect(200)).body.items;

describe('signing in by the identity provider', () => {
  it('is told to be a way, under its name', async () => {
    const { body } = await test.anonymous().get('/v1/sign-in/options').expect(200);
    expect(body).toEqual({ links: true, oidc: { name: 'Larkfield', path: START } });
  });

  it('makes a user at first, of the account of the domain, and knows them from then on', async () => {
    const [name, email] = person({ name: 'Ada Lovelace' });
    const first = await signIn(name);
    expect(first.at).toBe('/');
    const me = await first.agent.get('/v1/me').expect(200);
    expect(me.body).toMatchObject({
      user: { email, display_name: 'Ada Lovelace', role: 'engineer' },
      account: { id: account.accountId },
      credential: 'browser_session',
      session: { signed_in_by: 'oidc' },
    });
    const again = await signIn(name);
    expect((await again.agent.get('/v1/me').expect(200)).body.user).toEqual(me.body.user);
    expect(await usersOf(account, email)).toHaveLength(1);
    const [, elsewhere] = person();
    const [stranger] = person({ email: elsewhere.replace('larkfield', 'acme') });
    const third = await signIn(stranger);
    expect((await third.agent.get('/v1/me').expect(200)).body.account.id).toBe(other.accountId);
  });

  it('links a user whom the account has already, in any spelling of the address, and leaves the role', async () => {
    const [name, email] = person();
    const user = { email: email.toUpperCase(), display_name: 'Bo', role: 'reviewer' };
    const { body } = await test.as(account.tokens.admin).post('/v1/users').send(user).expect(201);
    const { agent } = await signIn(name);
    expect((await agent.get('/v1/me').expect(200)).body).toMatchObject({
      user: { id: body.id, display_name: 'Bo' },
      role: 'reviewer',
    });
  });

  it('knows by what the provider calls them, when the address has changed there', async () => {
    const [name, email] = person();
    const { agent } = await signIn(name);
    const before = (await agent.get('/v1/me').expect(200)).body.user;
    provider.people.set(name, { email: `new-${email}`, email_verified: true });
    const later = await signIn(name);
    expect((await later.agent.get('/v1/me').expect(200)).body.user).toEqual(before);
  });

  it('goes on where one wanted to go, and nowhere else', async () => {
    const [name] = person();
    const wanted = '/walk?ticket=psa/48213&q=no%20sound';
    const start = `${START}?return_to=${encodeURIComponent(wanted)}`;
    expect((await signIn(name, { start })).at).toBe(wanted);
    const elsewhere = `${START}?return_to=${encodeURIComponent('//elsewhere.example/')}`;
    expect((await signIn(name, { start: elsewhere })).at).toBe('/');
  });

  it('makes one user of somebody who signs in twice at the same moment', async () => {
    const [name, email] = person();
    const ways = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const agent = test.anonymous();
        return { agent, back: await provider.signIn(await leadsTo(agent, START), name) };
      }),
    );
    const ends = await Promise.all(ways.map(({ agent, back }) => leadsTo(agent, back)));
    expect(new Set(ends)).toEqual(new Set(['/']));
    expect(await usersOf(account, email)).toHaveLength(1);
  });

  it('sends a challenge, a state and a nonce that are new each time', async () => {
    const agent = test.anonymous();
    const [one, two] = [new URL(await leadsTo(agent, START)), new URL(await leadsTo(agent, START))];
    expect(one.origin).toBe(provider.issuer);
    expect(Object.fromEntries(one.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: CLIENT.OIDC_CLIENT_ID,
      redirect_uri: CALLBACK,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    });
    for (const each of ['code_challenge', 'state', 'nonce']) {
      expect(one.searchParams.get(each)).toMatch(/^[\w-]{43}$/);
      expect(one.searchParams.get(each)).not.toBe(two.searchParams.get(each));
    }
  });

  it('keeps what has to come back in a cookie that nobody reads', async () => {
    const { headers } = await test.anonymous().get(START).expect(302);
    const state = new URL(String(headers['location'])).searchParams.get('state') ?? '';
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(
      /^rf_oidc=[\w.-]+; Max-Age=600; Path=\/v1\/sign-in\/oidc; HttpOnly; SameSite=Lax$/,
    );
    expect(cookie).not.toContain(state);
  });
});

describe('nobody is signed in', () => {
  it('whose address the provider does not vouch for, or does not tell', async () => {
    await expectRefused(person({ email_verified: false })[0], 'email_unverified');
    await expectRefused(person({ email_verified: undefined })[0], 'email_unverified');
    const [silent] = person();
    provider.people.set(silent, { email_verified: true });
    await expectRefused(silent, 'email_unverified');
  });

  it('to whose domain no account belongs, or one that there is not', async () => {
    await expectRefused(person({ email: 'eve@elsewhere.example' })[0], 'no_account');
    await expectRefused(person({ email: 'eve@sub.larkfield.example' })[0], 'no_account');
    await expectRefused(person({ email: 'eve@gone.example' })[0], 'no_account');
  });

  it('who was deactivated, whether linked before or not', async () => {
    const admin = test.as(account.tokens.admin);
    const [name, email] = person();
    const { agent } = await signIn(name);
    const { id } = (await agent.get('/v1/me').expect(200)).body.user as { id: string };
    await admin.patch(`/v1/users/${id}`).send({ active: false }).expect(200);
    await expectRefused(name, 'user_inactive');
    await expectRefused(person({ email })[0], 'user_inactive');
  });

  it('by the address of somebody else, who had it before, until an admin unlinks them', async () => {
    const [before, email] = person();
    const { agent } = await signIn(before);
    const { id } = (await agent.get('/v1/me').expect(200)).body.user as { id: string };
    const [successor] = person({ email });
    await expectRefused(successor, 'identity_taken');
    const path = `/v1/users/${id}/identities`;
    await test.as(account.tokens.reviewer).delete(path).expect(403);
    await test.as(other.tokens.admin).delete(path).expect(404);
    await expectRefused(successor, 'identity_taken');
    await test.as(account.tokens.admin).delete(`/v1/users/${v7()}/identities`).expect(404);
    await test.as(account.tokens.admin).delete(path).expect(204);
    const { agent: after } = await signIn(successor);
    expect((await after.get('/v1/me').expect(200)).body.user.id).toBe(id);
    await expectRefused(before, 'identity_taken');
  });

  it('who thinks better of it', async () => {
    const agent = test.anonymous();
    const back = await provider.cancel(await leadsTo(agent, START));
    expect(await leadsTo(agent, back)).toBe('/sign-in?problem=oidc_cancelled');
    await agent.get('/v1/me').expect(401);
  });

  it('who comes back with the state of another way, or none', async () => {
    const agent = test.anonymous();
    const back = new URL(await provider.signIn(await leadsTo(agent, START), person()[0]));
    for (const state of [
      'x',
      '',
      new URL(await leadsTo(test.anonymous(), START)).searchParams.get('state'),
    ]) {
      const started = test.anonymous();
      await leadsTo(started, START);
      back.searchParams.set('state', state ?? '');
      expect(await leadsTo(started, back.href)).toBe('/sign-in?problem=oidc_state');
    }
    expect(await leadsTo(agent, CALLBACK)).toBe('/sign-in?problem=oidc_state');
  });

  it('in a browser that has not begun it, into which somebody else leads', async () => {
    const [name] = person();
    const attacker = test.anonymous();
    const back = await provider.signIn(await leadsTo(attacker, START), name);
    for (const cookie of [undefined, 'rf_oidc=x', 'rf_oidc=eyJhbGciOiJkaXIifQ..a.b.c']) {
      const victim = test.anonymous();
      if (cookie !== undefined) void victim.set('cookie', cookie);
      expect(await leadsTo(victim, back)).toBe('/sign-in?problem=oidc_state');
      await victim.get('/v1/me').expect(401);
    }
  });

  it('by the code of another browser, which lacks the verifier', async () => {
    const [mine, theirs] = [test.anonymous(), test.anonymous()];
    const stolen = new URL(await provider.signIn(await leadsTo(theirs, START), person()[0]));
    const started = new URL(await leadsTo(mine, START));
    stolen.searchParams.set('state', started.searchParams.get('state') ?? '');
    expect(await leadsTo(mine, stolen.href)).toBe('/sign-in?problem=oidc_failed');
  });

  it('by the same way back a second time, even with the same cookie', async () => {
    const agent = test.anonymous();
    const { headers } = await agent.get(START).expect(302);
    const [flow = ''] = String(headers['set-cookie']).split(';');
    const back = await provider.signIn(String(headers['location']), person()[0]);
    expect(await leadsTo(agent, back)).toBe('/');
    expect(await leadsTo(agent, back)).toBe('/sign-in?problem=oidc_state');
    const again = test.anonymous().set('cookie', flow);
    expect(await leadsTo(again, back)).toBe('/sign-in?problem=oidc_failed');
  });

  it.each(['return_to=/a&return_to=/b', `return_to=/${'x'.repeat(2_000)}`, 'next=/'])(
    'with %s',
    async (query) => {
      const { body } = await test.anonymous().get(`${START}?${query}`).expect(422);
      expect(body.code).toBe('invalid');
    },
  );
});

describe('another provider', () => {
  let second: TestApp;
  let google: IdentityProvider;

  beforeEach(async () => {
    google = await IdentityProvider.start(CALLBACK, { inIdToken: false });
    second = await startTestApp({
      ROLE: 'api',
      PUBLIC_URL: DESK,
      OIDC_ISSUER: google.issuer,
      ...CLIENT,
      OIDC_ACCOUNT: 'larkfield',
      OIDC_VERIFIED_CLAIM: 'hd',
    });
    await second.openAccount('Larkfield');
  });

  afterEach(async () => {
    await second.close();
    await google.close();
  });

  it('may tell the address by its own endpoint, and vouch for it by the domain that it manages', async () => {
    const says = { email: 'ada@larkfield.example', email_verified: true };
    google.people.set('ada', { ...says, hd: 'larkfield.example' });
    google.people.set('eve', says);
    const way = async (name: string): Promise<[string, Agent]> => {
      const agent = second.anonymous();
      const back = await google.signIn(await leadsTo(agent, START), name);
      return [await leadsTo(agent, back), agent];
    };
    expect((await way('eve'))[0]).toBe('/sign-in?problem=email_unverified');
    const [at, agent] = await way('ada');
    expect(at).toBe('/');
    expect((await agent.get('/v1/me').expect(200)).body).toMatchObject({
      user: { email: says.email, display_name: 'ada' },
      role: 'viewer',
    });
  });

  it('that is away is said to be, and found again', async () => {
    const agent = second.anonymous();
    google.people.set('ada', { email: 'ada@larkfield.example', hd: 'larkfield.example' });
    google.away = true;
    expect(await leadsTo(agent, START)).toBe('/sign-in?problem=oidc_unavailable');
    google.away = false;
    const back = await google.signIn(await leadsTo(agent, START), 'ada');
    google.away = true;
    expect(await leadsTo(agent, back)).toBe('/sign-in?problem=oidc_unavailable');
    google.away = false;
    const again = await google.signIn(await leadsTo(agent, START), 'ada');
    expect(await leadsTo(agent, again)).toBe('/');
  });
});

describe('without a provider', () => {
  it('there is no such way', async () => {
    const plain = await startTestApp({ ROLE: 'api' });
    try {
      const { body } = await plain.anonymous().get('/v1/sign-in/options').expect(200);
      expect(body).toEqual({ links: true, oidc: null });
      for (const path of [START, `${START}/callback?code=x&state=y`])
        expect((await plain.anonymous().get(path).expect(404)).body.code).toBe('not_found');
    } finally {
      await plain.close();
    }
  });
});
