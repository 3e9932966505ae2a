import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a person last gave a session to another flow: what was known of its place before is old. */
export class TellMovedSessions1795730100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session_observations ADD COLUMN moved_at timestamptz;
      COMMENT ON COLUMN session_observations.moved_at IS 'When a person last gave the session to another flow'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session_observations DROP COLUMN moved_at');
  }
}
