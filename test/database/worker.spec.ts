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

const workerOn = (url: string, registry: JobRegistry): Worker =>
  new Worker(
    loadConfig({ LOG_LEVEL: 'silent', ROLE: 'worker', WORKER_CONCURRENCY: '1' }),
    url,
    registry,
    test.app.get(SystemDatabase),
    new Metrics(),
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
    // As if the lock had stood for a while, instead of waiting for that.
    await database.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute' WHERE locked_at IS NOT NULL`,
    );
    await done;
    await worker.beforeApplicationShutdown();
    proxy.close();
  });
});
