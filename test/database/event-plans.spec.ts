import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AccountEventsRepository } from '../../src/events/account-events.repository.js';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { APP_ROLE } from '../../src/kernel/database/roles.js';
import { DeliveriesRepository } from '../../src/webhooks/deliveries/deliveries.repository.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const ACCOUNT = '0199c2f0-0000-7000-8000-000000000001';
const ENDPOINT = '0199c2f0-0000-7000-8000-000000000002';
/** Two weeks of minutes. */
const MANY = 20_160;

/** Two accounts with many events each, half of which nobody has read, and one endpoint with many deliveries. */
const FILL = [
  `INSERT INTO accounts (id, name, slug)
   SELECT ('0199c2f0-0000-7000-8000-00000000000' || n)::uuid, 'Account', 'account-' || n FROM generate_series(0, 1) AS n`,
  `INSERT INTO account_events (account_id, type, data, position, created_at)
   SELECT a.id, 'proposal.changed', '{}', CASE WHEN n <= ${MANY / 2} THEN n END, now() - (${MANY} - n) * interval '1 minute'
     FROM accounts a CROSS JOIN generate_series(1, ${MANY}) AS n`,
  `INSERT INTO event_streams (account_id, last_position) SELECT id, ${MANY / 2} FROM accounts`,
  `INSERT INTO webhook_endpoints (id, account_id, url, active, secret)
   VALUES ('${ENDPOINT}', '${ACCOUNT}', 'https://hooks.example.com', false, '')`,
  `INSERT INTO webhook_deliveries (account_id, endpoint_id, type, body, status, next_attempt_at, created_at, finished_at)
   SELECT '${ACCOUNT}', '${ENDPOINT}', 'proposal.changed', '{}', 'delivered', NULL, now() - n * interval '1 second', now()
     FROM generate_series(1, ${MANY}) AS n`,
  'VACUUM ANALYZE',
];

interface PlanNode {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

let database: TestDatabase;
let app: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  for (const statement of FILL) await superuser.query(statement);
  await superuser.end();
  app = new pg.Client({ connectionString: database.url, options: `-c role=${APP_ROLE}` });
  await app.connect();
  await app.query(`SELECT set_config('app.account_id', '${ACCOUNT}', false)`);
});

afterAll(async () => {
  await app.end();
  await database.drop();
});

/** The most rows that any node of the statements' plans looked at, which are run and rolled back. */
async function rowsLookedAt(work: (tx: AccountTx) => Promise<unknown>): Promise<number> {
  let most = 0;
  const visit = (node: PlanNode): void => {
    most = Math.max(
      most,
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    );
    node.Plans?.forEach(visit);
  };
  const query = async (sql: string, parameters: unknown[] = []) => {
    const { rows } = await app.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      parameters,
    );
    for (const row of rows) visit(row['QUERY PLAN'][0].Plan);
    return [];
  };
  await app.query('BEGIN');
  try {
    await work({ accountId: ACCOUNT, query } as unknown as AccountTx);
  } finally {
    await app.query('ROLLBACK');
  }
  return most;
}

describe('with very many events', () => {
  const events = new AccountEventsRepository();
  const deliveries = new DeliveriesRepository();

  it.each<[string, number, (tx: AccountTx) => Promise<unknown>]>([
    ['the next positions are given', 100, (tx) => events.number(tx, MANY / 2, 100)],
    ['the next events are read', 100, (tx) => events.listAfter(tx, MANY / 4, 100)],
    ['nothing is read where nothing is new', 1, (tx) => events.listAfter(tx, MANY / 2, 100)],
    ['a page of deliveries is read', 26, (tx) => deliveries.list(tx, ENDPOINT, null, null, 26)],
    ['no delivery is old enough to go', 1, (tx) => deliveries.clear(tx, 30)],
    ['no delivery is overdue', 1, (tx) => deliveries.listOverdue(tx, 60, 10)],
  ])('%s without looking at the others', async (_, most, work) => {
    expect(await rowsLookedAt(work)).toBeLessThanOrEqual(most + 1);
  });

  it('those that are old enough are cleared away by looking at them, and at the others not', async () => {
    const old = MANY - 10 * 24 * 60;
    const looked = await rowsLookedAt(async (tx) => {
      await events.findFirstKept(tx, 10, null);
      const { rows } = await app.query<{ id: string }>(
        'SELECT id FROM account_events WHERE account_id = $1 ORDER BY id OFFSET $2 LIMIT 1',
        [ACCOUNT, old],
      );
      await events.clearBefore(tx, rows[0]?.id ?? null);
    });
    expect(looked).toBeGreaterThanOrEqual(old - 1);
    expect(looked).toBeLessThan(old + 100);
  });
});
