/** Addresses of others that are told of events, what they were told, and how each attempt went. */
export const webhookTables = `
CREATE TABLE webhook_endpoints (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  url varchar(2000) NOT NULL,
  description varchar(200),
  event_types varchar(40)[],
  active boolean NOT NULL DEFAULT true,
  secret bytea NOT NULL,
  previous_secret bytea,
  previous_secret_until timestamptz,
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  paused_until timestamptz,
  disabled_at timestamptz,
  disabled_reason varchar(20),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (id),
  CONSTRAINT uq_webhook_endpoints_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_webhook_endpoints_event_types CHECK (cardinality(event_types) > 0),
  CONSTRAINT ck_webhook_endpoints_disabled_reason CHECK (disabled_reason IN ('failing', 'gone')),
  CONSTRAINT ck_webhook_endpoints_disabled CHECK (disabled_at IS NULL OR NOT active),
  CONSTRAINT webhook_endpoints_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT webhook_endpoints_created_by_fkey FOREIGN KEY (account_id, created_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (created_by)
);
CREATE INDEX ix_webhook_endpoints_active ON webhook_endpoints (account_id) WHERE active;
CREATE INDEX ix_webhook_endpoints_account_id_created_by ON webhook_endpoints (account_id, created_by);
COMMENT ON COLUMN webhook_endpoints.event_types IS 'Null for all of them, those to come as well';
COMMENT ON COLUMN webhook_endpoints.secret IS
  'The key of the signature, as it is: a hash could not sign. Shown once, never exported';
COMMENT ON COLUMN webhook_endpoints.previous_secret IS 'Signs as well until previous_secret_until';
COMMENT ON COLUMN webhook_endpoints.failures IS 'In a row, since the last success';
COMMENT ON COLUMN webhook_endpoints.paused_until IS
  'No attempt before that: one that does not answer must not keep others waiting';

CREATE TABLE webhook_deliveries (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  type varchar(40) NOT NULL,
  body text NOT NULL,
  status varchar(10) NOT NULL DEFAULT 'pending',
  attempts integer NOT NULL DEFAULT 0,
  retries integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz DEFAULT clock_timestamp(),
  last_attempt_at timestamptz,
  last_response_code smallint,
  last_duration_ms integer,
  last_error varchar(30),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT uq_webhook_deliveries_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_webhook_deliveries_status CHECK (status IN ('pending', 'delivered', 'failed')),
  CONSTRAINT ck_webhook_deliveries_next_attempt_at CHECK ((status = 'pending') = (next_attempt_at IS NOT NULL)),
  CONSTRAINT webhook_deliveries_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT webhook_deliveries_endpoint_id_fkey FOREIGN KEY (account_id, endpoint_id)
    REFERENCES webhook_endpoints (account_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_webhook_deliveries_endpoint_id
  ON webhook_deliveries (account_id, endpoint_id, created_at DESC, id DESC);
CREATE INDEX ix_webhook_deliveries_pending ON webhook_deliveries (account_id, next_attempt_at)
  WHERE status = 'pending';
CREATE INDEX ix_webhook_deliveries_finished_at ON webhook_deliveries (account_id, finished_at)
  WHERE finished_at IS NOT NULL;
COMMENT ON COLUMN webhook_deliveries.body IS 'JSON text: what is signed is what is sent, byte by byte';
COMMENT ON COLUMN webhook_deliveries.retries IS 'Of attempts, those since it was last asked for';

CREATE TABLE webhook_attempts (
  account_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  number integer NOT NULL,
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL,
  response_code smallint,
  response_excerpt varchar(500),
  error varchar(30),
  CONSTRAINT webhook_attempts_pkey PRIMARY KEY (account_id, delivery_id, number),
  CONSTRAINT webhook_attempts_delivery_id_fkey FOREIGN KEY (account_id, delivery_id)
    REFERENCES webhook_deliveries (account_id, id) ON DELETE CASCADE
);

CREATE FUNCTION queue_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  endpoint uuid;
  delivery uuid;
BEGIN
  FOR endpoint IN
    SELECT w.id FROM webhook_endpoints w
     WHERE w.account_id = NEW.account_id AND w.active AND (w.event_types IS NULL OR NEW.type = ANY (w.event_types))
  LOOP
    INSERT INTO webhook_deliveries (account_id, endpoint_id, type, body) VALUES (
      NEW.account_id, endpoint, NEW.type, json_build_object(
        'type', NEW.type,
        'timestamp', to_char(NEW.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'data', NEW.data
      )::text
    ) RETURNING id INTO delivery;
    PERFORM enqueue_job('deliver_webhook', jsonb_build_object('delivery_id', delivery), 'webhook:' || delivery, 0);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER account_events_webhooks AFTER INSERT ON account_events
  FOR EACH ROW EXECUTE FUNCTION queue_webhooks();

CREATE FUNCTION tell_webhook_disabled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO account_events (account_id, type, data) VALUES (
    NEW.account_id, 'webhook.disabled', json_build_object(
      'webhook_id', NEW.id, 'reason', NEW.disabled_reason, 'failing_since', NEW.failing_since
    )
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER webhook_endpoints_tell AFTER UPDATE OF disabled_at ON webhook_endpoints
  FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
  EXECUTE FUNCTION tell_webhook_disabled();
`;
