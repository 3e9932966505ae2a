import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SYSTEM_ROLE } from '../src/kernel/database/roles.js';

/** How the queue stands, without what is in it: the tables of the queue are open to no role of the program. */
export class TellQueueState1795728300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION queue_state()
      RETURNS TABLE (task text, waiting integer, failed integer, oldest_seconds double precision)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT t.identifier,
               count(j.id) FILTER (WHERE j.locked_at IS NULL AND j.attempts < j.max_attempts AND j.run_at <= now())::integer,
               count(j.id) FILTER (WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL)::integer,
               coalesce(extract(epoch FROM now() - min(j.run_at) FILTER (
                 WHERE j.locked_at IS NULL AND j.attempts < j.max_attempts AND j.run_at <= now())), 0)::double precision
          FROM graphile_worker._private_tasks t
          LEFT JOIN graphile_worker._private_jobs j ON j.task_id = t.id
         GROUP BY t.identifier
      $$;
      REVOKE ALL ON FUNCTION queue_state() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION queue_state() TO ${SYSTEM_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION queue_state()');
  }
}
