import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { exportJWK, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { v7 } from 'uuid';
import { AccountOpening, type OpenedAccount } from '../../src/accounts/account-opening.service.js';
import { ApiKeysService } from '../../src/accounts/api-keys/api-keys.service.js';
import { TokensService } from '../../src/accounts/tokens/tokens.service.js';
import { ROLES, systemActor, type Role } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

const ISSUER = 'resolutionflow';
const AUDIENCE = 'resolutionflow-api';

interface Claims {
  subject?: string;
  issuer?: string;
  audience?: string;
  expiresIn?: number;
  algorithm?: string;
  more?: Record<string, unknown>;
}

/** A token as somebody might make it who knows everything but, perhaps, the key. */
function sign(key: KeyObject | Uint8Array, claims: Claims): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT(claims.more ?? {})
    .setProtectedHeader({ alg: claims.algorithm ?? 'EdDSA' })
    .setIssuedAt(now - 10_000)
    .setIssuer(claims.issuer ?? ISSUER)
    .setAudience(claims.audience ?? AUDIENCE)
    .setExpirationTime(now + (claims.expiresIn ?? 600));
  if (claims.subject !== undefined) token.setSubject(claims.subject);
  return token.sign(key);
}

describe('with its own tokens', () => {
  let test: TestApp;
  let account: TestAccount;
  /** The program's own key, as it lies in the data folder. */
  let key: KeyObject;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    key = createPrivateKey(await readFile(join(test.database.dataDir, 'token-key.pem')));
  });

  afterAll(() => test.close());

  const refused = async (token: string, code = 'unauthorized', words = 'wrong or revoked'): Promise<void> => {
    const { body } = await test
      .as(token)
      .get('/v1/me')
      .expect(401)
      .expect(
        'www-authenticate',
        `Bearer realm="ResolutionFlow", error="invalid_token", error_description="The token or API key ${words.startsWith('has') ? '' : 'is '}${words}"`,
      )
      .expect('content-type', /^application\/problem\+json/);
    expect(body).toMatchObject({ status: 401, code, detail: expect.stringContaining(words) });
  };

  it('lets in a good token', async () => {
    await test
      .as(await sign(key, { subject: account.userIds.viewer }))
      .get('/v1/me')
      .expect(200);
    await test
      .as(await test.app.get(TokensService).sign(account.userIds.viewer, 60))
      .get('/v1/me')
      .expect(200);
  });

  it('takes the scheme in any case', async () => {
    await test.anonymous().get('/v1/me').set('authorization', `bearer ${account.tokens.viewer}`).expect(200);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'Bearer two words',
    'Bearer \u00e9',
    'Bearer a,b',
  ])('refuses the header %j', async (header) => {
    const request = test.anonymous().get('/v1/me');
    if (header !== undefined)
      void request.set('authorization', Buffer.from(header, 'latin1').toString('latin1'));
    const { body } = await request.expect(401).expect('www-authenticate', 'Bearer realm="ResolutionFlow"');
    expect(body.code).toBe('unauthorized');
  });

  it.each([
    ['garbage', 'garbage'],
    ['three parts of nothing', 'a.b.c'],
    ['dots', '..'],
    ['an empty unsigned token', 'eyJhbGciOiJub25lIn0.e30.'],
    ['a long text', 'x'.repeat(5000)],
  ])('refuses %s', (_, token) => refused(token));

  it('refuses a token of another key', async () => {
    await refused(await sign(generateKeyPairSync('ed25519').privateKey, { subject: account.userIds.admin }));
  });

  it('refuses a token whose claims were changed', async () => {
    const [header, , signature] = account.tokens.viewer.split('.');
    const [, payload] = account.tokens.admin.split('.');
    await refused([header, payload, signature].join('.'));
  });

  it('refuses an unsigned token', async () => {
    const token = new UnsecuredJWT({})
      .setSubject(account.userIds.admin)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setExpirationTime('1h')
      .encode();
    await refused(token);
  });

  it('refuses a token signed with the public key as a password', async () => {
    const publicKey = createPublicKey(key);
    const passwords = [
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      publicKey.export({ type: 'spki', format: 'der' }),
      Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url'),
    ];
    const header = Buffer.from(JSON.stringify({ alg: 'HS256' })).toString('base64url');
    const [, payload] = account.tokens.admin.split('.');
    for (const password of passwords) {
      const signature = createHmac('sha256', password).update(`${header}.${payload}`).digest('base64url');
      await refused(`${header}.${payload}.${signature}`);
    }
  });

  it.each([
    ['of another issuer', { issuer: 'somebody-else' }],
    ['for another audience', { audience: 'another-api' }],
    ['not good yet', { more: { nbf: Math.floor(Date.now() / 1000) + 3600 } }],
  ])('refuses a token that is %s', async (_, claims) => {
    await refused(await sign(key, { subject: account.userIds.admin, ...claims }));
  });

  it('says so of a token that has expired, but not of one that was never good', async () => {
    const expired = { subject: account.userIds.admin, expiresIn: -1 };
    await refused(await sign(key, expired), 'token_expired', 'has expired');
    await refused(await sign(generateKeyPairSync('ed25519').privateKey, expired));
    await refused(await sign(key, { ...expired, audience: 'another-api' }));
  });

  it('refuses a token that never expires', async () => {
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(account.userIds.admin)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .sign(key);
    await refused(token);
  });

  it.each([undefined, '', 'admin', v7(), "' OR true --"])(
    'refuses a token for the user %j',
    async (subject) => {
      await refused(await sign(key, { subject }));
    },
  );

  it('goes by the subject, not by an address in the claims', async () => {
    await refused(await sign(key, { more: { email: `admin@${account.slug}.example` } }));
  });

  it('keeps its key where only its owner can read it', async () => {
    expect((await stat(join(test.database.dataDir, 'token-key.pem'))).mode & 0o777).toBe(0o600);
  });

  it('answers each role what it may have, and 403 for the rest', async () => {
    const routes: [Role, 'get' | 'patch' | 'post' | 'delete', string, number][] = [
      ['viewer', 'get', '/v1/account', 200],
      ['viewer', 'get', '/v1/me', 200],
      ['viewer', 'get', '/v1/users', 200],
      ['viewer', 'get', `/v1/users/${v7()}`, 404],
      ['viewer', 'get', '/v1/teams', 200],
      ['viewer', 'get', `/v1/teams/${v7()}`, 404],
      ['admin', 'patch', '/v1/account', 200],
      ['admin', 'delete', '/v1/account', 422],
      ['admin', 'get', '/v1/account/export', 200],
      ['admin', 'post', '/v1/users', 422],
      ['admin', 'patch', `/v1/users/${v7()}`, 404],
      ['admin', 'post', `/v1/users/${v7()}/token`, 404],
      ['admin', 'post', '/v1/teams', 422],
      ['admin', 'patch', `/v1/teams/${v7()}`, 422],
      ['admin', 'delete', `/v1/teams/${v7()}`, 404],
      ['admin', 'get', '/v1/api-keys', 200],
      ['admin', 'post', '/v1/api-keys', 422],
      ['admin', 'delete', `/v1/api-keys/${v7()}`, 404],
    ];
    for (const [required, method, path, status] of routes) {
      expect([method, path, (await test.anonymous()[method](path)).status]).toEqual([method, path, 401]);
      for (const role of ROLES) {
        const allowed = ROLES.indexOf(role) >= ROLES.indexOf(required);
        const response = await test.as(account.tokens[role])[method](path);
        expect([role, method, path, response.status]).toEqual([role, method, path, allowed ? status : 403]);
      }
    }
  });

  it('refuses a deactivated user at once', async () => {
    const { tokens, userIds } = await test.openAccount();
    await test.as(tokens.engineer).get('/v1/me').expect(200);
    await test.as(tokens.admin).patch(`/v1/users/${userIds.engineer}`).send({ active: false }).expect(200);
    await refused(tokens.engineer);
  });

  it('does not say whether a path exists to somebody without a credential', async () => {
    await test.anonymous().get(`/v1/users/${v7()}`).expect(401);
    await test.anonymous().get('/v1/users/no-uuid').expect(401);
  });
});

