import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** Whom an identity provider means by which user. */
export class AddUserIdentities1795727400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_identities (
        account_id uuid NOT NULL,
        issuer varchar(500) NOT NULL,
        subject varchar(255) NOT NULL,
        user_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT user_identities_pkey PRIMARY KEY (account_id, issuer, subject),
        CONSTRAINT uq_user_identities_account_id_user_id_issuer UNIQUE (account_id, user_id, issuer),
        CONSTRAINT user_identities_account_id_fkey FOREIGN KEY (account_id)
          REFERENCES accounts (id) ON DELETE CASCADE,
        CONSTRAINT user_identities_user_id_fkey FOREIGN KEY (account_id, user_id)
          REFERENCES users (account_id, id) ON DELETE CASCADE
      );
      COMMENT ON COLUMN user_identities.subject IS
        'Whom the issuer means, for good; an address may be given to somebody else'`);
    await runner.query(confineToAccount('user_identities', 'SELECT, INSERT, DELETE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE user_identities');
  }
}
