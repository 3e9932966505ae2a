import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { ROLES } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

let test: TestApp;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
});

afterAll(() => test.close());

const asAdmin = (account: TestAccount): ReturnType<TestApp['as']> => test.as(account.tokens.admin);

const BELOW_ADMIN = ['viewer', 'engineer', 'reviewer'] as const;

const pointers = (body: { errors?: { pointer: string }[] }): string[] =>
  (body.errors ?? []).map(({ pointer }) => pointer);

async function addUser(account: TestAccount, user: object = {}): Promise<string> {
  const email = `${v7()}@people.example`;
  const sent = { email, display_name: 'Priya Nair', role: 'engineer', ...user };
  const { body } = await asAdmin(account).post('/v1/users').send(sent).expect(201);
  return String(body.id);
}

async function addTeam(account: TestAccount, name = `Team ${v7()}`): Promise<string> {
  const { body } = await asAdmin(account).post('/v1/teams').send({ name }).expect(201);
  return String(body.id);
}

describe('GET /v1/me', () => {
  it('answers each role with its user, account and credential', async () => {
    const account = await test.openAccount('Me');
    for (const role of ROLES) {
      const { body } = await test.as(account.tokens[role]).get('/v1/me').expect(200);
      expect(body).toEqual({
        user: expect.objectContaining({ id: account.userIds[role], role, active: true, team_id: null }),
        role,
        credential: 'token',
        csrf_token: null,
        session: null,
        account: { id: account.accountId, name: 'Me', slug: account.slug },
      });
    }
  });

  it('shows the role of an API key, which may be below its user', async () => {
    const account = await test.openAccount();
    const { body: made } = await asAdmin(account)
      .post('/v1/api-keys')
      .send({ name: 'K', role: 'viewer' })
      .expect(201);
    const { body } = await test.as(String(made.key)).get('/v1/me').expect(200);
    expect(body).toMatchObject({ role: 'viewer', credential: 'api_key', user: { role: 'admin' } });
  });
});

