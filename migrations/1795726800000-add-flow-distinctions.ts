import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** Which flows people said are of two problems, so that nothing takes the one into the other again. */
export class AddFlowDistinctions1795726800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE flow_distinctions (
        account_id uuid NOT NULL,
        flow_id uuid NOT NULL,
        other_flow_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT flow_distinctions_pkey PRIMARY KEY (account_id, flow_id, other_flow_id),
        CONSTRAINT ck_flow_distinctions_order CHECK (flow_id < other_flow_id),
        CONSTRAINT flow_distinctions_account_id_fkey FOREIGN KEY (account_id)
          REFERENCES accounts (id) ON DELETE CASCADE,
        CONSTRAINT flow_distinctions_flow_id_fkey FOREIGN KEY (account_id, flow_id)
          REFERENCES trees (account_id, id) ON DELETE CASCADE,
        CONSTRAINT flow_distinctions_other_flow_id_fkey FOREIGN KEY (account_id, other_flow_id)
          REFERENCES trees (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ix_flow_distinctions_account_id_other_flow_id ON flow_distinctions (account_id, other_flow_id);
      COMMENT ON TABLE flow_distinctions IS
        'Two flows that a person keeps apart: of the one no part of the other is made. The lesser id comes first'`);
    await runner.query(confineToAccount('flow_distinctions', 'SELECT, INSERT, DELETE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE flow_distinctions');
  }
}
