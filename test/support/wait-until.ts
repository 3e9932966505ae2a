import type pg from 'pg';

/**
 * Returns once a condition in SQL holds. The database asks itself, with short pauses, so that what is waited for has the
 * processor to itself; each time it sees what was committed by then.
 */
export async function waitUntil(client: pg.Client, condition: string): Promise<void> {
  await client.query(
    `DO $wait$ BEGIN WHILE NOT (${condition}) LOOP PERFORM pg_sleep(0.01); END LOOP; END $wait$`,
  );
}
