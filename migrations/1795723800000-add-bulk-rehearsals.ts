import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** What dry runs of decisions that publish were about: the decision itself takes one, once, while nothing has changed. */
export class AddBulkRehearsals1795723800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bulk_rehearsals (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        user_id uuid NOT NULL,
        job_id uuid,
        action varchar(20) NOT NULL,
        accept_regressions boolean NOT NULL,
        selection jsonb NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT bulk_rehearsals_pkey PRIMARY KEY (account_id, id),
        CONSTRAINT ck_bulk_rehearsals_action CHECK (action IN ('approve', 'revert')),
        CONSTRAINT ck_bulk_rehearsals_selection CHECK (jsonb_typeof(selection) = 'array'),
        CONSTRAINT uq_bulk_rehearsals_account_id_job_id UNIQUE (account_id, job_id),
        CONSTRAINT bulk_rehearsals_account_id_fkey FOREIGN KEY (account_id)
          REFERENCES accounts (id) ON DELETE CASCADE,
        CONSTRAINT bulk_rehearsals_user_id_fkey FOREIGN KEY (account_id, user_id)
          REFERENCES users (account_id, id) ON DELETE CASCADE,
        CONSTRAINT bulk_rehearsals_job_id_fkey FOREIGN KEY (account_id, job_id)
          REFERENCES jobs (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ix_bulk_rehearsals_account_id_user_id ON bulk_rehearsals (account_id, user_id, expires_at);
      COMMENT ON TABLE bulk_rehearsals IS 'Dry runs of decisions that publish; the id is the token that the decision takes';
      COMMENT ON COLUMN bulk_rehearsals.job_id IS 'The job that did the dry run, where there were many';
      COMMENT ON COLUMN bulk_rehearsals.selection IS
        'The proposals in the order of the decisions, as they were: [{id, revision}], 0 for what the account does not have'`);
    await runner.query(confineToAccount('bulk_rehearsals', 'SELECT, INSERT, UPDATE, DELETE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bulk_rehearsals');
  }
}
