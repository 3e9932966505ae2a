import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** Whose a flow is, whether it still holds, and what technicians flagged in it. */
const COLUMNS = `
ALTER TABLE trees
  ADD COLUMN owner_id uuid,
  ADD COLUMN verified_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN verified_by uuid,
  ADD COLUMN verify_every integer,
  ADD COLUMN needs_verification_since timestamptz,
  ADD COLUMN verification_reasons jsonb NOT NULL DEFAULT '[]'::jsonb,
  ADD COLUMN downgraded_at timestamptz,
  ADD COLUMN success_counts_from timestamptz,
  ADD COLUMN open_flags integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT ck_trees_verify_every CHECK (verify_every BETWEEN 0 AND 3650),
  ADD CONSTRAINT ck_trees_open_flags CHECK (open_flags >= 0),
  ADD CONSTRAINT ck_trees_needs_verification
    CHECK ((needs_verification_since IS NULL) = (verification_reasons = '[]'::jsonb)),
  ADD CONSTRAINT ck_trees_downgraded CHECK (downgraded_at IS NULL OR needs_verification_since IS NOT NULL),
  ADD CONSTRAINT trees_owner_id_fkey FOREIGN KEY (account_id, owner_id)
    REFERENCES users (account_id, id) ON DELETE SET NULL (owner_id),
  ADD CONSTRAINT trees_verified_by_fkey FOREIGN KEY (account_id, verified_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (verified_by);
CREATE INDEX ix_trees_account_id_owner_id ON trees (account_id, owner_id);
CREATE INDEX ix_trees_account_id_verified_by ON trees (account_id, verified_by);
CREATE INDEX ix_trees_needs_verification ON trees (account_id, updated_at DESC, id DESC)
  WHERE needs_verification_since IS NOT NULL;
COMMENT ON COLUMN trees.owner_id IS 'Who answers for it; the publisher of its first version until somebody else is named';
COMMENT ON COLUMN trees.verified_at IS 'When somebody last vouched for all of it: at its first publication, or since';
COMMENT ON COLUMN trees.verify_every IS 'Days; null for as many as the account has set, 0 for never';
COMMENT ON COLUMN trees.verification_reasons IS 'Why it needs verification: [{code, since, details}], one a code';
COMMENT ON COLUMN trees.downgraded_at IS 'Since then it ranks lower in suggestions; verifying it ends that';
COMMENT ON COLUMN trees.success_counts_from IS
  'How it did before is not held against it: somebody saw that and verified it all the same';
COMMENT ON COLUMN trees.open_flags IS 'Kept by a trigger of flow_flags';
`;

/** Policies are for the application alone, so the owner sees the rows only while they are not forced. */
const BACKFILL = `
ALTER TABLE trees NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tree_versions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
UPDATE trees t SET verified_at = v.published_at, owner_id = u.id, verified_by = u.id
  FROM tree_versions v LEFT JOIN users u ON u.account_id = v.account_id AND u.id = v.published_by
 WHERE v.account_id = t.account_id AND v.tree_id = t.id AND v.version = 1;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
ALTER TABLE tree_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE trees FORCE ROW LEVEL SECURITY;
`;

