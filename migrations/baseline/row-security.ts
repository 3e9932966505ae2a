/** Row-level security, forced on every table of an account, and what each role may do. */
const ACCOUNT = `NULLIF(current_setting('app.account_id', true), '')::uuid`;

/** Privileges of the application's role by table; append-only tables get neither UPDATE nor DELETE. */
const PRIVILEGES: Record<string, string> = {
  teams: 'SELECT, INSERT, UPDATE, DELETE',
  users: 'SELECT, INSERT, UPDATE',
  api_keys: 'SELECT, INSERT, UPDATE',
  idempotency_keys: 'SELECT, INSERT, UPDATE',
  jobs: 'SELECT, INSERT, UPDATE, DELETE',
  job_faults: 'SELECT, INSERT, DELETE',
  bulk_outcomes: 'SELECT, INSERT',
  import_chunks: 'SELECT, INSERT, DELETE',
  ai_sessions: 'SELECT, INSERT, UPDATE',
  trees: 'SELECT, INSERT, UPDATE',
  tree_versions: 'SELECT, INSERT',
  flow_events: 'SELECT, INSERT',
  flow_proposals: 'SELECT, INSERT, UPDATE',
  proposal_events: 'SELECT, INSERT',
  session_observations: 'SELECT, INSERT, UPDATE',
  search_subjects: 'SELECT, INSERT, UPDATE, DELETE',
  search_postings: 'SELECT, INSERT, UPDATE, DELETE',
  search_words: 'SELECT, INSERT, DELETE',
  event_streams: 'SELECT, INSERT, UPDATE',
  account_events: 'SELECT, INSERT, UPDATE, DELETE',
  webhook_endpoints: 'SELECT, INSERT, UPDATE, DELETE',
  webhook_deliveries: 'SELECT, INSERT, UPDATE, DELETE',
  webhook_attempts: 'SELECT, INSERT',
};

const forTable = ([table, privileges]: [string, string]): string => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON ${table} TO resolutionflow_app
  USING (account_id = ${ACCOUNT}) WITH CHECK (account_id = ${ACCOUNT});
GRANT ${privileges} ON ${table} TO resolutionflow_app;
`;

export const rowSecurity = `
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON accounts TO resolutionflow_app USING (id = ${ACCOUNT}) WITH CHECK (id = ${ACCOUNT});
-- Opening an account is a transaction confined to the account that it makes, so INSERT reaches no other.
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts TO resolutionflow_app;
${Object.entries(PRIVILEGES).map(forTable).join('')}
GRANT EXECUTE ON FUNCTION enqueue_job(text, jsonb, text, integer, timestamptz) TO resolutionflow_app;
GRANT EXECUTE ON FUNCTION enqueue_jobs(text, jsonb, integer) TO resolutionflow_app;

-- Work before an account is known: find the credential's account.
CREATE POLICY before_account ON accounts FOR SELECT TO resolutionflow_system USING (true);
CREATE POLICY before_account ON users FOR SELECT TO resolutionflow_system USING (true);
CREATE POLICY before_account_read ON api_keys FOR SELECT TO resolutionflow_system USING (true);
CREATE POLICY before_account_touch ON api_keys FOR UPDATE TO resolutionflow_system USING (true) WITH CHECK (true);
GRANT SELECT ON accounts TO resolutionflow_system;
GRANT SELECT ON schema_migrations TO resolutionflow_system;
GRANT SELECT ON users TO resolutionflow_system;
GRANT SELECT, UPDATE (last_used_at) ON api_keys TO resolutionflow_system;

-- Work for all accounts: clear expired idempotency keys away, without reading any.
CREATE POLICY expired ON idempotency_keys FOR DELETE TO resolutionflow_system
  USING (created_at < now() - interval '24 hours');
GRANT DELETE ON idempotency_keys TO resolutionflow_system;
`;