describe('the rate limit', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api', RATE_LIMIT: '3' });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(() => test.close());

  it('is for each credential alone, over all routes, and lifted with the next second', async () => {
    const account = await test.openAccount();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
    const viewer = test.as(account.tokens.viewer);
    await viewer.get('/v1/me').expect(200);
    await viewer.get('/v1/account').expect(200);
    await viewer.get(`/v1/users/${v7()}`).expect(404);
    const { body } = await viewer
      .get('/v1/me')
      .expect(429)
      .expect('retry-after', '1')
      .expect('content-type', /^application\/problem\+json/);
    expect(body).toMatchObject({ status: 429, code: 'too_many_requests' });
    await test.as(account.tokens.admin).get('/v1/me').expect(200);
    clock.mockReturnValue(1_800_000_001_000);
    await viewer.get('/v1/me').expect(200);
  });

  it('is asked before a body is read', async () => {
    const admin = test.as((await test.openAccount()).tokens.admin);
    jest.spyOn(Date, 'now').mockReturnValue(1_800_000_003_000);
    for (let index = 0; index < 3; index++) await admin.get('/v1/me').expect(200);
    await admin.post('/v1/teams').type('json').send('no JSON').expect(429);
  });

  it('counts each API key of a user alone', async () => {
    const account = await test.openAccount();
    const clock = jest.spyOn(Date, 'now');
    const make = async (): Promise<string> =>
      String(
        (await test.as(account.tokens.admin).post('/v1/api-keys').send({ name: 'K', role: 'viewer' })).body
          .key,
      );
    const keys = [await make(), await make()];
    clock.mockReturnValue(1_800_000_005_000);
    for (const key of keys) {
      const answers = [];
      for (let index = 0; index < 4; index++) answers.push((await test.as(key).get('/v1/me')).status);
      expect(answers).toEqual([200, 200, 200, 429]);
    }
  });
});

