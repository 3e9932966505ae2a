import pg from 'pg';

/** Every row of an account, table by table, as JSON text in a stable order; for comparing before with after. */
export async function dumpAccount(
  superuserUrl: string,
  accountId: string,
): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
    );
    const dump: Record<string, string[]> = Object.fromEntries(tables.map(({ name }) => [name, []]));
    // One statement for all tables: tests that inject a fault into each statement of a decision ask very often.
    const { rows } = await client.query<{ name: string; row: string }>(
      tables
        .map(
          ({ name }) =>
            `SELECT '${name}' AS name, to_jsonb(t)::text AS row FROM ${name} t WHERE account_id = $1`,
        )
        .join(' UNION ALL ')
        .concat(' ORDER BY 1, 2'),
      [accountId],
    );
    for (const { name, row } of rows) dump[name]?.push(row);
    return dump;
  } finally {
    await client.end();
  }
}
