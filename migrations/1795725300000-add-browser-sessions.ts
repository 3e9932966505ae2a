import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** Browsers that are signed in, and the one-time links that sign them in. */
export class AddBrowserSessions1795725300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE browser_sessions (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        user_id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        signed_in_by varchar(10) NOT NULL,
        user_agent varchar(200),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT browser_sessions_pkey PRIMARY KEY (id),
        CONSTRAINT ck_browser_sessions_signed_in_by CHECK (signed_in_by IN ('link', 'oidc')),
        CONSTRAINT ck_browser_sessions_expires_at CHECK (expires_at <= ends_at),
        CONSTRAINT browser_sessions_account_id_fkey FOREIGN KEY (account_id)
          REFERENCES accounts (id) ON DELETE CASCADE,
        CONSTRAINT browser_sessions_user_id_fkey FOREIGN KEY (account_id, user_id)
          REFERENCES users (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ix_browser_sessions_account_id_user_id ON browser_sessions (account_id, user_id, id DESC);
      COMMENT ON COLUMN browser_sessions.secret_hash IS 'SHA-256 of the secret in the cookie, which is stored nowhere else';
      COMMENT ON COLUMN browser_sessions.user_agent IS 'What the browser said of itself, shortened';
      COMMENT ON COLUMN browser_sessions.last_seen_at IS 'To the minute';
      COMMENT ON COLUMN browser_sessions.expires_at IS 'When it ends unless it is used before; moved on by use, up to ends_at';
      COMMENT ON COLUMN browser_sessions.ends_at IS 'When it ends however much it is used';
      CREATE TRIGGER browser_sessions_tell_ended AFTER UPDATE OF revoked_at ON browser_sessions
        FOR EACH ROW WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL)
        EXECUTE FUNCTION tell_ended_credentials();

      CREATE TABLE sign_in_links (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        user_id uuid NOT NULL,
        created_by uuid,
        secret_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT sign_in_links_pkey PRIMARY KEY (id),
        CONSTRAINT sign_in_links_account_id_fkey FOREIGN KEY (account_id)
          REFERENCES accounts (id) ON DELETE CASCADE,
        CONSTRAINT sign_in_links_user_id_fkey FOREIGN KEY (account_id, user_id)
          REFERENCES users (account_id, id) ON DELETE CASCADE,
        CONSTRAINT sign_in_links_created_by_fkey FOREIGN KEY (account_id, created_by)
          REFERENCES users (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ix_sign_in_links_account_id_user_id ON sign_in_links (account_id, user_id, id DESC);
      COMMENT ON COLUMN sign_in_links.user_id IS 'Whom it signs in';
      COMMENT ON COLUMN sign_in_links.created_by IS 'The admin who made it; null of the command line';
      COMMENT ON COLUMN sign_in_links.secret_hash IS 'SHA-256 of the secret; the secret itself is shown once and never stored';
      COMMENT ON COLUMN sign_in_links.used_at IS 'It signs in once'`);
    await runner.query(confineToAccount('browser_sessions', 'SELECT, INSERT, UPDATE, DELETE'));
    await runner.query(confineToAccount('sign_in_links', 'SELECT, INSERT, UPDATE, DELETE'));
    // Before the account is known: whose cookie, or link, it is.
    await runner.query(`
      CREATE POLICY before_account_read ON browser_sessions FOR SELECT TO resolutionflow_system USING (true);
      CREATE POLICY before_account_touch ON browser_sessions FOR UPDATE TO resolutionflow_system
        USING (true) WITH CHECK (true);
      GRANT SELECT, UPDATE (last_seen_at, expires_at) ON browser_sessions TO resolutionflow_system;
      CREATE POLICY before_account ON sign_in_links FOR SELECT TO resolutionflow_system USING (true);
      GRANT SELECT ON sign_in_links TO resolutionflow_system`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_links; DROP TABLE browser_sessions');
  }
}