describe("with a company's identity provider", () => {
  const COMPANY = 'https://login.company.example';
  let provider: Server;
  let test: TestApp;
  let opened: OpenedAccount;
  let published: JWK[];
  const [first, second, stranger] = [
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ed25519'),
  ];

  beforeAll(async () => {
    published = [
      { ...(await exportJWK(first.publicKey)), kid: 'first', alg: 'EdDSA', use: 'sig' },
      { ...(await exportJWK(second.publicKey)), kid: 'second', alg: 'ES256', use: 'sig' },
    ];
    provider = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
    });
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const { port } = provider.address() as AddressInfo;
    test = await startTestApp({
      ROLE: 'api',
      JWKS_URL: `http://127.0.0.1:${port}/jwks`,
      JWT_ISSUER: COMPANY,
      JWT_AUDIENCE: 'flows',
    });
    opened = await test.app.get(AccountOpening).openAccount({ name: 'Company' });
  });

  afterAll(async () => {
    await test.close();
    provider.close();
  });

  const token = (
    claims: Record<string, unknown>,
    overrides: Claims & { kid?: string; key?: KeyObject } = {},
  ): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: overrides.algorithm ?? 'EdDSA', kid: overrides.kid ?? 'first' })
      .setSubject('company|4711')
      .setIssuer(overrides.issuer ?? COMPANY)
      .setAudience(overrides.audience ?? 'flows')
      .setExpirationTime(Math.floor(Date.now() / 1000) + (overrides.expiresIn ?? 600))
      .sign(overrides.key ?? first.privateKey);

  const email = (): string => opened.users.reviewer.email;

  it('knows the user by the address, in any case', async () => {
    for (const address of [email(), email().toUpperCase()]) {
      const { body } = await test
        .as(await token({ email: address }))
        .get('/v1/me')
        .expect(200);
      expect(body).toMatchObject({ role: 'reviewer', account: { id: opened.accountId } });
    }
  });

  it('takes each key that the provider publishes', async () => {
    const signed = await token(
      { email: email() },
      { kid: 'second', algorithm: 'ES256', key: second.privateKey },
    );
    await test.as(signed).get('/v1/me').expect(200);
  });

  it('refuses every other token', async () => {
    const bad = [
      token({ email: email() }, { key: stranger.privateKey }),
      token({ email: email() }, { key: stranger.privateKey, kid: 'unknown' }),
      token({ email: email() }, { issuer: ISSUER }),
      token({ email: email() }, { audience: AUDIENCE }),
      token({ email: email() }, { expiresIn: -1 }),
      token({ email: 'nobody@company.example' }),
      token({}),
      token({ email: '' }),
      token({ email: email(), email_verified: false }),
      token({ email: [email()] }),
    ];
    for (const signed of await Promise.all(bad)) await test.as(signed).get('/v1/me').expect(401);
  });

  it('guesses no account where an address belongs to users of two', async () => {
    const other = await test.app.get(AccountOpening).openAccount({ name: 'Second company' });
    const keyOf = async (account: OpenedAccount): Promise<string> =>
      token({ email: account.users.admin.email });
    const shared = { email: 'shared@company.example', display_name: 'Shared', role: 'engineer' };
    for (const account of [opened, other]) {
      await test
        .as(await keyOf(account))
        .post('/v1/users')
        .send(shared)
        .expect(201);
    }
    await test
      .as(await token({ email: shared.email }))
      .get('/v1/me')
      .expect(401);
    for (const account of [opened, other]) {
      for (const name of [account.slug, account.accountId]) {
        const { body } = await test
          .as(await token({ email: shared.email, account: name }))
          .get('/v1/me')
          .expect(200);
        expect(body.account.id).toBe(account.accountId);
      }
    }
    await test
      .as(await token({ email: shared.email, account: 'third' }))
      .get('/v1/me')
      .expect(401);
    await test
      .as(await token({ email: email(), account: other.slug }))
      .get('/v1/me')
      .expect(401);
  });

  it('refuses a deactivated user at once', async () => {
    const admin = await token({ email: opened.users.admin.email });
    const viewer = await token({ email: opened.users.viewer.email });
    await test.as(viewer).get('/v1/me').expect(200);
    await test.as(admin).patch(`/v1/users/${opened.users.viewer.id}`).send({ active: false }).expect(200);
    await test.as(viewer).get('/v1/me').expect(401);
  });

  it('makes no tokens itself, but API keys', async () => {
    const admin = test.as(await token({ email: opened.users.admin.email }));
    const { body } = await admin.post(`/v1/users/${opened.users.reviewer.id}/token`).send({}).expect(409);
    expect(body.code).toBe('external_identity');
    const made = await admin.post('/v1/api-keys').send({ name: 'K', role: 'viewer' }).expect(201);
    await test.as(String(made.body.key)).get('/v1/me').expect(200);
  });
});