describe('POST /v1/users', () => {
  it('adds a user, whom every role can then read', async () => {
    const account = await test.openAccount();
    const teamId = await addTeam(account);
    const { body } = await asAdmin(account)
      .post('/v1/users')
      .send({
        email: ' Priya.Nair@people.example ',
        display_name: ' Priya Nair ',
        role: 'reviewer',
        team_id: teamId,
      })
      .expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      email: 'Priya.Nair@people.example',
      display_name: 'Priya Nair',
      role: 'reviewer',
      active: true,
      team_id: teamId,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    for (const token of Object.values(account.tokens)) {
      expect((await test.as(token).get(`/v1/users/${body.id}`).expect(200)).body).toEqual(body);
    }
  });

  it('refuses an address that a user of the account has, in any case', async () => {
    const account = await test.openAccount();
    await addUser(account, { email: 'Same@people.example' });
    const again = { email: 'sAME@people.example', display_name: 'Other', role: 'viewer' };
    const { body } = await asAdmin(account).post('/v1/users').send(again).expect(409);
    expect(body.code).toBe('email_taken');
    const other = await test.openAccount();
    await asAdmin(other).post('/v1/users').send(again).expect(201);
  });

  it('lets one of many requests at once have an address', async () => {
    const account = await test.openAccount();
    const user = { email: 'race@people.example', display_name: 'Race', role: 'viewer' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => asAdmin(account).post('/v1/users').send(user)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  const VALID = { email: 'a@people.example', display_name: 'A', role: 'viewer' };

  it.each([
    [{}, ['/email', '/display_name', '/role']],
    [{ ...VALID, email: 'nobody' }, ['/email']],
    [{ ...VALID, email: 5 }, ['/email']],
    [{ ...VALID, email: `${'a'.repeat(400)}@people.example` }, ['/email']],
    [{ ...VALID, display_name: ' ' }, ['/display_name']],
    [{ ...VALID, display_name: 'x'.repeat(201) }, ['/display_name']],
    [{ ...VALID, display_name: 'nul\u0000' }, ['/display_name']],
    [{ ...VALID, role: 'owner' }, ['/role']],
    [{ ...VALID, role: ['viewer'] }, ['/role']],
    [{ ...VALID, team_id: 'none' }, ['/team_id']],
    [{ ...VALID, team_id: v7() }, ['/team_id']],
    [{ ...VALID, account_id: v7() }, ['/account_id']],
    [{ ...VALID, active: false }, ['/active']],
  ])('refuses %j', async (user, faults) => {
    const account = await test.openAccount();
    const { body } = await asAdmin(account).post('/v1/users').send(user).expect(422);
    expect(body.code).toBe('invalid');
    expect(new Set(pointers(body))).toEqual(new Set(faults));
  });

  it("refuses another account's team", async () => {
    const teamId = await addTeam(await test.openAccount());
    const account = await test.openAccount();
    const { body } = await asAdmin(account)
      .post('/v1/users')
      .send({ ...VALID, team_id: teamId })
      .expect(422);
    expect(pointers(body)).toEqual(['/team_id']);
  });

  it.each(BELOW_ADMIN)('is refused to a %s', async (role) => {
    const account = await test.openAccount();
    await test.as(account.tokens[role]).post('/v1/users').send(VALID).expect(403);
  });

  it('is told when the body is no JSON object', async () => {
    const account = await test.openAccount();
    await asAdmin(account).post('/v1/users').type('json').send('{').expect(400);
    await asAdmin(account).post('/v1/users').send([VALID]).expect(422);
    await asAdmin(account).post('/v1/users').expect(422);
    await asAdmin(account).post('/v1/users').type('xml').send('<x/>').expect(415);
  });
});

describe('GET /v1/users', () => {
  const list = async (
    account: TestAccount,
    query: object,
  ): Promise<{ emails: string[]; next: string | null }> => {
    const { body } = await test.as(account.tokens.viewer).get('/v1/users').query(query).expect(200);
    const items: { email: string }[] = body.items;
    return { emails: items.map(({ email }) => email), next: body.next_cursor };
  };

  it('pages through the users in the order of their addresses, each once', async () => {
    const account = await test.openAccount();
    const names = ['Zoe', 'anna', 'Bert', 'carl', 'Émile', 'übel', 'dora'];
    for (const [index, name] of names.entries()) {
      await addUser(account, {
        email: `${name.normalize('NFKD').replace(/\P{ASCII}/gu, '')}${index}@x.example`,
      });
    }
    const all = await list(account, { limit: 100 });
    expect(all.emails).toHaveLength(names.length + 4);
    expect(all.next).toBeNull();
    const paged: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page: { emails: string[]; next: string | null } = await list(account, {
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      expect(page.emails.length).toBeLessThanOrEqual(3);
      paged.push(...page.emails);
      cursor = page.next;
    }
    expect(paged).toEqual(all.emails);
    expect(new Set(paged).size).toBe(paged.length);
  });

  it('filters by role, activity, team and text, together', async () => {
    const account = await test.openAccount();
    const teamId = await addTeam(account);
    await addUser(account, {
      email: 'one@x.example',
      display_name: 'Priya Nair',
      role: 'viewer',
      team_id: teamId,
    });
    const two = await addUser(account, { email: 'two@x.example', display_name: 'Pri 100%', role: 'viewer' });
    await asAdmin(account).patch(`/v1/users/${two}`).send({ active: false }).expect(200);
    expect((await list(account, { role: 'admin' })).emails).toEqual([`admin@${account.slug}.example`]);
    expect((await list(account, { active: 'false' })).emails).toEqual(['two@x.example']);
    expect((await list(account, { active: 'true', role: 'viewer' })).emails).toEqual([
      'one@x.example',
      `viewer@${account.slug}.example`,
    ]);
    expect((await list(account, { team_id: teamId })).emails).toEqual(['one@x.example']);
    expect((await list(account, { q: 'PRI' })).emails).toEqual(['one@x.example', 'two@x.example']);
    expect((await list(account, { q: '0%' })).emails).toEqual(['two@x.example']);
    expect((await list(account, { q: '_' })).emails).toEqual([]);
    expect((await list(account, { q: 'x.example', team_id: teamId, active: 'false' })).emails).toEqual([]);
  });

  it('finds a name in each of its spellings', async () => {
    const account = await test.openAccount();
    await addUser(account, { email: 'one@x.example', display_name: 'Jürgen Groß', role: 'viewer' });
    for (const q of ['jürgen', 'JUERGEN GROSS', 'GROẞ'])
      expect((await list(account, { q })).emails).toEqual(['one@x.example']);
  });

  it('shows the users of its own account only', async () => {
    const account = await test.openAccount();
    const other = await test.openAccount();
    const { body } = await test.as(account.tokens.viewer).get('/v1/users').expect(200);
    const ids: string[] = body.items.map(({ id }: { id: string }) => id);
    expect(ids.sort()).toEqual(Object.values(account.userIds).sort());
    expect(ids).not.toContain(other.userIds.viewer);
  });

  it.each([
    [{ limit: 0 }, '/limit'],
    [{ limit: 101 }, '/limit'],
    [{ limit: 'x' }, '/limit'],
    [{ cursor: 'nonsense' }, '/cursor'],
    [{ cursor: Buffer.from('[5]').toString('base64url') }, '/cursor'],
    [{ cursor: Buffer.from('["a","b"]').toString('base64url') }, '/cursor'],
    [{ role: 'owner' }, '/role'],
    [{ active: 'perhaps' }, '/active'],
    [{ team_id: '1' }, '/team_id'],
    [{ q: 'x'.repeat(201) }, '/q'],
    [{ colour: 'red' }, '/colour'],
  ])('refuses %j', async (query, pointer) => {
    const account = await test.openAccount();
    const { body } = await asAdmin(account).get('/v1/users').query(query).expect(422);
    expect(pointers(body)).toContain(pointer);
  });
});

describe('PATCH /v1/users/{id}', () => {
  it('changes what is given and leaves the rest', async () => {
    const account = await test.openAccount();
    const teamId = await addTeam(account);
    const id = await addUser(account, { role: 'viewer' });
    const change = async (patch: object): Promise<Record<string, unknown>> =>
      (await asAdmin(account).patch(`/v1/users/${id}`).send(patch).expect(200)).body;
    const before = await change({});
    const named = await change({ display_name: 'New Name' });
    expect(named).toEqual({ ...before, display_name: 'New Name', updated_at: expect.any(String) });
    expect(Date.parse(String(named['updated_at']))).toBeGreaterThan(Date.parse(String(before['updated_at'])));
    expect(await change({ role: 'reviewer', team_id: teamId })).toMatchObject({
      role: 'reviewer',
      team_id: teamId,
    });
    expect(await change({ team_id: null })).toMatchObject({
      role: 'reviewer',
      team_id: null,
      display_name: 'New Name',
    });
    expect(await change({ active: false })).toMatchObject({ active: false, role: 'reviewer' });
    expect(await change({ active: true })).toMatchObject({ active: true });
  });

  it('refuses a deactivated user at once, and takes a new role at once', async () => {
    const account = await test.openAccount();
    const engineer = test.as(account.tokens.engineer);
    await engineer.get('/v1/account').expect(200);
    await engineer.post('/v1/teams').send({ name: 'T' }).expect(403);
    await asAdmin(account).patch(`/v1/users/${account.userIds.engineer}`).send({ role: 'admin' }).expect(200);
    await engineer.post('/v1/teams').send({ name: 'T' }).expect(201);
    await asAdmin(account).patch(`/v1/users/${account.userIds.engineer}`).send({ active: false }).expect(200);
    await engineer.get('/v1/account').expect(401);
  });

  it.each([[{ active: false }], [{ role: 'reviewer' }], [{ role: 'viewer', active: true }]])(
    'refuses %j for the last active admin',
    async (patch) => {
      const account = await test.openAccount();
      const resting = await addUser(account, { role: 'admin' });
      await asAdmin(account).patch(`/v1/users/${resting}`).send({ active: false }).expect(200);
      const { body } = await asAdmin(account)
        .patch(`/v1/users/${account.userIds.admin}`)
        .send(patch)
        .expect(409);
      expect(body.code).toBe('last_admin');
      expect((await asAdmin(account).get('/v1/me').expect(200)).body).toMatchObject({ role: 'admin' });
      await asAdmin(account)
        .patch(`/v1/users/${account.userIds.admin}`)
        .send({ display_name: 'Still here', role: 'admin' })
        .expect(200);
    },
  );

  it('never ends without an admin when all of them lower and deactivate each other at once', async () => {
    for (let round = 0; round < 5; round++) {
      const account = await test.openAccount();
      const more = await Promise.all(Array.from({ length: 4 }, () => addUser(account, { role: 'admin' })));
      const admins = [account.userIds.admin, ...more];
      const tokens = await Promise.all(
        admins.map(async (id) =>
          String((await asAdmin(account).post(`/v1/users/${id}/token`).send({}).expect(201)).body.token),
        ),
      );
      // Each of them goes for the next in the circle.
      const answers = await Promise.all(
        tokens.map((token, index) =>
          test
            .as(token)
            .patch(`/v1/users/${admins[(index + 1) % admins.length]}`)
            .send(index % 2 === 0 ? { role: 'viewer' } : { active: false }),
        ),
      );
      // Some were already shut out or lowered when their own request came in.
      expect(answers.every(({ status }) => [200, 401, 403, 409].includes(status))).toBe(true);
      const { body } = await test
        .as(account.tokens.viewer)
        .get('/v1/users?role=admin&active=true')
        .expect(200);
      expect(body.items.length).toBeGreaterThanOrEqual(1);
      const lowered = answers.filter(({ status }) => status === 200).length;
      expect(body.items).toHaveLength(admins.length - lowered);
    }
  });

  it.each([
    [{ display_name: null }, '/display_name'],
    [{ display_name: '' }, '/display_name'],
    [{ role: null }, '/role'],
    [{ role: 'owner' }, '/role'],
    [{ active: null }, '/active'],
    [{ active: 'true' }, '/active'],
    [{ team_id: 'none' }, '/team_id'],
    [{ team_id: v7() }, '/team_id'],
    [{ email: 'new@people.example' }, '/email'],
  ])('refuses %j', async (patch, pointer) => {
    const account = await test.openAccount();
    const { body } = await asAdmin(account)
      .patch(`/v1/users/${account.userIds.viewer}`)
      .send(patch)
      .expect(422);
    expect(pointers(body)).toContain(pointer);
  });

  it.each(BELOW_ADMIN)('is refused to a %s, also for itself', async (role) => {
    const account = await test.openAccount();
    await test
      .as(account.tokens[role])
      .patch(`/v1/users/${account.userIds[role]}`)
      .send({ role: 'admin' })
      .expect(403);
  });
});

describe('POST /v1/users/{id}/token', () => {
  it('makes a token that is good for twelve hours unless asked otherwise', async () => {
    const account = await test.openAccount();
    const path = `/v1/users/${account.userIds.reviewer}/token`;
    const since = Math.floor(Date.now() / 1000) * 1000;
    const { body } = await asAdmin(account)
      .post(path)
      .send({})
      .expect(201)
      .expect('cache-control', 'no-store');
    const until = Date.parse(body.expires_at) - 12 * 3_600_000;
    expect(until).toBeGreaterThanOrEqual(since);
    expect(until).toBeLessThanOrEqual(Date.now());
    const me = await test.as(String(body.token)).get('/v1/me').expect(200);
    expect(me.body.user.id).toBe(account.userIds.reviewer);
    const long = await asAdmin(account)
      .post(path)
      .send({ lifetime_seconds: 30 * 86_400 })
      .expect(201);
    expect(Date.parse(long.body.expires_at) - Date.parse(body.expires_at)).toBeGreaterThanOrEqual(
      29.5 * 86_400_000,
    );
    await asAdmin(account).post(path).expect(201);
  });

  it.each([59, 30 * 86_400 + 1, 90.5, '3600', null])('refuses a lifetime of %j', async (lifetime_seconds) => {
    const account = await test.openAccount();
    const path = `/v1/users/${account.userIds.reviewer}/token`;
    const { body } = await asAdmin(account).post(path).send({ lifetime_seconds }).expect(422);
    expect(pointers(body)).toContain('/lifetime_seconds');
  });

  it('makes none for a deactivated user', async () => {
    const account = await test.openAccount();
    await asAdmin(account).patch(`/v1/users/${account.userIds.viewer}`).send({ active: false }).expect(200);
    const { body } = await asAdmin(account)
      .post(`/v1/users/${account.userIds.viewer}/token`)
      .send({})
      .expect(409);
    expect(body.code).toBe('user_inactive');
  });

  it.each(BELOW_ADMIN)('is refused to a %s', async (role) => {
    const account = await test.openAccount();
    await test.as(account.tokens[role]).post(`/v1/users/${account.userIds[role]}/token`).send({}).expect(403);
  });
});

describe('teams', () => {
  it('are listed by name, read, renamed', async () => {
    const account = await test.openAccount();
    for (const name of ['network', 'Desk', 'Projects', 'apps']) await addTeam(account, name);
    const viewer = test.as(account.tokens.viewer);
    const first = await viewer.get('/v1/teams?limit=3').expect(200);
    const names = (body: { items: { name: string }[] }): string[] => body.items.map(({ name }) => name);
    expect(names(first.body)).toEqual(['apps', 'Desk', 'network']);
    const second = await viewer
      .get('/v1/teams')
      .query({ limit: 3, cursor: first.body.next_cursor })
      .expect(200);
    expect(names(second.body)).toEqual(['Projects']);
    expect(second.body.next_cursor).toBeNull();
    const { id } = second.body.items[0];
    const renamed = await asAdmin(account).patch(`/v1/teams/${id}`).send({ name: ' PROJECTS ' }).expect(200);
    expect(renamed.body).toEqual({ id, name: 'PROJECTS', created_at: expect.any(String) });
    expect((await viewer.get(`/v1/teams/${id}`).expect(200)).body).toEqual(renamed.body);
  });

  it('have names that are unique in the account, in any case', async () => {
    const account = await test.openAccount();
    await addTeam(account, 'Desk');
    const other = await addTeam(account, 'Other');
    const taken = await asAdmin(account).post('/v1/teams').send({ name: 'dESK' }).expect(409);
    expect(taken.body.code).toBe('team_name_taken');
    const renamed = await asAdmin(account).patch(`/v1/teams/${other}`).send({ name: 'DESK' }).expect(409);
    expect(renamed.body.code).toBe('team_name_taken');
    await addTeam(await test.openAccount(), 'Desk');
  });

  it('leave their users behind when they are deleted', async () => {
    const account = await test.openAccount();
    const teamId = await addTeam(account);
    const userId = await addUser(account, { team_id: teamId });
    await asAdmin(account).delete(`/v1/teams/${teamId}`).expect(204);
    expect((await asAdmin(account).get(`/v1/users/${userId}`).expect(200)).body.team_id).toBeNull();
    await asAdmin(account).get(`/v1/teams/${teamId}`).expect(404);
    await asAdmin(account).delete(`/v1/teams/${teamId}`).expect(404);
  });

  it.each([
    {},
    { name: '' },
    { name: 5 },
    { name: null },
    { name: 'x'.repeat(201) },
    { name: 'a', colour: 'red' },
  ])('take no %j', async (team) => {
    const account = await test.openAccount();
    const teamId = await addTeam(account);
    expect((await asAdmin(account).post('/v1/teams').send(team).expect(422)).body.code).toBe('invalid');
    expect((await asAdmin(account).patch(`/v1/teams/${teamId}`).send(team).expect(422)).body.code).toBe(
      'invalid',
    );
  });

  it.each([{ limit: 0 }, { cursor: 'x' }, { q: 'x' }])('are not listed for %j', async (query) => {
    const account = await test.openAccount();
    await asAdmin(account).get('/v1/teams').query(query).expect(422);
  });

  it.each(BELOW_ADMIN)('are not changed by a %s', async (role) => {
    const account = await test.openAccount();
    const teamId = await addTeam(account);
    const request = test.as(account.tokens[role]);
    await request.get('/v1/teams').expect(200);
    await request.get(`/v1/teams/${teamId}`).expect(200);
    await request.post('/v1/teams').send({ name: 'Mine' }).expect(403);
    await request.patch(`/v1/teams/${teamId}`).send({ name: 'Mine' }).expect(403);
    await request.delete(`/v1/teams/${teamId}`).expect(403);
  });
});

describe('an id that is not of the account', () => {
  const routes = (
    userId: string,
    teamId: string,
  ): ['get' | 'patch' | 'post' | 'delete', string, object][] => [
    ['get', `/v1/users/${userId}`, {}],
    ['patch', `/v1/users/${userId}`, { display_name: 'Taken over' }],
    ['patch', `/v1/users/${userId}`, { role: 'viewer' }],
    ['patch', `/v1/users/${userId}`, { active: false }],
    ['post', `/v1/users/${userId}/token`, {}],
    ['get', `/v1/teams/${teamId}`, {}],
    ['patch', `/v1/teams/${teamId}`, { name: 'Taken over' }],
    ['delete', `/v1/teams/${teamId}`, {}],
  ];

  it('answers 404, for a stranger as for one that nobody has, and 422 when it is no UUID', async () => {
    const account = await test.openAccount();
    const other = await test.openAccount();
    await addUser(account, { role: 'admin' });
    const teamId = await addTeam(other);
    const before = await asAdmin(other).get('/v1/users').expect(200);
    for (const [method, path, body] of routes(other.userIds.admin, teamId)) {
      const response = await asAdmin(account)[method](path).send(body);
      expect([method, path, response.status, response.body.code]).toEqual([method, path, 404, 'not_found']);
    }
    for (const [method, path, body] of routes(v7(), v7())) {
      const response = await asAdmin(account)[method](path).send(body);
      expect([method, path, response.status]).toEqual([method, path, 404]);
    }
    for (const [method, path, body] of routes('me', '1')) {
      const response = await asAdmin(account)[method](path).send(body);
      expect([method, path, response.status, pointers(response.body)]).toEqual([method, path, 422, ['/id']]);
    }
    expect((await asAdmin(other).get('/v1/users').expect(200)).body).toEqual(before.body);
    await asAdmin(other).get(`/v1/teams/${teamId}`).expect(200);
  });

  it('is a last admin of nobody: lowering a stranger is 404 also where one admin is left', async () => {
    const account = await test.openAccount();
    await asAdmin(account).patch(`/v1/users/${v7()}`).send({ role: 'viewer' }).expect(404);
  });
});
