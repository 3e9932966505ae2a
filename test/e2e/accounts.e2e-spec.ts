import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { AccountDirectory } from '../../src/accounts/account-directory.service.js';
import { AccountOpening } from '../../src/accounts/account-opening.service.js';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

let test: TestApp;
/** The superuser, whom row-level security does not bind. */
let database: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api', DATABASE_POOL_SIZE: '8' });
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

const asAdmin = (account: TestAccount): ReturnType<TestApp['as']> => test.as(account.tokens.admin);

describe('opening an account', () => {
  const counts = async (): Promise<unknown> =>
    (
      await database.query(
        'SELECT (SELECT count(*) FROM accounts) AS accounts, (SELECT count(*) FROM users) AS users',
      )
    ).rows[0];

  it('makes a user of each role, under a slug made from the name', async () => {
    const opened = await test.app.get(AccountOpening).openAccount({ name: ' Grün & Partner ' });
    expect(opened.slug).toBe('grun-partner');
    expect(opened.users.reviewer).toMatchObject({
      email: 'reviewer@grun-partner.example',
      displayName: 'Reviewer',
    });
    const { rows } = await database.query(
      'SELECT name, role, email FROM users u JOIN accounts a ON a.id = account_id WHERE account_id = $1 ORDER BY role',
      [opened.accountId],
    );
    expect(rows).toEqual(
      ['admin', 'engineer', 'reviewer', 'viewer'].map((role) => ({
        name: 'Grün & Partner',
        role,
        email: `${role}@grun-partner.example`,
      })),
    );
  });

  it('gives each of many accounts with one name a slug of its own, also side by side', async () => {
    const opened = await Promise.all(
      Array.from({ length: 8 }, () => test.app.get(AccountOpening).openAccount({ name: 'Same name' })),
    );
    const slugs = opened.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(8);
    expect(slugs).toEqual(expect.arrayContaining(['same-name', 'same-name-2', 'same-name-3']));
  });

  it('refuses a slug that is taken', async () => {
    await test.app.get(AccountOpening).openAccount({ name: 'One', slug: 'asked-for' });
    const before = await counts();
    await expect(
      test.app.get(AccountOpening).openAccount({ name: 'Two', slug: 'asked-for' }),
    ).rejects.toMatchObject({
      status: 409,
      code: 'slug_taken',
    });
    expect(await counts()).toEqual(before);
  });

  it.each([
    [{ name: ' ' }, ['/name']],
    [{ name: 'a\nb' }, ['/name']],
    [{ name: 'x'.repeat(201), slug: 'Not A Slug' }, ['/name', '/slug']],
  ])('refuses %j', async (account, pointers) => {
    await expect(test.app.get(AccountOpening).openAccount(account)).rejects.toMatchObject({
      status: 422,
      errors: pointers.map((pointer) => expect.objectContaining({ pointer })),
    });
  });

  it('leaves nothing behind when its users cannot be made', async () => {
    await database.query(`
      CREATE FUNCTION refuse_users() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no users today'; END $$;
      CREATE TRIGGER refuse_users BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse_users()`);
    try {
      const before = await counts();
      await expect(test.app.get(AccountOpening).openAccount({ name: 'Half' })).rejects.toThrow(
        'no users today',
      );
      expect(await counts()).toEqual(before);
    } finally {
      await database.query('DROP FUNCTION refuse_users() CASCADE');
    }
  });

  it('is found in the directory, with its active users', async () => {
    const { accountId, slug, users } = await test.app.get(AccountOpening).openAccount({ name: 'Listed' });
    const directory = test.app.get(AccountDirectory);
    expect(await directory.findAccount(slug)).toEqual({ accountId, slug, name: 'Listed' });
    expect(await directory.findAccount('nobody')).toBeNull();
    const found = await directory.findUsers({ slug });
    expect(found.map(({ actor }) => actor.role)).toEqual(['admin', 'reviewer', 'engineer', 'viewer']);
    expect(found[1]).toEqual({
      actor: {
        accountId,
        userId: users.reviewer.id,
        role: 'reviewer',
        displayName: 'Reviewer',
        credential: `user:${users.reviewer.id}`,
      },
      email: users.reviewer.email,
      accountSlug: slug,
    });
    expect(await directory.findUsers({ email: users.viewer.email.toUpperCase() })).toHaveLength(1);
    await database.query('UPDATE users SET active = false WHERE id = $1', [users.viewer.id]);
    expect(await directory.findUsers({ email: users.viewer.email })).toEqual([]);
  });
});

