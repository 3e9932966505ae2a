import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import {
  startThrowawayPostgres,
  type EmbeddedPostgres,
} from '../../src/kernel/database/embedded-postgres.js';
import { migrate } from '../../src/kernel/database/migrator.js';
import { Replica } from '../../src/kernel/database/replica.js';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import {
  PRIMARY_SETTINGS,
  startThrowawayStandby,
} from '../../src/kernel/database/standby/throwaway-standby.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor, type Actor } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** A commit is answered once it is on the disk, as with real ones; what the disk does with it does not matter. */
const SETTINGS = { synchronous_commit: 'on', fsync: 'off' };

const log = (): undefined => undefined;

let primary: EmbeddedPostgres;
let standby: EmbeddedPostgres;
let database: TestDatabase;
let test: TestApp;
let account: TestAccount;
let other: TestAccount;
let replay: pg.Client;

beforeAll(async () => {
  primary = await startThrowawayPostgres({ log, settings: { ...PRIMARY_SETTINGS, ...SETTINGS } });
  await migrate(primary.url);
  standby = await startThrowawayStandby(primary, { log, settings: SETTINGS });
  database = await databaseOf(primary);
  test = await start(standby.url);
  account = await test.openAccount();
  other = await test.openAccount();
  replay = new pg.Client({ connectionString: standby.superuserUrl });
  await replay.connect();
});

afterAll(async () => {
  await replay.end();
  await test.close();
  await standby.stop();
  await primary.stop();
});

async function databaseOf({ url, superuserUrl }: EmbeddedPostgres): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'resolutionflow-replica-'));
  return { url, superuserUrl, dataDir, drop: () => rm(dataDir, { recursive: true, force: true }) };
}

const start = (replicaUrl: string): Promise<TestApp> =>
  startTestApp({ ROLE: 'api', DATABASE_URL: database.url, DATABASE_REPLICA_URL: replicaUrl }, database);

const replica = (): Replica => test.app.get(Replica);

/** Looks at the standby until reads go there again, as the program does by itself every second. */
async function lookAgain(): Promise<void> {
  do await replica().onApplicationBootstrap();
  while (!(await replica().health()).reads);
}

/** Whose requests see all that is committed by now. */
async function reader({ accountId }: TestAccount): Promise<Actor> {
  const position = await test.app.get(SystemDatabase).walPosition();
  return { ...systemActor(accountId), position };
}

const read = async <T>(of: TestAccount, work: (tx: AccountTx) => Promise<T>): Promise<T> =>
  test.app.get(Transactions).read(await reader(of), work);

const onStandby = async (tx: AccountTx): Promise<boolean | undefined> =>
  (await tx.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby'))[0]?.standby;

/** The ports of the servers that are asked in the meantime for what belongs to an account. */
async function portsOf(work: () => Promise<unknown>): Promise<number[]> {
  const ports = new Set<number>();
  const query = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')?.value as (
    ...args: unknown[]
  ) => unknown;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]): unknown {
      if (JSON.stringify(args[0]).includes('app.account_id')) ports.add(this.port);
      return Reflect.apply(query, this, args);
    },
  });
  await work();
  Object.assign(pg.Client.prototype, { query });
  return [...ports];
}

const portOf = ({ url }: EmbeddedPostgres): number => Number(new URL(url).port);

const create = async (title: string): Promise<string> => {
  const { body } = await test.as(account.tokens.engineer).post('/v1/ai-sessions').send({ title }).expect(201);
  return (body as { id: string }).id;
};

const titles = async ({ tokens }: TestAccount): Promise<string[]> => {
  const { body } = await test.as(tokens.viewer).get('/v1/ai-sessions?limit=100').expect(200);
  return (body as { items: { title: string }[] }).items.map(({ title }) => title);
};

