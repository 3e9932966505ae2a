/** Requests carried out under a key of the caller's, so that repeating one answers without doing it again. */
export const idempotencyTables = `
CREATE TABLE idempotency_keys (
  account_id uuid NOT NULL,
  user_id uuid NOT NULL,
  key varchar(255) NOT NULL,
  fingerprint bytea NOT NULL,
  status smallint,
  answer text,
  headers jsonb,
  kept boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (account_id, user_id, key),
  CONSTRAINT ck_idempotency_keys_kept CHECK (kept OR answer IS NULL),
  CONSTRAINT idempotency_keys_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT idempotency_keys_user_id_fkey FOREIGN KEY (account_id, user_id)
    REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_idempotency_keys_created_at ON idempotency_keys (created_at);
COMMENT ON COLUMN idempotency_keys.fingerprint IS 'SHA-256 of the method, the address and the body';
COMMENT ON COLUMN idempotency_keys.status IS 'Null only inside the transaction that carries the request out';
COMMENT ON COLUMN idempotency_keys.answer IS
  'JSON text, not jsonb: what is sent again is what was sent, byte by byte';
COMMENT ON COLUMN idempotency_keys.headers IS 'Those of the answer that belong to it, such as Location';
COMMENT ON COLUMN idempotency_keys.kept IS 'False where the answer is too large to keep, or a secret';
`;
