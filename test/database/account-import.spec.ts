import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { importAccount, ImportRefused } from '../../src/accounts/export/account-import.js';
import { examine } from '../../src/doctor/examine.js';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { dumpAccount } from '../support/rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { Walker } from '../support/walker.js';

/** What is there anew, or not at all, on the server that it came to; and what numbers are its own. */
const DIFFERENT = [
  'api_keys',
  'webhook_endpoints',
  'webhook_deliveries',
  'browser_sessions',
  'sign_in_links',
];
const OWN = ['"id": \\d+, (?="data")', '"changed": \\d+, '];

let test: TestApp;
let account: TestAccount;
let other: TestDatabase;
let text: string;
let client: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  account = await test.openAccount('Moving');
  await fill();
  ({ text } = await test.as(account.tokens.admin).get('/v1/account/export').buffer(true).expect(200));
  other = await createTestDatabase();
  client = new pg.Client({ connectionString: other.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await other.drop();
  await test.close();
});

/** A flow with two versions' trail, a pending proposal, a walk, a session that waits, a key, a webhook and a message to it. */
async function fill(): Promise<void> {
  const { engineer, reviewer, admin } = account.tokens;
  await test.as(admin).post('/v1/webhooks').send({ url: 'https://hooks.example.com/a' }).expect(201);
  await test.as(admin).post('/v1/api-keys').send({ name: 'Key', role: 'viewer' }).expect(201);
  const draft = (title: string, more: object) =>
    test
      .as(engineer)
      .post('/v1/proposals')
      .send({ title, proposed_flow_data: PRINTER_OFFLINE, session: { title }, ...more })
      .expect(201);
  const { body: first } = await draft('Printer offline', { proposal_type: 'new_flow' });
  const { body: approved } = await test
    .as(reviewer)
    .post(`/v1/proposals/${first.id}/approve`)
    .send({})
    .expect(200);
  await draft('Another printer', { proposal_type: 'new_flow' });
  const walker = await Walker.start(test, engineer, {
    flow_id: approved.published_flow_id,
    problem: 'It is dark',
  });
  await walker.answer({ condition: 'no', words: 'Not at all' });
  const { body: session } = await test
    .as(engineer)
    .post('/v1/ai-sessions')
    .send({ title: 'A "lamp" \u{1F5A8}', messages: [{ role: 'user', content: 'First\nsecond' }] })
    .expect(201);
  await test
    .as(engineer)
    .post(`/v1/ai-sessions/${session.id}/resolve`)
    .send({ outcome: 'resolved' })
    .expect(200);
}

async function* linesOf(given: string): AsyncGenerator<string> {
  for (const line of given.trimEnd().split('\n')) yield await Promise.resolve(line);
}

const accounts = async (): Promise<number> => (await asSuperuser('SELECT id FROM accounts')).length;

async function asSuperuser(sql: string): Promise<Record<string, unknown>[]> {
  const superuser = new pg.Client({ connectionString: other.superuserUrl });
  await superuser.connect();
  const { rows } = await superuser.query<Record<string, unknown>>(sql);
  await superuser.end();
  return rows;
}

describe('an account that is imported', () => {
  it.each<[string, (whole: string) => string, RegExp]>([
    ['without its last line', (whole) => whole.replace(/\{"end".*\n$/, ''), /not whole: its last line/],
    ['cut off in a line', (whole) => whole.slice(0, whole.length / 2), /not whole/],
    ['without a row', (whole) => whole.replace(/\{"table":"users".*\n/, ''), /not whole: it has/],
    [
      'of another schema',
      (whole) => whole.replace(/"schema_version":"\w+"/, '"schema_version":"Older1"'),
      /schema Older1/,
    ],
    ['that is none', () => '{"a": 1}\n', /no export of an account/],
    [
      'with a row of another account',
      (whole) => whole.replace(/("table":"users","row":\{[^\n]*?"account_id":")[0-9a-f]{8}/, '$1ffffffff'),
      /none of the account/,
    ],
    [
      'with a row of no table',
      (whole) => whole.replace('"table":"users"', '"table":"pg_authid"'),
      /none of the account/,
    ],
    [
      'with a value that is none',
      (whole) => whole.replace(/("table":"users","row":\{[^\n]*?"created_at":")[^"]*/, '$1soon'),
      /cannot be read/,
    ],
  ])('is refused %s, and nothing of it stays', async (_, broken, refusal) => {
    await expect(importAccount(client, linesOf(broken(text)))).rejects.toThrow(refusal);
    await expect(importAccount(client, linesOf(broken(text)))).rejects.toBeInstanceOf(ImportRefused);
    expect(await accounts()).toBe(0);
  });

  it('is there whole, with every id; secrets have to be made anew, and its work goes on', async () => {
    expect(await importAccount(client, linesOf(text))).toMatchObject({
      id: account.accountId,
      name: 'Moving',
      slug: account.slug,
    });
    const comparable = async (url: string): Promise<Record<string, string[]>> => {
      const dump = await dumpAccount(url, account.accountId);
      return Object.fromEntries(
        Object.entries(dump)
          .filter(([table]) => !DIFFERENT.includes(table))
          .map(([table, rows]) => [
            table,
            rows.map((row) => OWN.reduce((rest, own) => rest.replace(new RegExp(own), ''), row)).sort(),
          ]),
      );
    };
    expect(await comparable(other.superuserUrl)).toEqual(await comparable(test.database.superuserUrl));
    const dump = await dumpAccount(other.superuserUrl, account.accountId);
    expect(dump['api_keys']?.map((row) => (JSON.parse(row) as { revoked_at: unknown }).revoked_at)).toEqual([
      expect.any(String),
    ]);
    expect(dump['webhook_endpoints']?.map((row) => (JSON.parse(row) as { active: unknown }).active)).toEqual([
      false,
    ]);
    expect(dump['webhook_deliveries']?.every((row) => row.includes('"status": "failed"'))).toBe(true);
    expect((await examine(other.url, false)).findings).toEqual([]);
    const queued = await asSuperuser(
      `SELECT t.identifier FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id`,
    );
    expect(queued).toEqual([{ identifier: 'observe_session' }]);
  });

  it('is refused where it is already, and where its slug is', async () => {
    await expect(importAccount(client, linesOf(text))).rejects.toThrow(/on this server already/);
    const moved = text.replaceAll(account.accountId, account.accountId.replace(/^.{8}/, 'ffffffff'));
    await expect(importAccount(client, linesOf(moved))).rejects.toThrow(/has the slug/);
    expect(await accounts()).toBe(1);
  });

  it('says what is wrong in one line, by its command', async () => {
    const run = (...args: string[]): { status: number | null; stderr: string; stdout: string } =>
      spawnSync(
        process.execPath,
        ['--import', '@swc-node/register/esm-register', 'src/cli/account-import.ts', ...args],
        {
          cwd: PROJECT_ROOT,
          encoding: 'utf8',
          env: { ...process.env, DATABASE_URL: other.url, DATA_DIR: other.dataDir },
        },
      );
    expect(run()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('usage: npm run account:import'),
    });
    expect(run('/nowhere.ndjson')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Cannot read /nowhere'),
    });
    const file = join(other.dataDir, 'account.ndjson');
    await writeFile(file, text);
    const { status, stderr } = run(file);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'The account is on this server already; it can be imported once it is deleted. Nothing was changed.',
    );
  }, 240_000);
});
