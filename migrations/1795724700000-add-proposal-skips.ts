import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** Which proposals a reviewer passed over for a while; everybody else is handed them as before. */
export class AddProposalSkips1795724700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE proposal_skips (
        account_id uuid NOT NULL,
        user_id uuid NOT NULL,
        proposal_id uuid NOT NULL,
        skipped_until timestamptz NOT NULL,
        CONSTRAINT proposal_skips_pkey PRIMARY KEY (account_id, user_id, proposal_id),
        CONSTRAINT proposal_skips_account_id_fkey FOREIGN KEY (account_id)
          REFERENCES accounts (id) ON DELETE CASCADE,
        CONSTRAINT proposal_skips_user_id_fkey FOREIGN KEY (account_id, user_id)
          REFERENCES users (account_id, id) ON DELETE CASCADE,
        CONSTRAINT proposal_skips_proposal_id_fkey FOREIGN KEY (account_id, proposal_id)
          REFERENCES flow_proposals (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ix_proposal_skips_account_id_proposal_id ON proposal_skips (account_id, proposal_id);
      COMMENT ON COLUMN proposal_skips.skipped_until IS 'What is past that time means nothing'`);
    await runner.query(confineToAccount('proposal_skips', 'SELECT, INSERT, UPDATE, DELETE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE proposal_skips');
  }
}
