import pg from 'pg';
import { surviveLoss } from '../../src/kernel/database/connection-loss.js';

const TIMES = `
  SELECT t.table_name AS name, array_agg(quote_ident(c.column_name)) AS columns
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
   WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'timestamp with time zone'
     AND EXISTS (SELECT FROM information_schema.columns a
                  WHERE a.table_schema = 'public' AND a.table_name = t.table_name AND a.column_name = 'account_id')
   GROUP BY t.table_name`;

/**
 * Lets days pass for an account, by making all that happened in it so much older. As the superuser, and without the
 * triggers that keep the past as it was: on a database that is thrown away.
 */
export async function letDaysPass(superuserUrl: string, accountId: string, days: number): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  surviveLoss(client);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; columns: string[] }>(TIMES);
    await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'");
    for (const { name, columns } of tables) {
      const older = columns.map((column) => `${column} = ${column} - make_interval(days => $2)`);
      await client.query(
        `UPDATE ${client.escapeIdentifier(name)} SET ${older.join(', ')} WHERE account_id = $1`,
        [accountId, days],
      );
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
