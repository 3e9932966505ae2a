/** Long work that its account can watch, and the way into the job queue from an account's transaction. */
export const jobTables = `
CREATE TABLE jobs (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  kind varchar(40) NOT NULL,
  status varchar(20) NOT NULL DEFAULT 'queued',
  total integer,
  counts jsonb NOT NULL DEFAULT '{}'::jsonb,
  error text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CONSTRAINT jobs_pkey PRIMARY KEY (id),
  CONSTRAINT uq_jobs_account_id_id UNIQUE (account_id, id),
  CONSTRAINT ck_jobs_status CHECK (status IN ('receiving', 'queued', 'running', 'done', 'failed')),
  CONSTRAINT jobs_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT jobs_created_by_fkey FOREIGN KEY (account_id, created_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (created_by)
);
CREATE INDEX ix_jobs_account_id_created_at ON jobs (account_id, created_at DESC, id DESC);
COMMENT ON COLUMN jobs.total IS 'Pieces of work in all, once known';

CREATE TABLE job_faults (
  account_id uuid NOT NULL,
  job_id uuid NOT NULL,
  line integer NOT NULL,
  detail text NOT NULL,
  CONSTRAINT job_faults_pkey PRIMARY KEY (account_id, job_id, line),
  CONSTRAINT job_faults_job_id_fkey FOREIGN KEY (account_id, job_id)
    REFERENCES jobs (account_id, id) ON DELETE CASCADE
);

-- What became of each proposal of a decision on many. The key lets none be decided, or counted, at two places at once.
CREATE TABLE bulk_outcomes (
  account_id uuid NOT NULL,
  job_id uuid NOT NULL,
  position integer NOT NULL,
  proposal_id uuid NOT NULL,
  status varchar(30),
  published_flow_id uuid,
  published_version integer,
  code varchar(60),
  detail text,
  CONSTRAINT bulk_outcomes_pkey PRIMARY KEY (account_id, job_id, position),
  CONSTRAINT ck_bulk_outcomes_refused CHECK ((status IS NULL) = (code IS NOT NULL)),
  CONSTRAINT bulk_outcomes_job_id_fkey FOREIGN KEY (account_id, job_id)
    REFERENCES jobs (account_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN bulk_outcomes.proposal_id IS 'As it was asked for, so it may be the id of nothing';

-- The queue's tables belong to the owner and have row-level security of their own, so the application's role
-- enqueues through these; the account is taken from the transaction, never from the payload.
CREATE FUNCTION enqueue_job(
  task text, payload jsonb, job_key text, job_priority integer, job_run_at timestamptz DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  account uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
BEGIN
  IF account IS NULL THEN
    RAISE EXCEPTION 'a job belongs to an account' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM graphile_worker.add_job(
    identifier => task,
    payload => (payload || jsonb_build_object('account_id', account))::json,
    job_key => account::text || ':' || job_key,
    max_attempts => 6,
    priority => job_priority,
    run_at => job_run_at
  );
END
$$;

CREATE FUNCTION enqueue_jobs(task text, payloads jsonb, job_priority integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  account uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
BEGIN
  IF account IS NULL THEN
    RAISE EXCEPTION 'a job belongs to an account' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM graphile_worker.add_jobs(array(
    SELECT (task, (p || jsonb_build_object('account_id', account))::json, NULL, NULL, 6, NULL, job_priority, NULL)
      ::graphile_worker.job_spec
    FROM jsonb_array_elements(payloads) AS p
  ));
END
$$;
REVOKE ALL ON FUNCTION enqueue_job(text, jsonb, text, integer, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION enqueue_jobs(text, jsonb, integer) FROM PUBLIC;
`;
