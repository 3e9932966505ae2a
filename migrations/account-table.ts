const ACCOUNT = `NULLIF(current_setting('app.account_id', true), '')::uuid`;

/**
 * SQL that confines a new table with an `account_id` to the account of the transaction, whoever owns it.
 * @param privileges what the application's role may do there, such as `SELECT, INSERT`
 */
export const confineToAccount = (table: string, privileges: string): string => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON ${table} TO resolutionflow_app
  USING (account_id = ${ACCOUNT}) WITH CHECK (account_id = ${ACCOUNT});
GRANT ${privileges} ON ${table} TO resolutionflow_app;
`;
