import type pg from 'pg';

/** Less than a test has, so that one that waits in vain says so, and lets go of its connection. */
const PATIENCE = '100 seconds';

/**
 * Returns once a condition in SQL holds. The database asks itself, with short pauses, so that what is waited for has the
 * processor to itself; each time it sees what was committed by then.
 */
export async function waitUntil(client: pg.Client, condition: string): Promise<void> {
  await client.query(`
    DO $wait$ BEGIN
      WHILE NOT (${condition}) LOOP
        IF clock_timestamp() > statement_timestamp() + interval '${PATIENCE}' THEN
          RAISE EXCEPTION 'waited in vain';
        END IF;
        PERFORM pg_sleep(0.01);
        -- Of what pg_stat_activity says, a transaction else sees the first state again and again.
        PERFORM pg_stat_clear_snapshot();
      END LOOP;
    END $wait$`);
}
