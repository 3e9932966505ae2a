/**
 * What happened in an account, for whoever listens. Triggers write it beside what it tells of, so that neither can be
 * there without the other, whoever writes.
 */
export const eventTables = `
CREATE TABLE event_streams (
  account_id uuid NOT NULL,
  last_position bigint NOT NULL DEFAULT 0,
  cleared_through bigint NOT NULL DEFAULT 0,
  watched_until timestamptz NOT NULL DEFAULT '-infinity',
  CONSTRAINT event_streams_pkey PRIMARY KEY (account_id),
  CONSTRAINT ck_event_streams_cleared_through CHECK (cleared_through <= last_position),
  CONSTRAINT event_streams_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
COMMENT ON COLUMN event_streams.last_position IS 'The last that was given out; whoever gives out holds this row';
COMMENT ON COLUMN event_streams.cleared_through IS 'Events up to this position may be gone; later ones are all there';
COMMENT ON COLUMN event_streams.watched_until IS
  'Until then somebody listens; NOTIFY, which lets only one transaction of the server commit at a time, is spared else';

CREATE TABLE account_events (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  account_id uuid NOT NULL,
  position bigint,
  type varchar(40) NOT NULL,
  data json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT account_events_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT account_events_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_account_events_position ON account_events (account_id, position)
  WHERE position IS NOT NULL;
CREATE INDEX ix_account_events_unnumbered ON account_events (account_id, id) WHERE position IS NULL;
COMMENT ON COLUMN account_events.position IS
  'Given when it is first read, hence after its commit, in whatever order transactions commit: no reader skips one';

CREATE FUNCTION tell_proposal_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO account_events (account_id, type, data) VALUES (
    NEW.account_id,
    CASE
      WHEN NEW.from_status IS NULL AND NEW.to_status = 'pending' THEN 'proposal.created'
      WHEN NEW.from_status IS NULL THEN 'proposal.recorded'
      WHEN NEW.from_status <> NEW.to_status THEN 'proposal.decided'
      WHEN NEW.event IN ('grown', 'joined', 'merged') THEN 'proposal.grown'
      WHEN NEW.event IN ('claimed', 'transferred') THEN 'proposal.claimed'
      WHEN NEW.event = 'released' THEN 'proposal.released'
      ELSE 'proposal.changed'
    END,
    json_strip_nulls(json_build_object(
      'proposal_id', NEW.proposal_id,
      'event', NEW.event,
      'from_status', NEW.from_status,
      'to_status', NEW.to_status,
      'actor_id', NEW.actor_id,
      'actor_name', NEW.actor_name,
      'proposal_type', NEW.details -> 'proposal_type',
      'session_id', NEW.details -> 'session_id',
      'flow_id', NEW.details -> 'flow_id',
      'version', NEW.details -> 'version',
      'reason_code', NEW.details -> 'reason_code',
      'claimed_by', NEW.details -> 'claimed_by',
      'claim_expires_at', CASE WHEN NEW.event IN ('claimed', 'transferred') THEN (
        SELECT p.claim_expires_at FROM flow_proposals p
         WHERE p.account_id = NEW.account_id AND p.id = NEW.proposal_id) END,
      'merged_into', CASE WHEN NEW.event = 'merged' AND NEW.from_status <> NEW.to_status THEN NEW.details -> 'into' END,
      'merged_from', CASE WHEN NEW.event = 'merged' AND NEW.from_status = NEW.to_status THEN NEW.details -> 'from' END
    ))
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER proposal_events_tell AFTER INSERT ON proposal_events
  FOR EACH ROW EXECUTE FUNCTION tell_proposal_event();

CREATE FUNCTION tell_flow_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO account_events (account_id, type, data) VALUES (
    NEW.account_id, 'flow.published', json_strip_nulls(json_build_object(
      'flow_id', NEW.tree_id,
      'version', NEW.version,
      'proposal_id', NEW.proposal_id,
      'actor_id', NEW.published_by,
      'actor_name', NEW.published_by_name
    ))
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER tree_versions_tell AFTER INSERT ON tree_versions
  FOR EACH ROW EXECUTE FUNCTION tell_flow_published();

CREATE FUNCTION tell_flow_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO account_events (account_id, type, data) VALUES (
    NEW.account_id,
    CASE NEW.status WHEN 'archived' THEN 'flow.archived' ELSE 'flow.restored' END,
    json_strip_nulls(json_build_object(
      'flow_id', NEW.id, 'version', NEW.current_version, 'merged_into', NEW.merged_into
    ))
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER trees_tell AFTER UPDATE OF status ON trees
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION tell_flow_status();

CREATE FUNCTION wake_listeners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM event_streams s WHERE s.account_id = NEW.account_id AND s.watched_until > clock_timestamp()
  ) THEN
    PERFORM pg_notify('account_events', NEW.account_id::text);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER account_events_wake AFTER INSERT ON account_events
  FOR EACH ROW EXECUTE FUNCTION wake_listeners();
`;
