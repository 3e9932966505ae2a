import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/kernel/config.js';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { AccountChores } from '../../src/kernel/jobs/account-chores.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

let test: TestApp;
let accounts: TestAccount[];

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  accounts = [await test.openAccount(), await test.openAccount()];
});

afterAll(() => test.close());

function choresOf(role: 'api' | 'worker'): AccountChores {
  const config = loadConfig({ LOG_LEVEL: 'silent', ROLE: role });
  return new AccountChores(config, test.app.get(SystemDatabase), test.app.get(Transactions));
}

describe('chores', () => {
  it('are done once for every account, inside it, whatever became of the others', async () => {
    const chores = choresOf('worker');
    const seen: string[] = [];
    chores.register(() => Promise.reject(new Error('always')));
    chores.register(async (tx) => {
      const [row] = await tx.query<{ id: string }>('SELECT id FROM accounts');
      seen.push(row?.id ?? 'none');
    });
    await chores.run();
    expect(seen.sort()).toEqual(accounts.map(({ accountId }) => accountId).sort());
  });

  it('begin with the process, which waits for the one under way before it ends', async () => {
    const chores = choresOf('worker');
    let begin = (): void => undefined;
    let end = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const mayEnd = new Promise<void>((resolve) => (end = resolve));
    const order: string[] = [];
    chores.register(async () => {
      begin();
      await mayEnd;
      order.push('chore');
    });
    chores.onApplicationBootstrap();
    await begun;
    const shutDown = chores.beforeApplicationShutdown().then(() => order.push('process'));
    // Time enough for a process that does not wait: whatever is ready to run runs before this does.
    await new Promise((resolve) => setImmediate(resolve));
    end();
    await shutDown;
    expect(order).toEqual(['chore', 'process']);
  });

  it('are left to others by a process that only serves', async () => {
    const chores = choresOf('api');
    let done = 0;
    chores.register(() => {
      done++;
      return Promise.resolve();
    });
    chores.onApplicationBootstrap();
    await chores.beforeApplicationShutdown();
    expect(done).toBe(0);
  });
});
