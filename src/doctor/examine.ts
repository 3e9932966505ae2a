import pg from 'pg';
import { migrations } from '../../migrations/all.js';
import { surviveLoss } from '../kernel/database/connection-loss.js';
import { APP_ROLE, SYSTEM_ROLE } from '../kernel/database/roles.js';
import type { Check, Example, Finding } from './check.js';
import { DATABASE_CHECKS } from './checks/database-checks.js';
import { FLOW_CHECKS } from './checks/flow-checks.js';
import { INDEX_CHECKS } from './checks/index-checks.js';
import { PROPOSAL_CHECKS } from './checks/proposal-checks.js';
import { WORK_CHECKS } from './checks/work-checks.js';
import { findTermDrift } from './term-drift.js';

const EXAMPLES = 5;

type CheckDescription = Pick<Check, 'name' | 'meaning' | 'mend'>;

const SCHEMA: CheckDescription = {
  name: 'schema',
  meaning: 'The schema is the one that this program knows.',
  mend: 'npm run migration:up; where it is newer, use the program that brought it there.',
};

const TERMS: CheckDescription = {
  name: 'index-terms',
  meaning: 'What is in the index is listed by the terms of its title and document.',
  mend: 'npm run reindex',
};

const ACCOUNT_CHECKS = [...FLOW_CHECKS, ...PROPOSAL_CHECKS, ...WORK_CHECKS, ...INDEX_CHECKS];

/** Everything that is looked at, by name. */
export const CHECKS: readonly CheckDescription[] = [SCHEMA, ...DATABASE_CHECKS, ...ACCOUNT_CHECKS, TERMS];

export interface Examination {
  accounts: number;
  findings: Finding[];
}

/**
 * Looks for what should not be, in one snapshot that writes nothing, so that a program at work does not look broken.
 * @param url of the user that owns the database
 * @param quick whether to leave out what takes a second for a thousand flows: working out anew the terms they are indexed by
 */
export async function examine(url: string, quick: boolean): Promise<Examination> {
  const client = new pg.Client({ connectionString: url, application_name: 'resolutionflow-doctor' });
  surviveLoss(client);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off');
    return await examineIn(client, quick);
  } finally {
    await client.end();
  }
}

/** As `examine`, in a transaction that is open; it goes on under another role. */
export async function examineIn(client: pg.ClientBase, quick: boolean): Promise<Examination> {
  const schema = await examineSchema(client);
  // Of another schema than it knows, nothing else that it could say would mean anything.
  if (schema !== null) return { accounts: 0, findings: [schema] };
  const findings = await run(client, DATABASE_CHECKS, null, []);
  const jobs = await findJobs(client);
  const accounts = await findAccounts(client);
  for (const id of accounts) {
    await client.query(`SET LOCAL ROLE ${APP_ROLE}`);
    await client.query(`SELECT set_config('app.account_id', $1, true)`, [id]);
    findings.push(...(await run(client, ACCOUNT_CHECKS, id, jobs.get(id) ?? [])));
    if (!quick) findings.push(...toFindings(TERMS.name, id, await findTermDrift(client, id)));
  }
  return { accounts: accounts.length, findings };
}

async function examineSchema(client: pg.ClientBase): Promise<Finding | null> {
  const { rows: tables } = await client.query<{ found: string | null }>(
    `SELECT to_regclass('schema_migrations')::text AS found`,
  );
  const { rows } = tables[0]?.found
    ? await client.query<{ name: string }>('SELECT name FROM schema_migrations')
    : { rows: [] };
  const known: string[] = migrations.map(({ name }) => name);
  const done = rows.map(({ name }) => name);
  const examples = [
    ...known.filter((name) => !done.includes(name)).map((subject) => ({ subject, detail: 'has not run' })),
    ...done
      .filter((name) => !known.includes(name))
      .map((subject) => ({ subject, detail: 'has run, and this program does not know it' })),
  ];
  return toFindings(SCHEMA.name, null, examples)[0] ?? null;
}

async function run(
  client: pg.ClientBase,
  checks: readonly Check[],
  accountId: string | null,
  jobs: readonly QueuedJob[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, sql, needsJobs } of checks) {
    const values = accountId === null ? [] : [accountId, ...(needsJobs ? [JSON.stringify(jobs)] : [])];
    const { rows } = await client.query<Example & { total: number }>(
      `SELECT subject, detail, (count(*) OVER ())::int AS total FROM (${sql}) AS found ORDER BY subject LIMIT ${EXAMPLES}`,
      values,
    );
    const [first] = rows;
    const examples = rows.map(({ subject, detail }) => ({ subject, detail }));
    if (first) findings.push({ check: name, accountId, count: first.total, examples });
  }
  return findings;
}

interface QueuedJob {
  task: string;
  payload: Record<string, unknown>;
}

/** What the queue has yet to do, by account. */
async function findJobs(client: pg.ClientBase): Promise<Map<string, QueuedJob[]>> {
  const { rows } = await client.query<{ account_id: string; jobs: QueuedJob[] }>(
    `SELECT j.payload ->> 'account_id' AS account_id,
            json_agg(json_build_object('task', t.identifier, 'payload', j.payload)) AS jobs
       FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE j.payload ->> 'account_id' IS NOT NULL AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL)
      GROUP BY 1`,
  );
  return new Map(rows.map(({ account_id: id, jobs }) => [id, jobs]));
}

async function findAccounts(client: pg.ClientBase): Promise<string[]> {
  await client.query(`SET LOCAL ROLE ${SYSTEM_ROLE}`);
  const { rows } = await client.query<{ id: string }>('SELECT id FROM accounts ORDER BY id');
  return rows.map(({ id }) => id);
}

function toFindings(check: string, accountId: string | null, found: readonly Example[]): Finding[] {
  if (found.length === 0) return [];
  return [{ check, accountId, count: found.length, examples: found.slice(0, EXAMPLES) }];
}