describe('with an identity provider that does not answer', () => {
  it('answers 503 to tokens, which may be good, and takes API keys as ever', async () => {
    const provider = createServer((_, response) => {
      response.writeHead(500).end();
    });
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const { port } = provider.address() as AddressInfo;
    const test = await startTestApp({
      ROLE: 'api',
      JWKS_URL: `http://127.0.0.1:${port}/jwks`,
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
    });
    try {
      const { accountId, users } = await test.app.get(AccountOpening).openAccount({ name: 'Company' });
      const token = await sign(generateKeyPairSync('ed25519').privateKey, {
        more: { email: users.admin.email },
      });
      const { body } = await test.as(token).get('/v1/me').expect(503);
      expect(body).toMatchObject({ status: 503, code: 'unavailable' });
      provider.close();
      await test.as(token).get('/v1/me').expect(503);
      await test.as('garbage').get('/v1/me').expect(401);
      const admin = { ...systemActor(accountId), userId: users.admin.id };
      const { key } = await test.app.get(ApiKeysService).create(admin, { name: 'K', role: 'viewer' });
      await test.as(key).get('/v1/me').expect(200);
    } finally {
      await test.close();
      provider.close();
    }
  });
});

describe('with the public key of an identity provider', () => {
  it('takes its tokens and refuses those of others', async () => {
    const pair = generateKeyPairSync('ed25519');
    const test = await startTestApp({
      ROLE: 'api',
      JWT_PUBLIC_KEY: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
    });
    try {
      const { users } = await test.app.get(AccountOpening).openAccount({ name: 'Company' });
      const claims = { more: { email: users.engineer.email } };
      const { body } = await test
        .as(await sign(pair.privateKey, claims))
        .get('/v1/me')
        .expect(200);
      expect(body.role).toBe('engineer');
      await test
        .as(await sign(generateKeyPairSync('ed25519').privateKey, claims))
        .get('/v1/me')
        .expect(401);
      await test
        .as(await sign(pair.privateKey, { subject: users.engineer.id }))
        .get('/v1/me')
        .expect(401);
    } finally {
      await test.close();
    }
  });
});
