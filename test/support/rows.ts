import pg from 'pg';
import { surviveLoss } from '../../src/kernel/database/connection-loss.js';

/** Every row of an account, table by table, as JSON text in a stable order; for comparing before with after. */
export async function dumpAccount(
  superuserUrl: string,
  accountId: string,
): Promise<Record<string, string[]>> {
  const pool = poolOf(superuserUrl);
  const { rows: tables } = await pool.query<{ name: string }>({
    name: 'tables',
    text: `SELECT c.relname AS name FROM pg_class c
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
  });
  const dump: Record<string, string[]> = Object.fromEntries(tables.map(({ name }) => [name, []]));
  // One statement for all tables: tests that inject a fault into each statement of a decision ask very often.
  const { rows } = await pool.query<{ name: string; row: string }>({
    name: 'rows',
    text: tables
      .map(
        ({ name }) =>
          `SELECT '${name}' AS name, to_jsonb(t)::text AS row FROM ${name} t WHERE account_id = $1`,
      )
      .join(' UNION ALL ')
      .concat(' ORDER BY 1, 2'),
    values: [accountId],
  });
  for (const { name, row } of rows) dump[name]?.push(row);
  return dump;
}

/** Of each database, kept from one dump to the next: a new connection takes longer to plan them than to give the rows. */
const pools = new Map<string, pg.Pool>();

function poolOf(url: string): pg.Pool {
  const known = pools.get(url);
  if (known) return known;
  const pool = new pg.Pool({ connectionString: url, max: 1, allowExitOnIdle: true });
  // Its database is dropped with the test file that it belongs to.
  pool.on('error', () => pools.delete(url));
  pool.on('connect', surviveLoss);
  pools.set(url, pool);
  return pool;
}
