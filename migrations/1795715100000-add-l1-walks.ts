import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** Walks of first-line technicians through published flows, and which proposals a walk speaks for. */
const TABLES = `
CREATE TABLE l1_walk_sessions (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  team_id uuid,
  technician_id uuid,
  technician_name varchar(200) NOT NULL,
  flow_id uuid NOT NULL,
  flow_version integer NOT NULL,
  problem text,
  problem_domain varchar(100),
  linked_ticket_id varchar(64),
  linked_ticket_kind varchar(10),
  status varchar(20) NOT NULL DEFAULT 'active',
  entry_node_id varchar(100) NOT NULL,
  current_node_id varchar(100) NOT NULL,
  walked_path jsonb NOT NULL DEFAULT '[]'::jsonb,
  deviation_count integer NOT NULL DEFAULT 0,
  outcome varchar(20),
  outcome_confirmed boolean NOT NULL DEFAULT false,
  escalated_to varchar(200),
  notes text,
  session_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_by uuid,
  updated_by_name varchar(200) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  confirmed_at timestamptz,
  reopened_at timestamptz,
  CONSTRAINT l1_walk_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT uq_l1_walk_sessions_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_l1_walk_sessions_status CHECK (status IN ('active', 'resolved', 'escalated', 'abandoned')),
  CONSTRAINT ck_l1_walk_sessions_outcome CHECK (status = coalesce(outcome, 'active')),
  CONSTRAINT ck_l1_walk_sessions_finished_at CHECK ((status = 'active') = (finished_at IS NULL)),
  CONSTRAINT ck_l1_walk_sessions_confirmed CHECK (
    outcome_confirmed = (confirmed_at IS NOT NULL)
    AND NOT (outcome_confirmed AND status <> 'resolved')
    AND NOT (outcome_confirmed AND reopened_at IS NOT NULL)),
  CONSTRAINT ck_l1_walk_sessions_reopened CHECK (reopened_at IS NULL OR status = 'resolved'),
  CONSTRAINT ck_l1_walk_sessions_escalated_to CHECK (escalated_to IS NULL OR status = 'escalated'),
  CONSTRAINT ck_l1_walk_sessions_linked_ticket_kind
    CHECK (linked_ticket_kind IS NULL OR linked_ticket_kind IN ('psa', 'internal')),
  CONSTRAINT ck_l1_walk_sessions_linked_ticket CHECK (linked_ticket_kind IS NULL OR linked_ticket_id IS NOT NULL),
  CONSTRAINT ck_l1_walk_sessions_walked_path CHECK (jsonb_typeof(walked_path) = 'array'),
  CONSTRAINT ck_l1_walk_sessions_counts CHECK (deviation_count >= 0 AND version >= 1),
  CONSTRAINT l1_walk_sessions_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT l1_walk_sessions_team_id_fkey FOREIGN KEY (account_id, team_id)
    REFERENCES teams (account_id, id) ON DELETE SET NULL (team_id),
  CONSTRAINT l1_walk_sessions_technician_id_fkey FOREIGN KEY (account_id, technician_id)
    REFERENCES users (account_id, id) ON DELETE SET NULL (technician_id),
  -- Versions go with their account alone, and then in no order that a walk could wait for.
  CONSTRAINT l1_walk_sessions_flow_version_fkey FOREIGN KEY (account_id, flow_id, flow_version)
    REFERENCES tree_versions (account_id, tree_id, version) ON DELETE CASCADE,
  CONSTRAINT l1_walk_sessions_session_id_fkey FOREIGN KEY (account_id, session_id)
    REFERENCES ai_sessions (account_id, id) ON DELETE SET NULL (session_id)
);
CREATE INDEX ix_l1_walk_sessions_account_id_created_at
  ON l1_walk_sessions (account_id, created_at DESC, id DESC);
CREATE INDEX ix_l1_walk_sessions_account_id_status_created_at
  ON l1_walk_sessions (account_id, status, created_at DESC, id DESC);
CREATE INDEX ix_l1_walk_sessions_account_id_flow_id_created_at
  ON l1_walk_sessions (account_id, flow_id, created_at DESC, id DESC);
CREATE INDEX ix_l1_walk_sessions_account_id_flow_version
  ON l1_walk_sessions (account_id, flow_id, flow_version, status, finished_at);
CREATE INDEX ix_l1_walk_sessions_account_id_technician_id
  ON l1_walk_sessions (account_id, technician_id, created_at DESC, id DESC);
CREATE INDEX ix_l1_walk_sessions_account_id_team_id
  ON l1_walk_sessions (account_id, team_id, created_at DESC, id DESC) WHERE team_id IS NOT NULL;
CREATE INDEX ix_l1_walk_sessions_account_id_ticket
  ON l1_walk_sessions (account_id, linked_ticket_id) WHERE linked_ticket_id IS NOT NULL;
CREATE INDEX ix_l1_walk_sessions_account_id_session_id
  ON l1_walk_sessions (account_id, session_id) WHERE session_id IS NOT NULL;
COMMENT ON TABLE l1_walk_sessions IS 'A first-line technician walks a published flow with a caller';
COMMENT ON COLUMN l1_walk_sessions.technician_name IS 'As it was when the walk began';
COMMENT ON COLUMN l1_walk_sessions.flow_version IS 'The version it goes on with, whatever is published meanwhile';
COMMENT ON COLUMN l1_walk_sessions.problem IS 'In the words of the caller';
COMMENT ON COLUMN l1_walk_sessions.status IS 'active until it is finished, then its outcome';
COMMENT ON COLUMN l1_walk_sessions.entry_node_id IS 'The node it began at; with to_node_id in the path, every arrival';
COMMENT ON COLUMN l1_walk_sessions.current_node_id IS 'Where it stands; once it is finished, where it ended';
COMMENT ON COLUMN l1_walk_sessions.walked_path IS
  'What was done, in order, nothing ever taken out: [{seq, kind, node_id, edge_id, condition, to_node_id, undoes, step, instead, words, note, seconds, at, by}]';
COMMENT ON COLUMN l1_walk_sessions.deviation_count IS 'Steps that the flow does not have, without those taken back';
COMMENT ON COLUMN l1_walk_sessions.outcome_confirmed IS 'The ticket stayed closed';
COMMENT ON COLUMN l1_walk_sessions.escalated_to IS 'Whoever took it over: a person, a queue or a vendor, in words';
COMMENT ON COLUMN l1_walk_sessions.session_id IS 'The AI session made from it for the flywheel, where it deviated';
COMMENT ON COLUMN l1_walk_sessions.version IS 'Grows with every change, so that of two at once one is refused';
COMMENT ON COLUMN l1_walk_sessions.updated_by IS
  'Who changed it last; no foreign key, as in other trails, so that the name beside it is enough';
COMMENT ON COLUMN l1_walk_sessions.reopened_at IS 'The ticket was opened again: the outcome did not hold';

CREATE TABLE l1_walk_support (
  account_id uuid NOT NULL,
  walk_id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT l1_walk_support_pkey PRIMARY KEY (account_id, walk_id, proposal_id),
  CONSTRAINT l1_walk_support_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT l1_walk_support_walk_id_fkey FOREIGN KEY (account_id, walk_id)
    REFERENCES l1_walk_sessions (account_id, id) ON DELETE CASCADE,
  CONSTRAINT l1_walk_support_proposal_id_fkey FOREIGN KEY (account_id, proposal_id)
    REFERENCES flow_proposals (account_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_l1_walk_support_account_id_proposal_id ON l1_walk_support (account_id, proposal_id);
COMMENT ON TABLE l1_walk_support IS
  'Published proposals whose nodes or edges a resolved walk passed without leaving its flow';

ALTER TABLE search_words DROP CONSTRAINT ck_search_words_kind;
ALTER TABLE search_words ADD CONSTRAINT ck_search_words_kind CHECK (kind IN ('flow', 'proposal', 'session', 'walk'));
`;

