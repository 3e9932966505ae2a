import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/kernel/config.js';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import { AccountSchedule } from '../../src/kernel/jobs/account-schedule.js';
import { JobRegistry } from '../../src/kernel/jobs/job-registry.js';
import { Worker } from '../../src/kernel/jobs/worker.js';
import { Metrics } from '../../src/kernel/metrics/metrics.js';
import type { TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';

let test: TestApp;
let queue: TestQueue;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
});

afterAll(() => queue.stop());

/** A worker that does one thing, at one minute of every hour. */
function workerAt(match: string, task: string, handler: () => Promise<void>): Worker {
  const registry = new JobRegistry();
  registry.schedule({ task, match, handler });
  const config = loadConfig({ LOG_LEVEL: 'silent', ROLE: 'worker' });
  return new Worker(config, test.database.url, registry, test.app.get(SystemDatabase), new Metrics());
}

/** As a program that last looked two hours ago. */
const knownSince = (task: string) =>
  queue.query(
    `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since)
     VALUES ($1, now() - interval '2 hours')`,
    [task],
  );

describe('a time that has come', () => {
  it('is worked on once, however many workers there are, also when it came while none was', async () => {
    await knownSince('chime');
    const halfAnHourAgo = new Date(Date.now() - 30 * 60_000);
    let done = 0;
    let finish = (): void => undefined;
    const first = new Promise<void>((resolve) => (finish = resolve));
    const chime = () => {
      done++;
      finish();
      return Promise.resolve();
    };
    const match = `${halfAnHourAgo.getUTCMinutes()} * * * *`;
    const workers = [workerAt(match, 'chime', chime), workerAt(match, 'chime', chime)];
    await Promise.all(workers.map((worker) => worker.onApplicationBootstrap()));
    await first;
    await Promise.all(workers.map((worker) => worker.beforeApplicationShutdown()));
    expect(done).toBe(1);
    const [known] = await queue.query<{ last_execution: Date }>(
      `SELECT last_execution FROM graphile_worker._private_known_crontabs WHERE identifier = 'chime'`,
    );
    halfAnHourAgo.setUTCSeconds(0, 0);
    expect(known?.last_execution).toEqual(halfAnHourAgo);
    expect(
      await queue.query(
        `SELECT 1 FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
          WHERE t.identifier = 'chime'`,
      ),
    ).toEqual([]);
  });

  it('is tried again when it failed', async () => {
    await knownSince('stumble');
    const minute = new Date(Date.now() - 20 * 60_000).getUTCMinutes();
    let fail = (): void => undefined;
    const tried = new Promise<void>((resolve) => (fail = resolve));
    const worker = workerAt(`${minute} * * * *`, 'stumble', () => {
      fail();
      return Promise.reject(new Error('always'));
    });
    await worker.onApplicationBootstrap();
    await tried;
    await worker.beforeApplicationShutdown();
    const rows = await queue.query(
      `SELECT j.attempts, j.last_error, j.max_attempts FROM graphile_worker._private_jobs j
         JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'stumble'`,
    );
    expect(rows).toEqual([{ attempts: 1, last_error: expect.stringContaining('always'), max_attempts: 6 }]);
  });
});

describe('work for every account', () => {
  it('is queued as a job of each, and not again while that waits', async () => {
    const accounts = [await test.openAccount(), await test.openAccount()];
    const schedule = test.app.get(AccountSchedule);
    await Promise.all([schedule.queueAll('tidy'), schedule.queueAll('tidy')]);
    await schedule.queueAll('tidy');
    for (const { accountId } of accounts)
      expect(await queue.waiting(accountId, 'tidy')).toMatchObject([{ payload: {}, priority: 10 }]);
  });

  it('has a name of its own in the registry', () => {
    const registry = new JobRegistry();
    registry.register('tidy', () => Promise.resolve());
    const scheduled = { task: 'tidy', match: '0 * * * *', handler: () => Promise.resolve() };
    expect(() => registry.schedule(scheduled)).toThrow('registered twice');
  });
});
