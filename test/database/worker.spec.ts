import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { loadConfig } from '../../src/kernel/config.js';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { JobQueue } from '../../src/kernel/jobs/job-queue.js';
import { JobRegistry } from '../../src/kernel/jobs/job-registry.js';
import { Worker } from '../../src/kernel/jobs/worker.js';
import { Metrics } from '../../src/kernel/metrics/metrics.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { losingProxy } from '../support/losing-proxy.js';
import { waitUntil } from '../support/wait-until.js';

let test: TestApp;
/** The superuser, whom the queue's row-level security does not bind. */
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

const enqueue = (account: TestAccount, task: string): Promise<void> =>
  test.app
    .get(Transactions)
    .run(systemActor(account.accountId), (tx) => test.app.get(JobQueue).enqueue(tx, task, {}));

const workerOn = (url: string, registry: JobRegistry, concurrency = 1): Worker =>
  new Worker(
    loadConfig({ LOG_LEVEL: 'silent', ROLE: 'worker', WORKER_CONCURRENCY: String(concurrency) }),
    url,
    registry,
    test.app.get(SystemDatabase),
    new Metrics(),
  );

/** As if the locks of jobs had stood for a while, instead of waiting for that. */
const ageLocks = (): Promise<unknown> =>
  database.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute' WHERE locked_at IS NOT NULL`,
  );

describe('a job that fails', () => {
  it('is tried again, but dropped when its account was deleted', async () => {
    const living = await test.openAccount();
    const deleted = await test.openAccount();
    await enqueue(living, 'always_fails');
    await test.app.get(AccountsService).delete(systemActor(deleted.accountId), deleted.slug);
    // Those that waited went with it; this one comes from what was under way.
    await enqueue(deleted, 'always_fails');

    const tried = new Set<string>();
    const registry = new JobRegistry();
    const bothTried = new Promise<void>((done) => {
      registry.register('always_fails', (payload) => {
        tried.add(String(payload['account_id']));
        if (tried.size === 2) done();
        return Promise.reject(new Error('always'));
      });
    });
    const worker = workerOn(test.database.url, registry);
    await worker.onApplicationBootstrap();
    await bothTried;
    // Waits for what is running.
    await worker.beforeApplicationShutdown();

    const { rows } = await database.query(
      `SELECT payload ->> 'account_id' AS account_id, attempts, last_error FROM graphile_worker._private_jobs`,
    );
    expect(rows).toEqual([
      { account_id: living.accountId, attempts: 1, last_error: expect.stringContaining('always') },
    ]);
  });
});

describe('a job that was handed out, but whose worker never heard of it', () => {
  it('is given back while that worker lives on, and done', async () => {
    const account = await test.openAccount();
    await enqueue(account, 'lost_on_the_way');
    const proxy = await losingProxy(test.database.url, account.accountId);
    const registry = new JobRegistry();
    const done = new Promise<void>((resolve) => {
      registry.register('lost_on_the_way', () => {
        resolve();
        return Promise.resolve();
      });
    });
    const worker = workerOn(proxy.url, registry);
    await worker.onApplicationBootstrap();
    await waitUntil(
      database,
      `EXISTS (SELECT FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL)`,
    );
    await ageLocks();
    await done;
    await worker.beforeApplicationShutdown();
    proxy.close();
  });
});

/** A promise, and what resolves it. */
function resolvable(): [Promise<void>, () => void] {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return [promise, resolve];
}

/** Resolved once connections were refused as often as a worker asks for one to write down how a job ended, and more. */
async function refusals(url: string): Promise<void> {
  for (let i = 0; i < 5; i++) await expect(new pg.Client(url).connect()).rejects.toThrow();
}

describe('jobs that end while the database is away', () => {
  const AT_ONCE = 4;

  it.each([
    ['done', (): Promise<void> => Promise.resolve()],
    ['failed', (): Promise<void> => Promise.reject(new Error('no database'))],
  ])('are given back by a worker that lives on, when they were %s one after another', async (ending, end) => {
    const account = await test.openAccount();
    const task = `ends_${ending}`;
    for (let i = 0; i < AT_ONCE; i++) await enqueue(account, task);
    const proxy = await losingProxy(test.database.url);
    const registry = new JobRegistry();
    let begun = 0;
    const [allBegun, haveAllBegun] = resolvable();
    const [allBegunAgain, haveAllBegunAgain] = resolvable();
    const ends = Array.from({ length: AT_ONCE }, resolvable);
    registry.register(task, async () => {
      const at = begun++;
      if (begun === AT_ONCE) haveAllBegun();
      if (begun === 2 * AT_ONCE) haveAllBegunAgain();
      if (at >= AT_ONCE) return;
      await ends[at]?.[0];
      await end();
    });
    const worker = workerOn(proxy.url, registry, AT_ONCE);
    await worker.onApplicationBootstrap();
    await allBegun;
    proxy.sever();
    for (const [, letEnd] of ends) {
      letEnd();
      await refusals(proxy.url);
    }
    expect(worker.running).toBe(false);
    proxy.restore();
    await ageLocks();
    await allBegunAgain;
    await worker.beforeApplicationShutdown();
    proxy.close();
  });
});
