import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { APP_ROLE, SYSTEM_ROLE } from '../../src/kernel/database/roles.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

interface TableRow {
  name: string;
  enabled: boolean;
  forced: boolean;
}

describe('row-level security', () => {
  let test: TestApp;
  let mine: TestAccount;
  let other: TestAccount;
  let superuser: pg.Client;
  let app: pg.Client;
  let accountTables: string[];

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    mine = await test.openAccount('Mine');
    other = await test.openAccount('Other');
    superuser = await connect(test.database.superuserUrl);
    app = await connect(test.database.url, `-c role=${APP_ROLE}`);
    accountTables = (await tables()).map(({ name }) => name);
  });

  afterAll(async () => {
    await app.end();
    await superuser.end();
    await test.close();
  });

  async function tables(): Promise<TableRow[]> {
    const { rows } = await superuser.query<TableRow>(
      `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
    );
    return rows;
  }

  it('is forced on every table of an account', async () => {
    const found = [...(await tables()), ...(await ofAccounts())];
    expect(found.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['flow_proposals', 'trees', 'accounts']),
    );
    expect(found.filter(({ enabled, forced }) => !enabled || !forced)).toEqual([]);
  });

  async function ofAccounts(): Promise<TableRow[]> {
    const { rows } = await superuser.query<TableRow>(
      `SELECT relname AS name, relrowsecurity AS enabled, relforcerowsecurity AS forced
         FROM pg_class WHERE oid = 'accounts'::regclass`,
    );
    return rows;
  }

  it('shows nothing to the application without an account', async () => {
    for (const table of [...accountTables, 'accounts']) {
      const { rows } = await app.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      expect({ table, n: rows[0]?.n }).toEqual({ table, n: 0 });
    }
  });

  it('shows nothing either once a pooled connection has had an account before', async () => {
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.account_id', $1, true)`, [mine.accountId]);
    expect((await app.query('SELECT id FROM accounts')).rows).toEqual([{ id: mine.accountId }]);
    await app.query('COMMIT');
    expect((await app.query('SELECT id FROM accounts')).rows).toEqual([]);
  });

  it('shows one account its own rows and refuses to write others', async () => {
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.account_id', $1, true)`, [mine.accountId]);
    const users = await app.query<{ account_id: string }>('SELECT DISTINCT account_id FROM users');
    expect(users.rows).toEqual([{ account_id: mine.accountId }]);
    const changed = await app.query(`UPDATE users SET display_name = 'x' WHERE account_id = $1`, [
      other.accountId,
    ]);
    expect(changed.rowCount).toBe(0);
    await expect(
      app.query(`INSERT INTO teams (account_id, name) VALUES ($1, 'theirs')`, [other.accountId]),
    ).rejects.toThrow(/row-level security/);
    await app.query('ROLLBACK');
  });

  it('lets no row refer to a row of another account', async () => {
    await superuser.query('BEGIN');
    await expect(
      superuser.query(
        `INSERT INTO api_keys (account_id, user_id, name, role, secret_hash) VALUES ($1, $2, 'k', 'viewer', '')`,
        [mine.accountId, other.userIds.admin],
      ),
    ).rejects.toThrow(/api_keys_user_id_fkey/);
    await superuser.query('ROLLBACK');
  });

  it('gives the application no ownership and no way round', async () => {
    const { rows } = await superuser.query<{ owned: number; bypass: boolean; super: boolean }>(
      `SELECT (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned, rolbypassrls AS bypass,
              rolsuper AS super FROM pg_roles r WHERE rolname = ANY ($1)`,
      [[APP_ROLE, SYSTEM_ROLE]],
    );
    expect(rows).toEqual([
      { owned: 0, bypass: false, super: false },
      { owned: 0, bypass: false, super: false },
    ]);
  });

  it('keeps the role for work before an account to accounts, users and what lets them in', async () => {
    const system = await connect(test.database.url, `-c role=${SYSTEM_ROLE}`);
    const open = ['accounts', 'api_keys', 'browser_sessions', 'schema_migrations', 'sign_in_links', 'users'];
    const allowed: string[] = [];
    for (const table of [...accountTables, 'accounts', 'schema_migrations']) {
      await system.query(`SELECT count(*) FROM ${table}`).then(
        () => allowed.push(table),
        (error: unknown) => expect(String(error)).toMatch(/permission denied/),
      );
    }
    await system.end();
    expect(allowed.sort()).toEqual(open);
  });

  it('needs an account to enqueue a job', async () => {
    await expect(app.query(`SELECT enqueue_job('observe_session', '{}', NULL, 0)`)).rejects.toThrow(
      /belongs to an account/,
    );
  });
});

async function connect(url: string, options?: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  return client;
}
