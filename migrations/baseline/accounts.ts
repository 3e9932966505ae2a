/** Accounts (the tenants), their teams, users and API keys, and what guards the append-only tables. */
export const accountTables = `
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A cascade from the account arrives through the foreign key's own trigger, one level deeper.
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TABLE accounts (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name varchar(200) NOT NULL,
  slug varchar(63) NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT uq_accounts_slug UNIQUE (slug),
  CONSTRAINT ck_accounts_slug CHECK (slug ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$')
);

CREATE TABLE teams (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  name varchar(200) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT teams_pkey PRIMARY KEY (id),
  CONSTRAINT uq_teams_account_id_id UNIQUE (account_id, id),
  CONSTRAINT teams_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_teams_account_id_name ON teams (account_id, lower(name));

CREATE TABLE users (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  team_id uuid,
  email varchar(320) NOT NULL,
  display_name varchar(200) NOT NULL,
  role varchar(10) NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT uq_users_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_users_role CHECK (role IN ('viewer', 'engineer', 'reviewer', 'admin')),
  CONSTRAINT users_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT users_team_id_fkey FOREIGN KEY (account_id, team_id)
    REFERENCES teams (account_id, id) ON DELETE SET NULL (team_id)
);
-- The same person may work for two accounts, so an address is unique within one only.
CREATE UNIQUE INDEX uq_users_account_id_email ON users (account_id, lower(email));
CREATE INDEX ix_users_email ON users (lower(email));
CREATE INDEX ix_users_account_id_team_id ON users (account_id, team_id);

CREATE TABLE api_keys (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  user_id uuid NOT NULL,
  name varchar(200) NOT NULL,
  role varchar(10) NOT NULL,
  secret_hash bytea NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT api_keys_pkey PRIMARY KEY (id),
  CONSTRAINT uq_api_keys_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_api_keys_role CHECK (role IN ('viewer', 'engineer', 'reviewer', 'admin')),
  CONSTRAINT api_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (account_id, user_id)
    REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_api_keys_account_id_user_id ON api_keys (account_id, user_id);
COMMENT ON COLUMN api_keys.user_id IS 'Whom the key acts for; the key dies with the user';
COMMENT ON COLUMN api_keys.secret_hash IS 'SHA-256 of the secret; the secret itself is shown once and never stored';
`;
