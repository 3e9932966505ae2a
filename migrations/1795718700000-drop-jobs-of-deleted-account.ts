import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs that wait, some of them for minutes, name sessions and the like of their account, and go with it. */
export class DropJobsOfDeletedAccount1795718700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION drop_jobs_of_account() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        -- Leaves those that are being worked on, which end once they find their account gone.
        PERFORM graphile_worker.complete_jobs(array(
          SELECT id FROM graphile_worker._private_jobs WHERE payload ->> 'account_id' = OLD.id::text
        ));
        RETURN NULL;
      END
      $$`);
    await runner.query(`
      CREATE TRIGGER accounts_drop_jobs AFTER DELETE ON accounts
        FOR EACH ROW EXECUTE FUNCTION drop_jobs_of_account()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER accounts_drop_jobs ON accounts');
    await runner.query('DROP FUNCTION drop_jobs_of_account()');
  }
}