/** What listeners and webhooks are told of walks; single steps would be told too often. */
const EVENTS = `
CREATE FUNCTION tell_l1_walk() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told text;
BEGIN
  told := CASE
    WHEN TG_OP = 'INSERT' THEN 'walk.started'
    WHEN OLD.status = 'active' AND NEW.status <> 'active' THEN 'walk.finished'
    WHEN OLD.reopened_at IS NULL AND NEW.reopened_at IS NOT NULL THEN 'walk.reopened'
    WHEN NOT OLD.outcome_confirmed AND NEW.outcome_confirmed THEN 'walk.confirmed'
  END;
  IF told IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO account_events (account_id, type, data) VALUES (
    NEW.account_id, told, json_strip_nulls(json_build_object(
      'walk_id', NEW.id,
      'flow_id', NEW.flow_id,
      'version', NEW.flow_version,
      'actor_id', NEW.updated_by,
      'actor_name', NEW.updated_by_name,
      'technician_id', NEW.technician_id,
      'technician_name', NEW.technician_name,
      'linked_ticket_id', NEW.linked_ticket_id,
      'linked_ticket_kind', NEW.linked_ticket_kind,
      'outcome', NEW.outcome,
      'outcome_confirmed', CASE WHEN TG_OP = 'UPDATE' THEN NEW.outcome_confirmed END,
      'confirmation_withdrawn', CASE WHEN told = 'walk.reopened' THEN OLD.outcome_confirmed END,
      'node_id', CASE WHEN told = 'walk.finished' THEN NEW.current_node_id END,
      'deviation_count', CASE WHEN told = 'walk.finished' THEN NEW.deviation_count END,
      'escalated_to', NEW.escalated_to,
      'session_id', NEW.session_id
    ))
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER l1_walk_sessions_tell AFTER INSERT OR UPDATE ON l1_walk_sessions
  FOR EACH ROW EXECUTE FUNCTION tell_l1_walk();
`;

export class AddL1Walks1795715100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(EVENTS);
    await runner.query(confineToAccount('l1_walk_sessions', 'SELECT, INSERT, UPDATE'));
    await runner.query(confineToAccount('l1_walk_support', 'SELECT, INSERT'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE l1_walk_support, l1_walk_sessions;
      DROP FUNCTION tell_l1_walk();
      DELETE FROM search_words WHERE kind = 'walk';
      ALTER TABLE search_words DROP CONSTRAINT ck_search_words_kind;
      ALTER TABLE search_words ADD CONSTRAINT ck_search_words_kind CHECK (kind IN ('flow', 'proposal', 'session'));
    `);
  }
}
