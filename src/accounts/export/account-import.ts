import type pg from 'pg';
import { migrations } from '../../../migrations/all.js';
import { APP_ROLE } from '../../kernel/database/roles.js';
import { postgresError } from '../../kernel/errors/postgres-error.js';
import { isUuid } from '../../kernel/http/id.pipe.js';

/** What is wrong with an export, or stands in its way, in one line. */
export class ImportRefused extends Error {}

export interface ImportedAccount {
  id: string;
  name: string;
  slug: string;
  rows: number;
}

const UNIQUE_VIOLATION = '23505';

/** Lines in one statement: so many, or as many as have about so many characters. */
const MOST_LINES = 500;
const MOST_CHARACTERS = 4_000_000;

/** Of what is exported without its secret: who signed in signs in anew. */
const LEFT_OUT = ['browser_sessions', 'sign_in_links'];
/** What triggers write of other rows, too; theirs go before those of the export come. */
const TOLD = ['account_events', 'webhook_deliveries'];
/** Counts transactions of the server that it was exported from. */
const ANEW = ['search_subjects.changed'];

/** Keys and webhooks come without what made them work, and are there to be made anew. */
const WITHOUT_SECRET: Record<string, string> = {
  api_keys: `jsonb_build_object('secret_hash', '\\x' || encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
                                'revoked_at', coalesce(s.row ->> 'revoked_at', now()::text))`,
  webhook_endpoints: `jsonb_build_object('secret', '\\x' || encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
                                         'active', false)`,
  // Their jobs stayed where they were exported.
  webhook_deliveries: `CASE s.row ->> 'status' WHEN 'pending' THEN jsonb_build_object(
    'status', 'failed', 'next_attempt_at', NULL, 'finished_at', now()) ELSE '{}' END`,
  jobs: `CASE WHEN s.row ->> 'status' IN ('receiving', 'queued', 'running') THEN jsonb_build_object(
    'status', 'failed', 'error', 'It was under way when the account was exported', 'finished_at', now()) ELSE '{}' END`,
};

/** Every table of accounts with the columns that are written, each after those that it refers to. */
const TABLES = `
  WITH RECURSIVE tables AS (
    SELECT c.oid, c.relname AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND (c.relname = 'accounts' OR EXISTS (
             SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped))
  ), levels AS (
    SELECT oid, 0 AS level FROM tables
    UNION
    SELECT f.conrelid, l.level + 1 FROM levels l
      JOIN pg_constraint f ON f.contype = 'f' AND f.confrelid = l.oid AND f.conrelid <> l.oid
      JOIN tables t ON t.oid = f.conrelid
     WHERE l.level < 50
  )
  SELECT t.name, (SELECT max(level) FROM levels l WHERE l.oid = t.oid) AS level,
         (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
           WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             AND a.attidentity = '') AS columns,
         EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attidentity <> '') AS counted
    FROM tables t ORDER BY level, t.name`;

/** What the account's pending work is, which has its jobs in the queue of the server that it was exported from. */
const QUEUE = `
  SELECT enqueue_job('observe_session', jsonb_build_object('session_id', id), NULL, 0) FROM ai_sessions
   WHERE account_id = $1 AND flywheel_status = 'pending'
  UNION ALL
  SELECT enqueue_job('refresh_proposals', jsonb_build_object('flow_id', target_flow_id), 'refresh:' || target_flow_id, 10)
    FROM flow_proposals WHERE account_id = $1 AND status = 'pending' AND target_flow_id IS NOT NULL GROUP BY target_flow_id
  UNION ALL
  SELECT enqueue_job('erase_person', jsonb_build_object('user_id', id), 'erase_person ' || id, 0) FROM users
   WHERE account_id = $1 AND erased_at IS NOT NULL`;

/**
 * Writes an account as its export has it, whole or not at all, with every id as it was. The client's user owns the
 * database; nobody else waits for it.
 * @param lines of `GET /v1/account/export`
 * @param onLine told of each line, with its length in characters
 * @throws ImportRefused where the export is not whole or of another schema, or the account or its slug is there
 */
export async function importAccount(
  client: pg.ClientBase,
  lines: AsyncIterable<string>,
  onLine: (characters: number) => void = () => undefined,
): Promise<ImportedAccount> {
  await client.query('BEGIN');
  try {
    const account = await stage(client, lines, onLine);
    await client.query(`GRANT SELECT ON import_rows TO ${APP_ROLE}`);
    await client.query(`SET LOCAL ROLE ${APP_ROLE}`);
    await client.query(`SELECT set_config('app.account_id', $1, true)`, [account.id]);
    await write(client, account);
    await client.query(QUEUE, [account.id]);
    await client.query('COMMIT');
    return account;
  } catch (error) {
    await client.query('ROLLBACK');
    throw explain(error);
  }
}

