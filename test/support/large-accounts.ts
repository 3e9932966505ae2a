import { createHash } from 'node:crypto';
import type pg from 'pg';
import { subjectWordsSql } from './subject-words.js';

/** Sessions and proposals of each account. */
export const MANY = 50_000;
const FLOWS = MANY / 10;
const WALKS = MANY / 5;

const DOCUMENT = JSON.stringify({
  schema_version: 1,
  entries: ['a'],
  nodes: [
    { id: 'a', kind: 'question', text: 'Does it do?' },
    { id: 'b', kind: 'action', text: 'Do' },
  ],
  edges: [{ id: 'e', from: 'a', to: 'b', condition: { label: 'yes' } }],
});

export type LargeId = 'session' | 'proposal' | 'flow' | 'walk';

const ID = `CREATE OR REPLACE FUNCTION pg_temp.large_id(account text, kind text, n bigint) RETURNS uuid LANGUAGE sql AS
  $$ SELECT overlay(overlay(md5(kind || account || n) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid $$`;

/** The id of the n-th session and so on, as `ID` makes it. */
export function largeId(accountId: string, of: LargeId, n: number): string {
  const digits = createHash('md5').update(`${of}${accountId}${n}`).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-8$4-');
}

/**
 * One session and one proposal for each number, every fifth of which is pending, and every hundredth has a word of its
 * own; and flows, of which as many have a word of their own and each has some ended walks.
 */
const FILL = (account: string): string[] => [
  `INSERT INTO ai_sessions (id, account_id, title, created_at)
   SELECT pg_temp.large_id('${account}', 'session', n), '${account}', 'Session', now() - n * interval '1 minute'
     FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO flow_proposals (id, account_id, source_session_id, supporting_session_ids, proposal_type, title,
          proposed_flow_data, confidence_score, supporting_session_count, status, problem_domain, created_at, updated_at)
   SELECT pg_temp.large_id('${account}', 'proposal', n), '${account}', pg_temp.large_id('${account}', 'session', n),
          jsonb_build_array(pg_temp.large_id('${account}', 'session', n)), 'new_flow', 'Proposal', '${DOCUMENT}',
          (n % 997) / 997.0, 1 + n % 7, CASE WHEN n % 5 = 0 THEN 'pending' ELSE 'approved' END, 'domain-' || n % 10,
          now() - n * interval '1 minute', now() - n * interval '1 minute'
     FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO session_observations (account_id, session_id, decision, proposal_id)
   SELECT '${account}', pg_temp.large_id('${account}', 'session', n), 'new_flow', pg_temp.large_id('${account}', 'proposal', n)
     FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO proposal_events (account_id, proposal_id, event, to_status, actor_name)
   SELECT '${account}', pg_temp.large_id('${account}', 'proposal', n), 'created', 'pending', 'ResolutionFlow'
     FROM generate_series(1, ${MANY}) AS n`,
  subjectWordsSql(
    account,
    'proposal',
    `SELECT pg_temp.large_id('${account}', 'proposal', n) AS id, 'rare' || n / 100 AS word
       FROM generate_series(1, ${MANY}) AS n WHERE n % 100 = 0`,
  ),
  `INSERT INTO trees (id, account_id, title, current_version, updated_at, verified_at)
   SELECT pg_temp.large_id('${account}', 'flow', n), '${account}', 'Flow', 1, now() - n * interval '1 minute', now()
     FROM generate_series(1, ${FLOWS}) AS n`,
  `INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
   SELECT '${account}', pg_temp.large_id('${account}', 'flow', n), 1, '${DOCUMENT}', 'Somebody'
     FROM generate_series(1, ${FLOWS}) AS n`,
  `INSERT INTO search_subjects (account_id, subject_id, kind, length, revision)
   SELECT '${account}', pg_temp.large_id('${account}', 'flow', n), 'flow', 2, 1 FROM generate_series(1, ${FLOWS}) AS n`,
  `INSERT INTO search_postings (account_id, subject_id, term, weight, own)
   SELECT '${account}', pg_temp.large_id('${account}', 'flow', n), term, 1, 1
     FROM generate_series(1, ${FLOWS}) AS n, unnest(ARRAY['toner', 'model' || n / 100]) AS term`,
  `INSERT INTO l1_walk_sessions (id, account_id, flow_id, flow_version, status, outcome, finished_at, entry_node_id,
          current_node_id, technician_name, updated_by_name, created_at)
   SELECT pg_temp.large_id('${account}', 'walk', n), '${account}', pg_temp.large_id('${account}', 'flow', 1 + n % ${FLOWS}), 1, 'resolved',
          'resolved', now(), 'a', 'b', 'Tess', 'Tess', now() - n * interval '1 minute'
     FROM generate_series(1, ${WALKS}) AS n`,
];

/** Those that no constraint needs, of the tables with most rows. */
const INDEXES = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
   WHERE indrelid = ANY ('{ai_sessions, flow_proposals, session_observations, proposal_events}'::regclass[])
     AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`;

/** Fills accounts that a test has opened: 100,000 sessions and proposals in two of them. */
export async function fillLargeAccounts(superuser: pg.Client, accountIds: readonly string[]): Promise<void> {
  // Every reference is right by construction, and nobody listens.
  await superuser.query('SET session_replication_role = replica');
  await superuser.query(ID);
  // An index is made in less time of all rows than row by row.
  const { rows: indexes } = await superuser.query<{ name: string; definition: string }>(INDEXES);
  await superuser.query(`DROP INDEX ${indexes.map(({ name }) => name).join(', ')}`);
  for (const accountId of accountIds)
    for (const statement of FILL(accountId)) await superuser.query(statement);
  for (const { definition } of indexes) await superuser.query(definition);
  await superuser.query('RESET session_replication_role');
  await superuser.query('VACUUM ANALYZE');
}
