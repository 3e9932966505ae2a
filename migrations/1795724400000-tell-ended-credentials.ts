import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever listens to an account's events is told at once that credentials of it are no good any more. */
export class TellEndedCredentials1795724400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION tell_ended_credentials() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_TABLE_NAME = 'accounts' THEN
          PERFORM pg_notify('ended_credentials', OLD.id::text);
        ELSE
          PERFORM pg_notify('ended_credentials', OLD.account_id::text);
        END IF;
        RETURN NULL;
      END
      $$;
      CREATE TRIGGER accounts_tell_ended AFTER DELETE ON accounts
        FOR EACH ROW EXECUTE FUNCTION tell_ended_credentials();
      CREATE TRIGGER users_tell_ended AFTER UPDATE OF active ON users
        FOR EACH ROW WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION tell_ended_credentials();
      CREATE TRIGGER api_keys_tell_ended AFTER UPDATE OF revoked_at ON api_keys
        FOR EACH ROW WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL)
        EXECUTE FUNCTION tell_ended_credentials()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER accounts_tell_ended ON accounts;
      DROP TRIGGER users_tell_ended ON users;
      DROP TRIGGER api_keys_tell_ended ON api_keys;
      DROP FUNCTION tell_ended_credentials()`);
  }
}
