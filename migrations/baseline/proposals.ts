/** Flow proposals, as they were specified to us, and their audit trail. */
export const proposalTables = `
CREATE TABLE flow_proposals (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  team_id uuid,
  source_session_id uuid NOT NULL,
  proposal_type varchar(30) NOT NULL,
  target_flow_id uuid,
  title varchar(255) NOT NULL,
  description text,
  proposed_flow_data jsonb NOT NULL,
  proposed_diff jsonb,
  confidence_score double precision NOT NULL DEFAULT 0.0,
  supporting_session_count integer NOT NULL DEFAULT 1,
  supporting_session_ids jsonb NOT NULL DEFAULT '[]'::jsonb,
  problem_domain varchar(100),
  status varchar(30) NOT NULL DEFAULT 'pending',
  reviewed_by uuid,
  reviewer_notes text,
  published_flow_id uuid,
  source varchar(30) NOT NULL DEFAULT 'manual_draft',
  linked_ticket_id varchar(64),
  linked_ticket_kind varchar(10),
  validated_by_outcome boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  reviewed_at timestamptz,
  -- Ours, beyond the specified columns:
  base_version integer,
  published_version integer,
  reverted_flow_id uuid,
  reverted_version integer,
  absorbs_flow_id uuid,
  absorbs_version integer,
  fitness double precision NOT NULL DEFAULT 0,
  drafted_by uuid,
  revision integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  claimed_by uuid,
  claim_expires_at timestamptz,
  prior_confidence double precision,
  confidence_basis varchar(10),
  reason_code varchar(30),
  duplicate_of_flow_id uuid,
  duplicate_of_proposal_id uuid,
  merged_into uuid,
  sessions_since_decision integer NOT NULL DEFAULT 0,
  approved_by_first uuid,
  approved_first_at timestamptz,
  first_approval jsonb,
  CONSTRAINT flow_proposals_pkey PRIMARY KEY (id),
  CONSTRAINT uq_flow_proposals_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_flow_proposals_type
    CHECK (proposal_type IN ('new_flow', 'enhancement', 'branch_addition', 'auto_reinforced')),
  CONSTRAINT ck_flow_proposals_status
    CHECK (status IN ('pending', 'approved', 'modified', 'rejected', 'dismissed', 'auto_reinforced')),
  CONSTRAINT ck_flow_proposals_source
    CHECK (source IN ('ai_realtime_l1', 'kb_accelerator', 'manual_draft', 'ai_promoted')),
  CONSTRAINT ck_flow_proposals_linked_ticket_kind
    CHECK (linked_ticket_kind IS NULL OR linked_ticket_kind IN ('psa', 'internal')),
  CONSTRAINT ck_flow_proposals_reason_code CHECK (
    reason_code IS NULL
    OR (status = 'rejected' AND reason_code IN
        ('incorrect', 'unsafe', 'duplicate', 'too_specific', 'incomplete', 'not_reproducible', 'other'))
    OR (status = 'dismissed' AND reason_code IN
        ('not_now', 'low_value', 'out_of_scope', 'needs_owner', 'other'))),
  CONSTRAINT ck_flow_proposals_duplicate_of CHECK (
    num_nonnulls(duplicate_of_flow_id, duplicate_of_proposal_id) = 0
    OR (num_nonnulls(duplicate_of_flow_id, duplicate_of_proposal_id) = 1
        AND reason_code IS NOT DISTINCT FROM 'duplicate' AND duplicate_of_proposal_id IS DISTINCT FROM id)),
  CONSTRAINT ck_flow_proposals_merged_into CHECK (merged_into IS NULL OR (status = 'dismissed' AND merged_into <> id)),
  CONSTRAINT ck_flow_proposals_sessions_since_decision CHECK (sessions_since_decision >= 0),
  CONSTRAINT ck_flow_proposals_first_approval CHECK (first_approval IS NULL OR status = 'pending'),
  CONSTRAINT ck_flow_proposals_confidence_basis CHECK (
    confidence_basis IN ('prior', 'calibrated') AND prior_confidence BETWEEN 0 AND 1
    OR num_nulls(confidence_basis, prior_confidence) = 2),
  CONSTRAINT flow_proposals_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT flow_proposals_team_id_fkey FOREIGN KEY (account_id, team_id)
    REFERENCES teams (account_id, id) ON DELETE SET NULL (team_id),
  CONSTRAINT flow_proposals_source_session_id_fkey FOREIGN KEY (account_id, source_session_id)
    REFERENCES ai_sessions (account_id, id) ON DELETE CASCADE,
  CONSTRAINT flow_proposals_target_flow_id_fkey FOREIGN KEY (account_id, target_flow_id)
    REFERENCES trees (account_id, id) ON DELETE SET NULL (target_flow_id),
  CONSTRAINT flow_proposals_reviewed_by_fkey FOREIGN KEY (account_id, reviewed_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (reviewed_by),
  CONSTRAINT flow_proposals_published_flow_id_fkey FOREIGN KEY (account_id, published_flow_id)
    REFERENCES trees (account_id, id) ON DELETE SET NULL (published_flow_id),
  CONSTRAINT flow_proposals_absorbs_flow_id_fkey FOREIGN KEY (account_id, absorbs_flow_id)
    REFERENCES trees (account_id, id) ON DELETE SET NULL (absorbs_flow_id),
  CONSTRAINT flow_proposals_reverted_flow_id_fkey FOREIGN KEY (account_id, reverted_flow_id)
    REFERENCES trees (account_id, id) ON DELETE SET NULL (reverted_flow_id),
  CONSTRAINT flow_proposals_drafted_by_fkey FOREIGN KEY (account_id, drafted_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (drafted_by),
  CONSTRAINT flow_proposals_claimed_by_fkey FOREIGN KEY (account_id, claimed_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (claimed_by),
  CONSTRAINT flow_proposals_duplicate_of_flow_id_fkey FOREIGN KEY (account_id, duplicate_of_flow_id)
    REFERENCES trees (account_id, id) ON DELETE SET NULL (duplicate_of_flow_id),
  CONSTRAINT flow_proposals_duplicate_of_proposal_id_fkey FOREIGN KEY (account_id, duplicate_of_proposal_id)
    REFERENCES flow_proposals (account_id, id) ON DELETE SET NULL (duplicate_of_proposal_id),
  CONSTRAINT flow_proposals_merged_into_fkey FOREIGN KEY (account_id, merged_into)
    REFERENCES flow_proposals (account_id, id) ON DELETE SET NULL (merged_into),
  CONSTRAINT flow_proposals_approved_by_first_fkey FOREIGN KEY (account_id, approved_by_first)
    REFERENCES users (account_id, id) ON DELETE SET NULL (approved_by_first)
);
CREATE INDEX ix_flow_proposals_account_id ON flow_proposals (account_id);
CREATE INDEX ix_flow_proposals_team_id ON flow_proposals (team_id);
CREATE INDEX ix_flow_proposals_source_session_id ON flow_proposals (source_session_id);
CREATE INDEX ix_flow_proposals_status ON flow_proposals (status);
CREATE INDEX ix_flow_proposals_account_id_created_at ON flow_proposals (account_id, created_at DESC, id DESC);
CREATE INDEX ix_flow_proposals_pending_created_at
  ON flow_proposals (account_id, created_at DESC, id DESC) WHERE status = 'pending';
CREATE INDEX ix_flow_proposals_pending_confidence
  ON flow_proposals (account_id, confidence_score DESC, id DESC) WHERE status = 'pending';
CREATE INDEX ix_flow_proposals_pending_support
  ON flow_proposals (account_id, supporting_session_count DESC, id DESC) WHERE status = 'pending';
CREATE INDEX ix_flow_proposals_account_id_target_flow_id ON flow_proposals (account_id, target_flow_id);
CREATE INDEX ix_flow_proposals_pending_target_flow_id
  ON flow_proposals (account_id, target_flow_id) WHERE status = 'pending';
CREATE INDEX ix_flow_proposals_account_id_published_flow_id
  ON flow_proposals (account_id, published_flow_id);
CREATE INDEX ix_flow_proposals_account_id_reverted_flow_id
  ON flow_proposals (account_id, reverted_flow_id) WHERE reverted_flow_id IS NOT NULL;
CREATE INDEX ix_flow_proposals_account_id_reviewed_by ON flow_proposals (account_id, reviewed_by);
CREATE INDEX ix_flow_proposals_account_id_reviewed_at
  ON flow_proposals (account_id, reviewed_at) WHERE reviewed_at IS NOT NULL;
CREATE INDEX ix_flow_proposals_account_id_source_session_id
  ON flow_proposals (account_id, source_session_id);
CREATE INDEX ix_flow_proposals_account_id_ticket
  ON flow_proposals (account_id, linked_ticket_id) WHERE linked_ticket_id IS NOT NULL;
COMMENT ON COLUMN flow_proposals.target_flow_id IS 'For enhancements: which existing flow to modify';
COMMENT ON COLUMN flow_proposals.title IS 'Human-readable title for the proposed flow';
COMMENT ON COLUMN flow_proposals.description IS 'AI-generated description of what this flow covers';
COMMENT ON COLUMN flow_proposals.proposed_flow_data IS
  'Complete flow/tree_structure definition (nodes, edges, conditions)';
COMMENT ON COLUMN flow_proposals.proposed_diff IS 'For enhancements: what changed vs existing flow';
COMMENT ON COLUMN flow_proposals.confidence_score IS
  'How confident the system is in this proposal (0.0-1.0)';
COMMENT ON COLUMN flow_proposals.supporting_session_count IS
  'Number of sessions with similar resolution paths';
COMMENT ON COLUMN flow_proposals.supporting_session_ids IS
  'Array of session IDs that support this proposal';
COMMENT ON COLUMN flow_proposals.published_flow_id IS
  'The flow that was created/updated when this proposal was approved';
COMMENT ON COLUMN flow_proposals.base_version IS 'Version of the target flow that the proposal builds on';
CREATE INDEX ix_flow_proposals_account_id_absorbs_flow_id
  ON flow_proposals (account_id, absorbs_flow_id) WHERE absorbs_flow_id IS NOT NULL;
COMMENT ON COLUMN flow_proposals.absorbs_flow_id IS
  'A second flow whose nodes the proposal takes in; publishing it archives that flow';
COMMENT ON COLUMN flow_proposals.prior_confidence IS
  'What the formula says, whether or not it is the score; null where the program says nothing';
COMMENT ON COLUMN flow_proposals.confidence_basis IS
  'prior: the score is what the formula says; calibrated: the share of such proposals that was approved';
COMMENT ON COLUMN flow_proposals.published_version IS 'Version of the published flow that approving made';
COMMENT ON COLUMN flow_proposals.claimed_by IS
  'Who holds it until claim_expires_at, while it is pending; what is past that time means nothing';
CREATE INDEX ix_flow_proposals_account_id_claimed_by
  ON flow_proposals (account_id, claimed_by) WHERE claimed_by IS NOT NULL;
COMMENT ON COLUMN flow_proposals.reverted_flow_id IS
  'The flow that a reverted approval of a new flow had made; approving again publishes its next version';
COMMENT ON COLUMN flow_proposals.reverted_version IS 'The version of that flow that the approval had made';
CREATE INDEX ix_flow_proposals_account_id_reason_code
  ON flow_proposals (account_id, reason_code) WHERE reason_code IS NOT NULL;
CREATE INDEX ix_flow_proposals_account_id_duplicate_of_flow_id
  ON flow_proposals (account_id, duplicate_of_flow_id) WHERE duplicate_of_flow_id IS NOT NULL;
CREATE INDEX ix_flow_proposals_account_id_duplicate_of_proposal_id
  ON flow_proposals (account_id, duplicate_of_proposal_id) WHERE duplicate_of_proposal_id IS NOT NULL;
CREATE INDEX ix_flow_proposals_account_id_merged_into
  ON flow_proposals (account_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ix_flow_proposals_account_id_approved_by_first
  ON flow_proposals (account_id, approved_by_first) WHERE approved_by_first IS NOT NULL;
COMMENT ON COLUMN flow_proposals.reason_code IS 'Why it was rejected or dismissed, while it is';
COMMENT ON COLUMN flow_proposals.merged_into IS
  'The pending proposal that took over its sessions: it was dismissed for no other reason';
COMMENT ON COLUMN flow_proposals.sessions_since_decision IS
  'How many sessions joined since it was rejected or dismissed';
COMMENT ON COLUMN flow_proposals.approved_by_first IS 'Who approved first, where two must; kept once it is published';
COMMENT ON COLUMN flow_proposals.first_approval IS
  'What exactly was approved, while a second person has yet to agree';
COMMENT ON COLUMN flow_proposals.revision IS 'Grows with every change of the row but those of its claim';

CREATE TABLE proposal_events (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  event varchar(30) NOT NULL,
  from_status varchar(30),
  to_status varchar(30),
  actor_id uuid,
  actor_name varchar(200) NOT NULL,
  notes text,
  details jsonb,
  revision integer,
  stood jsonb,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT proposal_events_pkey PRIMARY KEY (id),
  CONSTRAINT proposal_events_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX ix_proposal_events_account_id_proposal_id
  ON proposal_events (account_id, proposal_id, created_at, id);
COMMENT ON COLUMN proposal_events.proposal_id IS
  'No foreign key: the trail outlives whatever happens to the proposal';
COMMENT ON COLUMN proposal_events.revision IS 'That of the proposal once it had happened';
COMMENT ON COLUMN proposal_events.stood IS
  'How the proposal stood then, in figures: what changed since a revision is told by comparing them';
CREATE INDEX ix_proposal_events_account_id_created_at ON proposal_events (account_id, created_at, id);
CREATE TRIGGER proposal_events_append_only BEFORE UPDATE OR DELETE ON proposal_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_events_no_truncate BEFORE TRUNCATE ON proposal_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