const DEFAULTS = {
  flywheel_enabled: true,
  language_model_budget: 10,
  language_model_enabled: false,
  language_model_tasks: ['steps', 'labels', 'title', 'same_problem'],
  keep_deliveries_days: 0,
  keep_events_days: 0,
  keep_transcripts_days: 0,
  keep_words_days: 0,
  minimum_steps: 2,
  review_order: 'impact',
  claim_minutes: 15,
  revert_window_hours: 168,
  require_if_match: false,
  calibration_minimum: 50,
  reopen_after_sessions: 5,
  four_eyes: false,
  second_approval_domains: [],
  second_approval_critical: false,
  name_unsure_labels: false,
  verify_every_days: 180,
  verify_grace_days: 30,
  flags_to_verify: 3,
  unused_days: 365,
  success_fall_minimum: 20,
  success_fall_points: 10,
  success_fall_days: 30,
};

describe('GET /v1/account', () => {
  it('answers every role with its own account and the default settings', async () => {
    const account = await test.openAccount('Acme');
    for (const token of Object.values(account.tokens)) {
      const { body } = await test.as(token).get('/v1/account').expect(200);
      expect(body).toEqual({
        id: account.accountId,
        name: 'Acme',
        slug: account.slug,
        settings: DEFAULTS,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      });
    }
  });
});

