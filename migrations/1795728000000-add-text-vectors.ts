import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** What texts mean, so that each is encoded once. */
export class AddTextVectors1795728000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE text_vectors (
        account_id uuid NOT NULL,
        model text NOT NULL,
        text_hash bytea NOT NULL,
        vector bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT text_vectors_pkey PRIMARY KEY (account_id, model, text_hash),
        CONSTRAINT text_vectors_account_id_fkey FOREIGN KEY (account_id)
          REFERENCES accounts (id) ON DELETE CASCADE
      );
      CREATE INDEX ix_text_vectors_account_id_created_at ON text_vectors (account_id, created_at);
      COMMENT ON TABLE text_vectors IS
        'Vectors of texts that sessions and flows of the account say; what is missing is made anew';
      COMMENT ON COLUMN text_vectors.model IS 'Whose vectors cannot be compared with those of another';
      COMMENT ON COLUMN text_vectors.text_hash IS 'The first 16 bytes of the SHA-256 of the text';
      COMMENT ON COLUMN text_vectors.vector IS 'A number from -127 to 127 in each byte'`);
    await runner.query(confineToAccount('text_vectors', 'SELECT, INSERT, DELETE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE text_vectors');
  }
}
