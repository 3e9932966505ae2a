import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/**
 * What an account changed of itself, as a trail; and people that were erased, whose names, and nothing else, may go from
 * the trails.
 */
export class AddRetention1795731300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN erased_at timestamptz;
      COMMENT ON COLUMN users.erased_at IS 'Since when name and address are gone, for good';

      CREATE TABLE account_changes (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        event varchar(30) NOT NULL,
        actor_id uuid,
        actor_name varchar(200) NOT NULL,
        details jsonb,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT account_changes_pkey PRIMARY KEY (id),
        CONSTRAINT account_changes_account_id_fkey FOREIGN KEY (account_id)
          REFERENCES accounts (id) ON DELETE CASCADE
      );
      CREATE INDEX ix_account_changes_account_id_created_at ON account_changes (account_id, created_at, id);
      COMMENT ON TABLE account_changes IS
        'What was changed of the account itself, removed by age or erased; append-only';

      CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        of_name text := TG_ARGV[0];
        of_id text := TG_ARGV[1];
      BEGIN
        -- A cascade from the account arrives through the foreign key's own trigger, one level deeper.
        IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
          RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' THEN
          IF to_jsonb(NEW) ->> of_name = 'Erased person'
             AND to_jsonb(NEW) - of_name = to_jsonb(OLD) - of_name
             AND EXISTS (SELECT FROM users u
                          WHERE u.account_id = OLD.account_id AND u.id = (to_jsonb(OLD) ->> of_id)::uuid
                            AND u.erased_at IS NOT NULL) THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END
      $$;
      COMMENT ON FUNCTION refuse_change_but_erasure() IS
        'Of a row, nothing may change but the name of an actor who was erased: arguments name that column, and that of the id';

      CREATE OR REPLACE TRIGGER proposal_events_append_only BEFORE UPDATE OR DELETE ON proposal_events
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure('actor_name', 'actor_id');
      CREATE OR REPLACE TRIGGER flow_events_append_only BEFORE UPDATE OR DELETE ON flow_events
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure('actor_name', 'actor_id');
      CREATE OR REPLACE TRIGGER tree_versions_immutable BEFORE UPDATE OR DELETE ON tree_versions
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure('published_by_name', 'published_by');
      CREATE TRIGGER account_changes_append_only BEFORE UPDATE OR DELETE ON account_changes
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure('actor_name', 'actor_id');
      CREATE TRIGGER account_changes_no_truncate BEFORE TRUNCATE ON account_changes
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      GRANT UPDATE (actor_name) ON proposal_events, flow_events TO resolutionflow_app;
      GRANT UPDATE (published_by_name) ON tree_versions TO resolutionflow_app`);
    await runner.query(confineToAccount('account_changes', 'SELECT, INSERT, UPDATE (actor_name)'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE (actor_name) ON proposal_events, flow_events FROM resolutionflow_app;
      REVOKE UPDATE (published_by_name) ON tree_versions FROM resolutionflow_app;
      CREATE OR REPLACE TRIGGER proposal_events_append_only BEFORE UPDATE OR DELETE ON proposal_events
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE OR REPLACE TRIGGER flow_events_append_only BEFORE UPDATE OR DELETE ON flow_events
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE OR REPLACE TRIGGER tree_versions_immutable BEFORE UPDATE OR DELETE ON tree_versions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      DROP TABLE account_changes;
      DROP FUNCTION refuse_change_but_erasure();
      ALTER TABLE users DROP COLUMN erased_at`);
  }
}