describe('PATCH /v1/account', () => {
  const settingsOf = (account: TestAccount): Promise<unknown> => {
    const actor = systemActor(account.accountId);
    return test.app.get(Transactions).read(actor, (tx) => test.app.get(AccountsService).settings(tx));
  };

  it('changes what is given and leaves the rest', async () => {
    const account = await test.openAccount();
    const renamed = await asAdmin(account).patch('/v1/account').send({ name: '  New name ' }).expect(200);
    expect(renamed.body).toMatchObject({ name: 'New name', slug: account.slug });
    const first = await asAdmin(account)
      .patch('/v1/account')
      .send({ settings: { minimum_steps: 5 } })
      .expect(200);
    expect(first.body).toMatchObject({
      name: 'New name',
      settings: { ...DEFAULTS, minimum_steps: 5 },
    });
    const second = await asAdmin(account)
      .patch('/v1/account')
      .send({ settings: { flywheel_enabled: false } })
      .expect(200);
    expect(second.body.settings).toEqual({ ...DEFAULTS, flywheel_enabled: false, minimum_steps: 5 });
    expect(await settingsOf(account)).toMatchObject({ flywheelEnabled: false, minimumSteps: 5 });
    expect((await asAdmin(account).patch('/v1/account').send({}).expect(200)).body).toEqual(second.body);
  });

  it('resets to the default what is null', async () => {
    const account = await test.openAccount();
    const settings = { flywheel_enabled: false, minimum_steps: 9 };
    await asAdmin(account).patch('/v1/account').send({ settings }).expect(200);
    const one = await asAdmin(account)
      .patch('/v1/account')
      .send({ settings: { minimum_steps: null } })
      .expect(200);
    expect(one.body.settings).toEqual({ ...DEFAULTS, flywheel_enabled: false });
    const all = await asAdmin(account).patch('/v1/account').send({ settings: null }).expect(200);
    expect(all.body.settings).toEqual(DEFAULTS);
  });

  it('loses no setting when two are changed at once', async () => {
    const account = await test.openAccount();
    await Promise.all(
      [{ flywheel_enabled: false }, { minimum_steps: 7 }].map((settings) =>
        asAdmin(account).patch('/v1/account').send({ settings }).expect(200),
      ),
    );
    expect(await settingsOf(account)).toMatchObject({ flywheelEnabled: false, minimumSteps: 7 });
  });

  it.each([
    [{ name: '' }, '/name'],
    [{ name: '   ' }, '/name'],
    [{ name: null }, '/name'],
    [{ name: 'x'.repeat(201) }, '/name'],
    [{ name: 'two\nlines' }, '/name'],
    [{ slug: 'other' }, '/slug'],
    [{ settings: [] }, '/settings'],
    [{ settings: 5 }, '/settings'],
    [{ settings: { minimum_steps: 1 } }, '/settings/minimum_steps'],
    [{ settings: { minimum_steps: 21 } }, '/settings/minimum_steps'],
    [{ settings: { minimum_steps: '3' } }, '/settings/minimum_steps'],
    [{ settings: { flywheel_enabled: 'no' } }, '/settings/flywheel_enabled'],
    [{ settings: { review_order: 'random' } }, '/settings/review_order'],
    [{ settings: { claim_minutes: 0 } }, '/settings/claim_minutes'],
    [{ settings: { claim_minutes: 1441 } }, '/settings/claim_minutes'],
    [{ settings: { revert_window_hours: 0 } }, '/settings/revert_window_hours'],
    [{ settings: { revert_window_hours: 8761 } }, '/settings/revert_window_hours'],
    [{ settings: { reopen_after_sessions: -1 } }, '/settings/reopen_after_sessions'],
    [{ settings: { reopen_after_sessions: 1001 } }, '/settings/reopen_after_sessions'],
    [{ settings: { four_eyes: 'yes' } }, '/settings/four_eyes'],
    [{ settings: { second_approval_domains: 'security' } }, '/settings/second_approval_domains'],
    [{ settings: { second_approval_domains: [' '] } }, '/settings/second_approval_domains'],
    [{ settings: { second_approval_domains: ['a', 'a'] } }, '/settings/second_approval_domains'],
    [{ settings: { second_approval_critical: 1 } }, '/settings/second_approval_critical'],
    [{ settings: { name_unsure_labels: 'yes' } }, '/settings/name_unsure_labels'],
    [{ settings: { verify_every_days: -1 } }, '/settings/verify_every_days'],
    [{ settings: { verify_grace_days: 3651 } }, '/settings/verify_grace_days'],
    [{ settings: { flags_to_verify: 1.5 } }, '/settings/flags_to_verify'],
    [{ settings: { unused_days: '365' } }, '/settings/unused_days'],
    [{ settings: { success_fall_minimum: -1 } }, '/settings/success_fall_minimum'],
    [{ settings: { success_fall_points: 0 } }, '/settings/success_fall_points'],
    [{ settings: { success_fall_days: 0 } }, '/settings/success_fall_days'],
    [{ settings: { colour: 'red' } }, '/settings/colour'],
  ])('refuses %j', async (patch, pointer) => {
    const account = await test.openAccount();
    const { body } = await asAdmin(account).patch('/v1/account').send(patch).expect(422);
    expect(body).toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
  });

  it('takes an empty body for none, where the type of one is named all the same', async () => {
    const { tokens } = await test.openAccount();
    const post = (path: string): ReturnType<ReturnType<TestApp['as']>['post']> =>
      test.as(tokens.reviewer).post(path).set('content-type', 'application/json');
    expect((await post('/v1/review/next').expect(200)).body.proposal).toBeNull();
    const { body } = await post('/v1/l1-walks').expect(422);
    expect(body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/flow_id' }] });
  });

  it('refuses a body that is not JSON, or no object', async () => {
    const { tokens } = await test.openAccount();
    const patch = (): ReturnType<ReturnType<TestApp['as']>['patch']> =>
      test.as(tokens.admin).patch('/v1/account');
    expect((await patch().type('json').send('{"name":').expect(400)).body.code).toBe('malformed');
    expect((await patch().type('xml').send('<name/>').expect(415)).body.code).toBe('unsupported_media_type');
    expect(
      (
        await patch()
          .send([{ name: 'x' }])
          .expect(422)
      ).body.code,
    ).toBe('invalid');
    const large = { name: 'x'.repeat(9 * 1024 * 1024) };
    expect((await patch().send(large).expect(413)).body.code).toBe('too_large');
  });

  it.each(['viewer', 'engineer', 'reviewer'] as const)('is refused to a %s', async (role) => {
    const account = await test.openAccount();
    const { body } = await test.as(account.tokens[role]).patch('/v1/account').send({ name: 'x' }).expect(403);
    expect(body.code).toBe('forbidden');
  });
});

describe('GET /v1/account/export', () => {
  type Line = { table: string; row: Record<string, unknown> };

  async function exportOf(
    account: TestAccount,
  ): Promise<{ header: Record<string, unknown>; lines: Line[]; text: string }> {
    const response = await asAdmin(account)
      .get('/v1/account/export')
      .buffer(true)
      .parse((stream, done) => {
        let text = '';
        stream.setEncoding('utf8');
        stream.on('data', (chunk: string) => (text += chunk));
        stream.on('end', () => done(null, text));
      })
      .expect(200)
      .expect('content-type', 'application/x-ndjson')
      .expect('content-disposition', 'attachment; filename="account.ndjson"');
    const text = String(response.body);
    expect(text.endsWith('\n')).toBe(true);
    const [header, ...lines] = text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const end = lines.pop();
    expect(end).toEqual({ end: { rows: lines.length } });
    return { header: header as Record<string, unknown>, lines: lines as Line[], text };
  }

  const ofTable = (lines: Line[], table: string): Line['row'][] =>
    lines.filter((line) => line.table === table).map((line) => line.row);

  async function addSessions(account: TestAccount, count: number, transcript: string): Promise<void> {
    await database.query(
      `INSERT INTO ai_sessions (account_id, external_id, title, transcript)
       SELECT $1, 'S-' || n, 'Session ' || n, jsonb_build_array(jsonb_build_object('role', 'user', 'content', $3::text))
         FROM generate_series(1, $2::int) n`,
      [account.accountId, count, transcript],
    );
  }

  it('begins with a header and holds each row of the account once, and no other', async () => {
    const account = await test.openAccount('Exported');
    const other = await test.openAccount('Other');
    await addSessions(account, 250, 'First line\nsecond line "quoted" — \u{1F5A8}');
    await addSessions(other, 3, 'secret of another account');
    const { header, lines, text } = await exportOf(account);
    expect(header).toEqual({
      schema_version: expect.stringMatching(/^\w+\d{13}$/),
      account: { id: account.accountId, name: 'Exported', slug: account.slug },
      exported_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(ofTable(lines, 'accounts')).toEqual([
      expect.objectContaining({ id: account.accountId, slug: account.slug }),
    ]);
    expect(
      ofTable(lines, 'users')
        .map((row) => row['id'])
        .sort(),
    ).toEqual(Object.values(account.userIds).sort());
    const sessions = ofTable(lines, 'ai_sessions');
    expect(new Set(sessions.map((row) => row['external_id'])).size).toBe(250);
    expect(sessions).toHaveLength(250);
    expect(sessions[0]?.['transcript']).toEqual([
      { role: 'user', content: 'First line\nsecond line "quoted" — \u{1F5A8}' },
    ]);
    expect(lines.every(({ row }) => (row['account_id'] ?? row['id']) === account.accountId)).toBe(true);
    expect(text).not.toContain('secret of another account');
  });

  it('knows every table that has an account, and leaves out secrets and uploads', async () => {
    const account = await test.openAccount();
    const { body } = await asAdmin(account)
      .post('/v1/api-keys')
      .send({ name: 'Key', role: 'viewer' })
      .expect(201);
    await database.query(
      `WITH job AS (INSERT INTO jobs (account_id, kind) VALUES ($1, 'import') RETURNING id)
       INSERT INTO import_chunks (account_id, job_id, number, first_line, body) SELECT $1, id, 1, 1, 'upload' FROM job`,
      [account.accountId],
    );
    // A table that nobody has told the export about.
    await database.query(`
      CREATE TABLE "Later table" (account_id uuid, "odd ""column" json);
      GRANT SELECT ON "Later table" TO resolutionflow_app`);
    await database.query(`INSERT INTO "Later table" VALUES ($1, '{"a":\n1}')`, [account.accountId]);
    try {
      const { lines, text } = await exportOf(account);
      const { rows } = await database.query<{ name: string }>(
        `SELECT DISTINCT table_name AS name FROM information_schema.columns
          WHERE table_schema = 'public' AND column_name = 'account_id'`,
      );
      expect(rows.length).toBeGreaterThan(12);
      expect(ofTable(lines, 'jobs')).toHaveLength(1);
      expect(ofTable(lines, 'import_chunks')).toEqual([]);
      expect(ofTable(lines, 'Later table')).toEqual([
        { account_id: account.accountId, 'odd "column': { a: 1 } },
      ]);
      const [key] = ofTable(lines, 'api_keys');
      expect(key).toMatchObject({ id: body.id, name: 'Key', user_id: account.userIds.admin });
      expect(key).not.toHaveProperty('secret_hash');
      expect(text).not.toContain(String(body.key).slice(-43));
    } finally {
      await database.query('DROP TABLE "Later table"');
    }
  });

  it('shows one moment: what is written while it runs is not in it', async () => {
    const account = await test.openAccount();
    await addSessions(account, 2000, 'x'.repeat(4000));
    const { message, ended } = await openExport(account);
    // The header is there, and most of the rows are not yet read.
    await database.query(`UPDATE ai_sessions SET title = 'changed' WHERE account_id = $1`, [
      account.accountId,
    ]);
    let text = '';
    message.setEncoding('utf8');
    for await (const chunk of message) text += String(chunk);
    await ended;
    const titles = text.match(/"title":"[^"]*"/g) ?? [];
    expect(titles).toHaveLength(2000);
    expect(titles.filter((title) => title.includes('changed'))).toEqual([]);
  });

  /** A reader that takes no more than it asks for, and the end of the transaction that serves it. */
  async function openExport(
    account: TestAccount,
  ): Promise<{ message: IncomingMessage; ended: Promise<unknown> }> {
    const snapshot = jest.spyOn(test.app.get(Transactions), 'snapshot');
    const server = test.app.getHttpServer();
    if (!server.listening) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    const { port } = server.address() as AddressInfo;
    const request = get({
      port,
      host: '127.0.0.1',
      path: '/v1/account/export',
      headers: { authorization: `Bearer ${account.tokens.admin}` },
      agent: false,
    });
    const [message] = (await once(request, 'response')) as [IncomingMessage];
    const ended = Promise.resolve(snapshot.mock.results.at(-1)?.value).catch((error: unknown) => error);
    return { message, ended };
  }

  const openTransactions = async (): Promise<number> => {
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'resolutionflow' AND xact_start IS NOT NULL`,
    );
    return rows[0]?.count ?? -1;
  };

  it('ends its transaction when the reader goes away, and can then be asked for again', async () => {
    const account = await test.openAccount();
    await addSessions(account, 3000, 'y'.repeat(8000));
    const { message, ended } = await openExport(account);
    expect(await openTransactions()).toBe(1);
    const { body } = await asAdmin(account).get('/v1/account/export').expect(409);
    expect(body.code).toBe('export_running');
    message.destroy();
    expect(await ended).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
    expect(await openTransactions()).toBe(0);
    const { lines } = await exportOf(account);
    expect(ofTable(lines, 'ai_sessions')).toHaveLength(3000);
  });

  it('lets no more than a quarter of the connections be held by readers', async () => {
    const accounts = [await test.openAccount(), await test.openAccount(), await test.openAccount()];
    for (const account of accounts) await addSessions(account, 2000, 'z'.repeat(8000));
    const [first, second, third] = accounts as [TestAccount, TestAccount, TestAccount];
    const running = [await openExport(first), await openExport(second)];
    const { body } = await asAdmin(third).get('/v1/account/export').expect(503);
    expect(body.code).toBe('exports_busy');
    for (const { message } of running) message.destroy();
    await Promise.all(running.map(({ ended }) => ended));
    await exportOf(third);
  });

  it('breaks the transfer off when the database fails, so that it does not look whole', async () => {
    const account = await test.openAccount();
    await addSessions(account, 3000, 'y'.repeat(8000));
    const { message, ended } = await openExport(account);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'resolutionflow' AND xact_start IS NOT NULL`,
    );
    await expect(message.resume().toArray()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await ended).toBeInstanceOf(Error);
  });

  it('answers a problem document when it cannot begin', async () => {
    const account = await test.openAccount();
    jest.spyOn(test.app.get(Transactions), 'snapshot').mockRejectedValue(new Error('no connection'));
    const { body } = await asAdmin(account).get('/v1/account/export').expect(500);
    expect(body).toMatchObject({ code: 'internal', status: 500 });
    jest.restoreAllMocks();
    await exportOf(account);
  });

  it.each(['viewer', 'engineer', 'reviewer'] as const)('is refused to a %s', async (role) => {
    const account = await test.openAccount();
    await test.as(account.tokens[role]).get('/v1/account/export').expect(403);
  });
});

describe('DELETE /v1/account', () => {
  async function rowsOf(accountId: string): Promise<Record<string, number>> {
    const { rows } = await database.query<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'account_id'`,
    );
    const counts: [string, number][] = [];
    for (const { name } of rows) {
      const result = await database.query<{ count: number }>(
        `SELECT count(*)::int FROM ${pg.escapeIdentifier(name)} WHERE account_id = $1`,
        [accountId],
      );
      counts.push([name, result.rows[0]?.count ?? -1]);
    }
    const queue = await database.query<{ count: number }>(
      `SELECT count(*)::int FROM graphile_worker._private_jobs WHERE payload ->> 'account_id' = $1`,
      [accountId],
    );
    counts.push(['the queue', queue.rows[0]?.count ?? -1]);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  /** A row in each table that guards itself against deletion, and in those around it. */
  async function fill(account: TestAccount): Promise<void> {
    await database.query(
      `WITH team AS (INSERT INTO teams (account_id, name) VALUES ($1, 'Team') RETURNING id),
            session AS (INSERT INTO ai_sessions (account_id, team_id, user_id, title)
                        SELECT $1, id, $2, 'Session' FROM team RETURNING id),
            tree AS (INSERT INTO trees (account_id, title, current_version) VALUES ($1, 'Flow', 1) RETURNING id),
            proposal AS (INSERT INTO flow_proposals (account_id, source_session_id, proposal_type, title,
                           proposed_flow_data, reviewed_by, published_flow_id)
                         SELECT $1, session.id, 'new_flow', 'Flow', '{}', $2, tree.id FROM session, tree RETURNING id),
            event AS (INSERT INTO proposal_events (account_id, proposal_id, event, actor_name)
                      SELECT $1, id, 'created', 'Somebody' FROM proposal),
            observation AS (INSERT INTO session_observations (account_id, session_id, decision, proposal_id)
                            SELECT $1, session.id, 'new_flow', proposal.id FROM session, proposal)
       INSERT INTO tree_versions (account_id, tree_id, version, flow_data, proposal_id, published_by_name)
       SELECT $1, tree.id, 1, '{}', proposal.id, 'Somebody' FROM tree, proposal`,
      [account.accountId, account.userIds.reviewer],
    );
    await database.query(
      `SELECT graphile_worker.add_job('observe_session', json_build_object('account_id', $1::text))`,
      [account.accountId],
    );
  }

  it('deletes every row of the account, no other, and shuts out its credentials', async () => {
    const account = await test.openAccount();
    const other = await test.openAccount();
    await fill(account);
    await fill(other);
    const { body } = await asAdmin(account)
      .post('/v1/api-keys')
      .send({ name: 'Key', role: 'admin' })
      .expect(201);
    const untouched = await rowsOf(other.accountId);
    expect(Object.keys(await rowsOf(account.accountId))).toEqual(
      expect.arrayContaining([
        'tree_versions',
        'proposal_events',
        'session_observations',
        'api_keys',
        'users',
        'the queue',
      ]),
    );
    await asAdmin(account).delete('/v1/account').send({ confirm: account.slug }).expect(204);
    expect(await rowsOf(account.accountId)).toEqual({});
    expect((await database.query('SELECT FROM accounts WHERE id = $1', [account.accountId])).rowCount).toBe(
      0,
    );
    expect(await rowsOf(other.accountId)).toEqual(untouched);
    for (const credential of [...Object.values(account.tokens), String(body.key)]) {
      await test.as(credential).get('/v1/me').expect(401);
    }
    await asAdmin(other).get('/v1/me').expect(200);
  });

  it.each([[{}], [{ confirm: 'another' }], [{ confirm: 5 }], [{ confirm: null }], [undefined]])(
    'refuses %j as confirmation',
    async (confirmation) => {
      const account = await test.openAccount();
      const { body } = await asAdmin(account).delete('/v1/account').send(confirmation).expect(422);
      expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer: '/confirm' })]));
      await asAdmin(account).get('/v1/account').expect(200);
    },
  );

  it("refuses another account's slug", async () => {
    const account = await test.openAccount();
    const other = await test.openAccount();
    await asAdmin(account).delete('/v1/account').send({ confirm: other.slug }).expect(422);
    await asAdmin(account).get('/v1/account').expect(200);
    await asAdmin(other).get('/v1/account').expect(200);
  });

  it.each(['viewer', 'engineer', 'reviewer'] as const)('is refused to a %s', async (role) => {
    const account = await test.openAccount();
    await test.as(account.tokens[role]).delete('/v1/account').send({ confirm: account.slug }).expect(403);
    await asAdmin(account).get('/v1/account').expect(200);
  });

  it('takes the slug free for the next account', async () => {
    const account = await test.openAccount('Comes back');
    await asAdmin(account).delete('/v1/account').send({ confirm: account.slug }).expect(204);
    expect((await test.openAccount('Comes back')).slug).toBe(account.slug);
  });

  it('answers 401 where the account goes while its request is on the way', async () => {
    const account = await test.openAccount();
    const [one, two] = await Promise.all(
      [1, 2].map(() => asAdmin(account).delete('/v1/account').send({ confirm: account.slug })),
    );
    expect([one?.status, two?.status].sort()).toEqual(expect.arrayContaining([204]));
    expect([401, 422]).toContain([one?.status, two?.status].find((status) => status !== 204));
  });
});
