/** Flows (table trees) and their immutable versions. */
export const flowTables = `
CREATE TABLE trees (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  team_id uuid,
  title varchar(255) NOT NULL,
  description text,
  problem_domain varchar(100),
  status varchar(20) NOT NULL DEFAULT 'published',
  current_version integer NOT NULL,
  merged_into uuid,
  critical boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT trees_pkey PRIMARY KEY (id),
  CONSTRAINT uq_trees_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_trees_status CHECK (status IN ('published', 'archived')),
  CONSTRAINT ck_trees_current_version CHECK (current_version >= 1),
  CONSTRAINT trees_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT trees_team_id_fkey FOREIGN KEY (account_id, team_id)
    REFERENCES teams (account_id, id) ON DELETE SET NULL (team_id),
  CONSTRAINT trees_merged_into_fkey FOREIGN KEY (account_id, merged_into)
    REFERENCES trees (account_id, id) ON DELETE SET NULL (merged_into)
);
CREATE INDEX ix_trees_account_id_updated_at ON trees (account_id, updated_at DESC, id DESC);
CREATE INDEX ix_trees_account_id_team_id ON trees (account_id, team_id);
CREATE INDEX ix_trees_account_id_merged_into ON trees (account_id, merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON COLUMN trees.critical IS 'Whether approving a change of it may take two people';
COMMENT ON COLUMN trees.merged_into IS 'The flow that holds all of this archived one: it had been begun twice';

CREATE TABLE tree_versions (
  account_id uuid NOT NULL,
  tree_id uuid NOT NULL,
  version integer NOT NULL,
  flow_data jsonb NOT NULL,
  proposal_id uuid,
  published_by uuid,
  published_by_name varchar(200) NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  change_summary text,
  CONSTRAINT tree_versions_pkey PRIMARY KEY (account_id, tree_id, version),
  CONSTRAINT ck_tree_versions_version CHECK (version >= 1),
  CONSTRAINT tree_versions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT tree_versions_tree_id_fkey FOREIGN KEY (account_id, tree_id)
    REFERENCES trees (account_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_tree_versions_account_id_proposal_id ON tree_versions (account_id, proposal_id);
COMMENT ON COLUMN tree_versions.proposal_id IS
  'The proposal it came from; no foreign key, so that no cascade can touch a published version';
COMMENT ON COLUMN tree_versions.published_by IS 'The user; no foreign key, for the same reason';
CREATE TRIGGER tree_versions_immutable BEFORE UPDATE OR DELETE ON tree_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tree_versions_no_truncate BEFORE TRUNCATE ON tree_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE flow_events (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  flow_id uuid NOT NULL,
  event varchar(30) NOT NULL,
  version integer NOT NULL,
  actor_id uuid,
  actor_name varchar(200) NOT NULL,
  notes text,
  details jsonb,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT flow_events_pkey PRIMARY KEY (id),
  CONSTRAINT flow_events_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX ix_flow_events_account_id_flow_id ON flow_events (account_id, flow_id, version);
CREATE INDEX ix_flow_events_account_id_created_at ON flow_events (account_id, created_at, id);
COMMENT ON TABLE flow_events IS
  'What was done to a flow other than through a proposal; append-only. No foreign key to the flow, for that reason';
COMMENT ON COLUMN flow_events.version IS 'The current version once it was done';
CREATE TRIGGER flow_events_append_only BEFORE UPDATE OR DELETE ON flow_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER flow_events_no_truncate BEFORE TRUNCATE ON flow_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
