import type { Client } from 'pg';

/** The role under which every request and job touches an account's rows. It owns nothing. */
export const APP_ROLE = 'resolutionflow_app';
/** The role for work before an account is known: finding a credential. */
export const SYSTEM_ROLE = 'resolutionflow_system';

/** Any number, as long as every process of the program takes the same one. */
export const MIGRATION_LOCK = 7_265_736_401;

/**
 * Makes both roles and lets the connecting user take them on. Roles belong to the whole server, not to a database,
 * so they are made outside the migrations. The caller holds `MIGRATION_LOCK`.
 */
export async function ensureRoles(client: Client): Promise<void> {
  // Since PostgreSQL 16 a membership can be for SET ROLE alone; before that it always inherits as the user does.
  const version = await client.query<{ number: number }>(
    `SELECT current_setting('server_version_num')::int AS number`,
  );
  const options = (version.rows[0]?.number ?? 0) >= 160_000 ? ' WITH SET TRUE, INHERIT FALSE' : '';
  for (const role of [APP_ROLE, SYSTEM_ROLE]) {
    const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (found.rowCount === 0) {
      await client.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`);
    }
    const member = await client.query(
      `SELECT 1 FROM pg_auth_members m
         JOIN pg_roles r ON r.oid = m.roleid AND r.rolname = $1
         JOIN pg_roles u ON u.oid = m.member AND u.rolname = current_user
        WHERE $2 OR to_jsonb(m) ->> 'set_option' = 'true'`,
      [role, options === ''],
    );
    if (member.rowCount === 0) await client.query(`GRANT ${role} TO current_user${options}`);
  }
}