const FLAGS = `
CREATE TABLE flow_flags (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  flow_id uuid NOT NULL,
  version integer NOT NULL,
  node_id varchar(100),
  reason varchar(20) NOT NULL,
  words text,
  status varchar(10) NOT NULL DEFAULT 'open',
  times integer NOT NULL DEFAULT 1,
  raised_by uuid,
  raised_by_name varchar(200) NOT NULL,
  raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  closed_by uuid,
  closed_by_name varchar(200),
  closed_at timestamptz,
  closing_notes text,
  CONSTRAINT flow_flags_pkey PRIMARY KEY (id),
  CONSTRAINT uq_flow_flags_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_flow_flags_reason
    CHECK (reason IN ('wrong', 'outdated', 'unclear', 'unsafe', 'incomplete', 'other')),
  CONSTRAINT ck_flow_flags_status CHECK (status IN ('open', 'resolved', 'dismissed')),
  CONSTRAINT ck_flow_flags_closed CHECK ((status = 'open') = (closed_at IS NULL)),
  CONSTRAINT ck_flow_flags_times CHECK (times >= 1),
  CONSTRAINT flow_flags_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT flow_flags_version_fkey FOREIGN KEY (account_id, flow_id, version)
    REFERENCES tree_versions (account_id, tree_id, version) ON DELETE CASCADE,
  CONSTRAINT flow_flags_raised_by_fkey FOREIGN KEY (account_id, raised_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (raised_by),
  CONSTRAINT flow_flags_closed_by_fkey FOREIGN KEY (account_id, closed_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (closed_by)
);
-- What one person says twice counts once, while it is open.
CREATE UNIQUE INDEX uq_flow_flags_open ON flow_flags (account_id, flow_id, raised_by, reason, node_id)
  NULLS NOT DISTINCT WHERE status = 'open';
CREATE INDEX ix_flow_flags_account_id_flow_id ON flow_flags (account_id, flow_id, raised_at DESC, id DESC);
CREATE INDEX ix_flow_flags_account_id_raised_at ON flow_flags (account_id, raised_at DESC, id DESC);
CREATE INDEX ix_flow_flags_account_id_raised_by ON flow_flags (account_id, raised_by);
CREATE INDEX ix_flow_flags_account_id_closed_by ON flow_flags (account_id, closed_by);
COMMENT ON COLUMN flow_flags.version IS 'The version that was looked at, which has the node';
COMMENT ON COLUMN flow_flags.node_id IS 'Null for the flow as a whole';
COMMENT ON COLUMN flow_flags.times IS 'How often the same person said it while it was open';
${confineToAccount('flow_flags', 'SELECT, INSERT, UPDATE')}
CREATE FUNCTION count_open_flags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE trees SET open_flags = open_flags + CASE NEW.status WHEN 'open' THEN 1 ELSE -1 END
   WHERE account_id = NEW.account_id AND id = NEW.flow_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER flow_flags_count AFTER INSERT ON flow_flags
  FOR EACH ROW WHEN (NEW.status = 'open') EXECUTE FUNCTION count_open_flags();
CREATE TRIGGER flow_flags_recount AFTER UPDATE OF status ON flow_flags
  FOR EACH ROW WHEN ((OLD.status = 'open') <> (NEW.status = 'open')) EXECUTE FUNCTION count_open_flags();
`;

const EVENTS = `
CREATE FUNCTION tell_flow_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO account_events (account_id, type, data) VALUES (
    NEW.account_id, 'flow.' || NEW.event, json_strip_nulls(json_build_object(
      'flow_id', NEW.flow_id,
      'version', NEW.version,
      'reasons', NEW.details -> 'reasons',
      'owner_id', (SELECT t.owner_id FROM trees t WHERE t.account_id = NEW.account_id AND t.id = NEW.flow_id),
      'actor_id', NEW.actor_id,
      'actor_name', NEW.actor_name
    ))
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER flow_events_tell AFTER INSERT ON flow_events
  FOR EACH ROW WHEN (NEW.event IN ('needs_verification', 'verified', 'downgraded'))
  EXECUTE FUNCTION tell_flow_event();

CREATE FUNCTION tell_flow_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO account_events (account_id, type, data) VALUES (
    NEW.account_id,
    CASE NEW.status WHEN 'open' THEN 'flow.flagged' ELSE 'flow.flag_closed' END,
    json_strip_nulls(json_build_object(
      'flow_id', NEW.flow_id,
      'version', NEW.version,
      'flag_id', NEW.id,
      'node_id', NEW.node_id,
      'reason', NEW.reason,
      'status', NEW.status,
      'actor_id', CASE NEW.status WHEN 'open' THEN NEW.raised_by ELSE NEW.closed_by END,
      'actor_name', CASE NEW.status WHEN 'open' THEN NEW.raised_by_name ELSE NEW.closed_by_name END
    ))
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER flow_flags_tell AFTER INSERT ON flow_flags
  FOR EACH ROW EXECUTE FUNCTION tell_flow_flag();
CREATE TRIGGER flow_flags_tell_closed AFTER UPDATE OF status ON flow_flags
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION tell_flow_flag();
`;

export class AddFlowVerification1795714800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [COLUMNS, BACKFILL, FLAGS, EVENTS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE flow_flags;
      DROP TRIGGER flow_events_tell ON flow_events;
      DROP FUNCTION tell_flow_event();
      DROP FUNCTION tell_flow_flag();
      DROP FUNCTION count_open_flags();
      ALTER TABLE trees
        DROP COLUMN owner_id, DROP COLUMN verified_at, DROP COLUMN verified_by, DROP COLUMN verify_every,
        DROP COLUMN needs_verification_since, DROP COLUMN verification_reasons, DROP COLUMN downgraded_at,
        DROP COLUMN success_counts_from, DROP COLUMN open_flags;
    `);
  }
}
