import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NameWalkOfFlag1795715700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE flow_flags
        ADD COLUMN walk_id uuid,
        ADD CONSTRAINT flow_flags_walk_id_fkey FOREIGN KEY (account_id, walk_id)
          REFERENCES l1_walk_sessions (account_id, id) ON DELETE SET NULL (walk_id);
      CREATE INDEX ix_flow_flags_account_id_walk_id ON flow_flags (account_id, walk_id) WHERE walk_id IS NOT NULL;
      COMMENT ON COLUMN flow_flags.walk_id IS 'The walk in the middle of which it was raised last';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE flow_flags DROP COLUMN walk_id');
  }
}