describe('with a hot standby for reads', () => {
  it.each([
    '/v1/ai-sessions',
    '/v1/proposals',
    '/v1/flows',
    '/v1/l1-walks',
    '/v1/review/summary',
    '/v1/account',
  ])('GET %s asks the standby alone', async (path) => {
    const ports = await portsOf(() => test.as(account.tokens.admin).get(path).expect(200));
    expect(ports).toEqual([portOf(standby)]);
  });

  it('writes, and what goes on to write, ask the primary alone', async () => {
    expect(await portsOf(() => create('Written'))).toEqual([portOf(primary)]);
    const preview = {
      documents: [{ name: 'labels.md', content: '# Labels\n\n1. Open the lid.\n2. Clean it.\n' }],
    };
    const ports = await portsOf(() =>
      test.as(account.tokens.engineer).post('/v1/knowledge/preview').send(preview).expect(200),
    );
    expect(ports).toEqual([portOf(primary)]);
  });

  it('who has written something sees it at once, and so does everybody else', async () => {
    for (let n = 0; n < 20; n++) {
      const title = `At once ${n}`;
      const id = await create(title);
      await test.as(account.tokens.viewer).get(`/v1/ai-sessions/${id}`).expect(200);
      expect((await titles(account))[0]).toBe(title);
    }
    expect(await read(account, onStandby)).toBe(true);
  });

  it('an account sees its own rows alone there, also where a statement forgets to name it', async () => {
    const id = await create('Not for others');
    await test.as(other.tokens.admin).get(`/v1/ai-sessions/${id}`).expect(404);
    expect(await titles(other)).toEqual([]);
    const seen = await read(other, async (tx) => [
      await onStandby(tx),
      (await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM ai_sessions'))[0]?.count,
    ]);
    expect(seen).toEqual([true, 0]);
  });

  it('a user who is deactivated is refused at once', async () => {
    await replay.query('SELECT pg_wal_replay_pause()');
    await test
      .as(other.tokens.admin)
      .patch(`/v1/users/${other.userIds.viewer}`)
      .send({ active: false })
      .expect(200);
    await test.as(other.tokens.viewer).get('/v1/ai-sessions').expect(401);
    await replay.query('SELECT pg_wal_replay_resume()');
  });

  it('health says how far it is behind', async () => {
    const { body } = await test.anonymous().get('/health/ready').expect(200);
    expect(body).toMatchObject({ details: { replica: { status: 'up', reads: true } } });
    expect((await replica().health()).behind_bytes).toBeGreaterThanOrEqual(0);
  });

  it('what the standby has not replayed is read from the primary, until it has', async () => {
    await replay.query('SELECT pg_wal_replay_pause()');
    const id = await create('Not replayed');
    await test.as(account.tokens.viewer).get(`/v1/ai-sessions/${id}`).expect(200);
    expect((await titles(account))[0]).toBe('Not replayed');
    expect(await replica().health()).toEqual({ reads: false, reason: 'is behind the primary' });
    await test.anonymous().get('/health/ready').expect(200);
    await replay.query('SELECT pg_wal_replay_resume()');
    await lookAgain();
    expect(await portsOf(() => titles(account))).toEqual([portOf(standby)]);
  });

  it('a read whose connection breaks is done again on the primary', async () => {
    const asked: (boolean | undefined)[] = [];
    const answer = await read(account, async (tx) => {
      asked.push(await onStandby(tx));
      if (asked.length === 1) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
      return 'read';
    });
    expect([answer, asked]).toEqual(['read', [true, false]]);
    await lookAgain();
    expect(await read(account, onStandby)).toBe(true);
  });

  it('what the program itself refuses is not asked for twice', async () => {
    const ports = await portsOf(() =>
      test.as(account.tokens.viewer).get('/v1/flows/0199c2f0-0000-7000-8000-000000000001').expect(404),
    );
    expect(ports).toEqual([portOf(standby)]);
  });
});

describe('a replica that is none', () => {
  it('does not keep the program from starting and reading where it is away', async () => {
    const alone = await start('postgresql://nobody:nothing@127.0.0.1:1/nowhere');
    const { body } = await alone.anonymous().get('/health/ready').expect(200);
    expect(body).toMatchObject({
      details: { replica: { reads: false, reason: expect.stringContaining('ECONNREFUSED') } },
    });
    await alone.as(account.tokens.viewer).get('/v1/ai-sessions').expect(200);
    await alone.app.close();
  });

  it('is not read from where it takes writes itself', async () => {
    const twice = await start(primary.url);
    expect(await twice.app.get(Replica).health()).toMatchObject({ reads: false });
    await twice.app.close();
  });

  it('stops the program where it is of another database', async () => {
    const stranger = await createTestDatabase();
    await expect(start(stranger.url)).rejects.toThrow(
      'DATABASE_REPLICA_URL leads to another database, not to a standby of DATABASE_URL',
    );
    await stranger.drop();
  });
});
