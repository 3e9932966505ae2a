/** AI sessions: what was said, the steps taken, how it ended, and where the flywheel is with it. */
export const sessionTables = `
CREATE TABLE ai_sessions (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  team_id uuid,
  user_id uuid,
  external_id varchar(200),
  title varchar(255) NOT NULL,
  problem_domain varchar(100),
  origin varchar(20) NOT NULL DEFAULT 'ai_assist',
  status varchar(20) NOT NULL DEFAULT 'active',
  transcript jsonb NOT NULL DEFAULT '[]'::jsonb,
  steps jsonb NOT NULL DEFAULT '[]'::jsonb,
  steps_source varchar(10) NOT NULL DEFAULT 'given',
  outcome varchar(20),
  outcome_confirmed boolean NOT NULL DEFAULT false,
  resolution_summary text,
  linked_ticket_id varchar(64),
  linked_ticket_kind varchar(10),
  flywheel_status varchar(10) NOT NULL DEFAULT 'none',
  flywheel_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  -- Lists show the counts without reading what is counted.
  message_count integer NOT NULL GENERATED ALWAYS AS (jsonb_array_length(transcript)) STORED,
  step_count integer NOT NULL GENERATED ALWAYS AS (jsonb_array_length(steps)) STORED,
  CONSTRAINT ai_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT uq_ai_sessions_account_id_id UNIQUE (account_id, id),
  CONSTRAINT uq_ai_sessions_account_id_external_id UNIQUE (account_id, external_id),
  CONSTRAINT ck_ai_sessions_origin CHECK (origin IN ('ai_assist', 'l1_realtime', 'kb_import', 'manual')),
  CONSTRAINT ck_ai_sessions_status
    CHECK (status IN ('active', 'resolved', 'escalated', 'abandoned', 'unknown')),
  CONSTRAINT ck_ai_sessions_outcome
    CHECK (outcome IS NULL OR outcome IN ('resolved', 'escalated', 'abandoned', 'unknown')),
  CONSTRAINT ck_ai_sessions_steps_source CHECK (steps_source IN ('given', 'extracted')),
  CONSTRAINT ck_ai_sessions_flywheel_status CHECK (flywheel_status IN ('none', 'pending', 'done', 'failed')),
  CONSTRAINT ck_ai_sessions_linked_ticket_kind
    CHECK (linked_ticket_kind IS NULL OR linked_ticket_kind IN ('psa', 'internal')),
  CONSTRAINT ck_ai_sessions_linked_ticket CHECK (linked_ticket_kind IS NULL OR linked_ticket_id IS NOT NULL),
  CONSTRAINT ai_sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT ai_sessions_team_id_fkey FOREIGN KEY (account_id, team_id)
    REFERENCES teams (account_id, id) ON DELETE SET NULL (team_id),
  CONSTRAINT ai_sessions_user_id_fkey FOREIGN KEY (account_id, user_id)
    REFERENCES users (account_id, id) ON DELETE SET NULL (user_id)
);
CREATE INDEX ix_ai_sessions_account_id_created_at ON ai_sessions (account_id, created_at DESC, id DESC);
CREATE INDEX ix_ai_sessions_account_id_status_created_at
  ON ai_sessions (account_id, status, created_at DESC, id DESC);
CREATE INDEX ix_ai_sessions_pending ON ai_sessions (account_id, created_at DESC, id DESC)
  WHERE flywheel_status = 'pending';
CREATE INDEX ix_ai_sessions_account_id_ticket ON ai_sessions (account_id, linked_ticket_id)
  WHERE linked_ticket_id IS NOT NULL;
CREATE INDEX ix_ai_sessions_account_id_team_id ON ai_sessions (account_id, team_id);
CREATE INDEX ix_ai_sessions_account_id_user_id ON ai_sessions (account_id, user_id);
COMMENT ON COLUMN ai_sessions.transcript IS 'Ordered messages: [{role, content}]';
COMMENT ON COLUMN ai_sessions.steps IS 'Ordered steps taken: [{kind, text, result}]';
COMMENT ON COLUMN ai_sessions.steps_source IS
  'extracted where the steps were read from the transcript, since the session came without any';
COMMENT ON COLUMN ai_sessions.flywheel_status IS 'none until the session ends, then pending, done or failed';

CREATE TABLE import_chunks (
  account_id uuid NOT NULL,
  job_id uuid NOT NULL,
  number integer NOT NULL,
  first_line integer NOT NULL,
  body bytea NOT NULL,
  too_long integer[] NOT NULL DEFAULT '{}',
  CONSTRAINT import_chunks_pkey PRIMARY KEY (account_id, job_id, number),
  CONSTRAINT import_chunks_job_id_fkey FOREIGN KEY (account_id, job_id)
    REFERENCES jobs (account_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE import_chunks IS 'An uploaded NDJSON body, waiting in pieces to be imported';
COMMENT ON COLUMN import_chunks.body IS 'Whole lines as they came: what they hold is judged when they are imported';
COMMENT ON COLUMN import_chunks.too_long IS 'Numbers of the lines that were too long to keep';
`;

/** What the flywheel concluded from each session: the memory that later sessions are compared with. */
export const observationTables = `
CREATE TABLE session_observations (
  account_id uuid NOT NULL,
  session_id uuid NOT NULL,
  decision varchar(30) NOT NULL,
  reason text,
  proposal_id uuid,
  flow_id uuid,
  flow_version integer,
  alignment jsonb NOT NULL DEFAULT '[]'::jsonb,
  fitness double precision NOT NULL DEFAULT 0,
  explanation jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT session_observations_pkey PRIMARY KEY (account_id, session_id),
  CONSTRAINT ck_session_observations_decision
    CHECK (decision IN ('none', 'new_flow', 'enhancement', 'branch_addition', 'auto_reinforced')),
  CONSTRAINT session_observations_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT session_observations_session_id_fkey FOREIGN KEY (account_id, session_id)
    REFERENCES ai_sessions (account_id, id) ON DELETE CASCADE,
  CONSTRAINT session_observations_proposal_id_fkey FOREIGN KEY (account_id, proposal_id)
    REFERENCES flow_proposals (account_id, id) ON DELETE SET NULL (proposal_id),
  CONSTRAINT session_observations_flow_id_fkey FOREIGN KEY (account_id, flow_id)
    REFERENCES trees (account_id, id) ON DELETE SET NULL (flow_id)
);
CREATE INDEX ix_session_observations_account_id_proposal_id ON session_observations (account_id, proposal_id);
CREATE INDEX ix_session_observations_account_id_flow_id ON session_observations (account_id, flow_id, created_at DESC);
COMMENT ON COLUMN session_observations.flow_id IS 'The published flow the session was aligned with, if any';
COMMENT ON COLUMN session_observations.alignment IS 'Per step: [{step, node_id, move, score}]';
`;