/** Puts the rows beside the tables; none of them is looked at before the last line says that all came. */
async function stage(
  client: pg.ClientBase,
  lines: AsyncIterable<string>,
  onLine: (characters: number) => void,
): Promise<ImportedAccount> {
  await client.query(
    'CREATE TEMPORARY TABLE import_rows (place integer, name text, row jsonb) ON COMMIT DROP',
  );
  let account: ImportedAccount | null = null;
  let ended = false;
  let numbers: number[] = [];
  let waiting: string[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    await client.query(
      `INSERT INTO import_rows SELECT l.place, l.line ->> 'table', l.line -> 'row'
         FROM (SELECT u.place, u.line::jsonb AS line FROM unnest($1::int[], $2::text[]) AS u (place, line)) l`,
      [numbers, waiting],
    );
    [numbers, waiting, characters] = [[], [], 0];
  };
  for await (const line of lines) {
    onLine(line.length + 1);
    if (ended) throw new ImportRefused('The export goes on after its last line');
    if (account === null) {
      account = readHeader(line);
      continue;
    }
    if (line.startsWith('{"end":')) {
      ended = true;
      if (readEnd(line) !== account.rows)
        throw new ImportRefused(`The export is not whole: it has ${account.rows} rows, and says otherwise`);
      continue;
    }
    account.rows++;
    numbers.push(account.rows);
    waiting.push(line);
    characters += line.length;
    if (waiting.length >= MOST_LINES || characters >= MOST_CHARACTERS) await flush();
  }
  if (account === null || !ended)
    throw new ImportRefused('The export is not whole: its last line is missing. Take it again');
  await flush();
  return account;
}

async function write(client: pg.ClientBase, account: ImportedAccount): Promise<void> {
  const { rows: tables } = await client.query<{ name: string; columns: string[]; counted: boolean }>(TABLES);
  const { rows: strange } = await client.query<{ number: number; name: string | null }>(
    `SELECT place AS number, name FROM import_rows
      WHERE name IS NULL OR name <> ALL ($1) OR jsonb_typeof(row) IS DISTINCT FROM 'object'
         OR CASE name WHEN 'accounts' THEN row ->> 'id' ELSE row ->> 'account_id' END IS DISTINCT FROM $2
      ORDER BY place LIMIT 1`,
    [tables.map(({ name }) => name), account.id],
  );
  const [first] = strange;
  if (first)
    throw new ImportRefused(
      `Row ${first.number} of the export (${first.name ?? 'of no table'}) is none of the account`,
    );
  const told = tables.filter(({ name }) => TOLD.includes(name));
  for (const table of tables) if (!told.includes(table)) await writeTable(client, table);
  for (const { name } of told) await client.query(`DELETE FROM ${name} WHERE account_id = $1`, [account.id]);
  for (const table of told) await writeTable(client, table);
}

async function writeTable(
  client: pg.ClientBase,
  { name, columns, counted }: { name: string; columns: string[]; counted: boolean },
): Promise<void> {
  if (LEFT_OUT.includes(name)) return;
  const list = columns
    .filter((column) => !ANEW.includes(`${name}.${column}`))
    .map((column) => `r."${column}"`)
    .join(', ');
  await client.query(
    `INSERT INTO "${name}" (${list.replaceAll('r."', '"')})
     SELECT ${list} FROM import_rows s CROSS JOIN LATERAL
            jsonb_populate_record(NULL::"${name}", s.row || ${WITHOUT_SECRET[name] ?? `'{}'`}) r
      WHERE s.name = $1 ORDER BY ${counted ? 'r.id' : 's.place'}`,
    [name],
  );
}

function readHeader(line: string): ImportedAccount {
  const header = parse(line) as { schema_version?: unknown; account?: Record<string, unknown> } | null;
  const { id, name, slug } = header?.account ?? {};
  if (typeof id !== 'string' || !isUuid(id) || typeof name !== 'string' || typeof slug !== 'string')
    throw new ImportRefused('This is no export of an account: its first line does not say of which');
  const known = migrations.at(-1)?.name;
  if (header?.schema_version !== known)
    throw new ImportRefused(
      `The export is of the schema ${String(header?.schema_version)}, and this program knows ${known}: use the same version on both sides`,
    );
  return { id, name, slug, rows: 0 };
}

function readEnd(line: string): unknown {
  return (parse(line) as { end?: { rows?: unknown } } | null)?.end?.rows;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function explain(error: unknown): unknown {
  const known = postgresError(error);
  if (known?.code === UNIQUE_VIOLATION && known.constraint === 'accounts_pkey')
    return new ImportRefused('The account is on this server already; it can be imported once it is deleted');
  if (known?.code === UNIQUE_VIOLATION && known.constraint === 'uq_accounts_slug')
    return new ImportRefused('Another account of this server has the slug of the export');
  // 22P02 and others of class 22: what came is no JSON, or no value of its column.
  if (known?.code.startsWith('22'))
    return new ImportRefused(`A line of the export cannot be read: ${known.message}`);
  return error;
}
