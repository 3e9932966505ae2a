import { diffFlowDocuments } from '../dist/src/flows/document/diff-flow-documents.js';
import { lexemesOf } from '../dist/src/search/text-search.js';
import { indexTerms } from '../dist/src/search/text/index-terms.js';
import { flowOf, sessionOf } from './synthetic-flows.mjs';

/** Flows that the rows are made of; a flow is a binary tree of so many nodes, and a session walks one way through it. */
const TEMPLATES = 500;
const NODES = 7;
const SOME_ACCOUNT = '00000000-0000-7000-8000-000000000000';
const TABLES = [
  'ai_sessions',
  'flow_proposals',
  'session_observations',
  'proposal_events',
  'search_postings',
];

/**
 * Fills a migrated database, as superuser, since rows of many accounts cannot be written under row-level security.
 * Each proposal has a session. Account 0 is the large one; account 1 has `approvals` more that wait; the rest is spread evenly.
 */
export async function fill(client, { accounts, proposals, largest, flows, largestFlows, approvals }) {
  await client.query(`SET session_replication_role = replica; SET TIME ZONE 'UTC'`);
  for (const statement of FUNCTIONS) await client.query(statement);
  for (let t = 0; t < TEMPLATES; t++) await client.query(TEMPLATE, [t, JSON.stringify(templateOf(t))]);
  // An index is made in less time of all rows than row by row.
  const { rows: indexes } = await client.query(INDEXES, [[...TABLES, 'subject_words']]);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  const sizes = [accounts - 1, proposals, largest, flows, largestFlows, approvals];
  for (const statement of ROWS)
    await client.query(statement.replaceAll(/\$(\d)/g, (_, place) => sizes[Number(place) - 1]));
  for (const { definition } of indexes) await client.query(definition);
  await client.query('RESET session_replication_role');
  await client.query('VACUUM (ANALYZE, FREEZE)');
}

/** A session of lines of NDJSON: what was said, and the steps that were taken. */
export function sessionBody(number) {
  const { title, steps } = sessionOf(flowOf(number % TEMPLATES, NODES), number % TEMPLATES);
  const said = steps.flatMap(({ text, result }) => [
    { role: 'assistant', content: `Thank you. ${text} Please take your time and tell me what you see.` },
    { role: 'user', content: result ?? 'I did that, and it looks better now.' },
  ]);
  return { title, problem_domain: 'bench', steps, messages: said };
}

/** Flow t, a session that walks it, what that session is as a flow of its own (`new`), and the flow with a branch more. */
function templateOf(t) {
  const flow = flowOf(t, NODES);
  const { messages, steps, title } = sessionBody(t);
  const last = { id: 'b0', kind: 'action', text: steps.at(-1).text };
  const edge = (from, to) => ({ id: `${from}-${to}`, from, to, condition: { label: 'it depends' } });
  const [first] = flow.document.nodes;
  const branched = {
    ...flow.document,
    nodes: [...flow.document.nodes, last],
    edges: [...flow.document.edges, edge(first.id, last.id)],
  };
  const own = {
    schema_version: 1,
    entries: ['s0'],
    nodes: steps.map(({ kind, text }, i) => ({ id: `s${i}`, kind, text })),
    edges: steps.slice(1).map((_, i) => edge(`s${i}`, `s${i + 1}`)),
  };
  return {
    session: { title, steps, messages, words: wordsOf('session', title, []) },
    flow: indexed('flow', flow.title, flow.document),
    new_flow: { ...indexed('proposal', title, own), diff: null },
    branch_addition: {
      ...indexed('proposal', `${flow.title}: another cause`, branched),
      diff: diffFlowDocuments(flow.document, branched, 1),
    },
    alignment: steps.map((_, step) => ({ step, node_id: `s${step}`, move: 'synchronous', score: 0.9 })),
    explanation: {
      summary: 'The session leaves the flow at one node and goes on to a new end.',
      candidates: [],
    },
  };
}

function indexed(kind, title, document) {
  const texts = document.nodes.map(({ text }) => text);
  return {
    title,
    document,
    terms: Object.fromEntries(indexTerms({ title, texts })),
    words: wordsOf(kind, title, texts),
  };
}

/** Without the account, which the rows put in its place. */
const wordsOf = (kind, title, texts) =>
  lexemesOf(SOME_ACCOUNT, kind, [title, 'bench', ...texts]).map((lexeme) => lexeme[0] + lexeme.slice(7));

const TEMPLATE = 'INSERT INTO bench_templates VALUES ($1, $2)';
const INDEXES = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
   WHERE indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`;

const FUNCTIONS = [
  'CREATE UNLOGGED TABLE bench_templates (t integer PRIMARY KEY, made jsonb)',
  // Of version 7, so that ids grow with the time of their rows as the program's do.
  `CREATE FUNCTION bench_id(kind text, n bigint, seconds bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
     SELECT (lpad(to_hex((1767225600 + seconds) * 1000 + n % 1000), 12, '0') || '7' || substr(md5(kind || n), 1, 3)
             || '8' || substr(md5(kind || n), 4, 15))::uuid $$`,
  // With one word of 20,000 that are all as rare.
  `CREATE FUNCTION bench_words(account uuid, words jsonb, h bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
     SELECT array_to_tsvector(array_agg(left(word, 1) || right(account::text, 6) || substr(word, 2)))
       FROM (SELECT jsonb_array_elements_text(words) AS word
             UNION ALL SELECT left(words ->> 0, 1) || 'ref' || left(md5((h % 20000)::text), 6)) AS all_words $$`,
];

const ACCOUNT_OF = (n, first) => `CASE WHEN ${n} < ${first} THEN 0 ELSE 1 + (${n} - ${first}) % $1 END`;
const USERS = ['viewer', 'engineer', 'reviewer', 'admin'];

/** Places: accounts but the first, proposals, those of the first account, flows, those of the first account, approvals. */
const ROWS = [
  `CREATE UNLOGGED TABLE bench_flows AS
   SELECT n, bench_id('account', a, 0) AS account_id, bench_id('flow', n, n % 86400) AS flow_id, t.made -> 'flow' AS made
     FROM (SELECT n, ${ACCOUNT_OF('n', '$5')} AS a FROM generate_series(0, $4 - 1) AS n) AS g
     JOIN bench_templates t ON t.t = n % ${TEMPLATES}`,
  `CREATE UNLOGGED TABLE bench_rows AS
   SELECT n, h, type, status, bench_id('account', a, 0) AS account_id, bench_id('session', n, age) AS session_id,
          bench_id('proposal', n, age + 60) AS proposal_id, bench_id('flow', f, f % 86400) AS flow_id,
          timestamptz '2026-01-01' + age * interval '1 second' AS at, bench_id('reviewer', a, 0) AS reviewer,
          status IN ('approved', 'rejected', 'dismissed') AS decided,
          CASE type WHEN 'new_flow' THEN n ELSE f END % ${TEMPLATES} AS t,
          CASE type WHEN 'new_flow' THEN 'new_flow' ELSE 'branch_addition' END AS kind
     FROM (SELECT n, h, CASE WHEN n >= $2 THEN 1 ELSE ${ACCOUNT_OF('n', '$3')} END AS a,
                  (n::bigint * 2654435761) % 25920000 AS age,
                  CASE WHEN n < $3 THEN n % $5 ELSE $5 + (n - $3) % $1 END AS f,
                  CASE WHEN n >= $2 OR n % 20 < 11 THEN 'new_flow' WHEN n % 20 < 17 THEN 'branch_addition'
                       ELSE 'auto_reinforced' END AS type,
                  CASE WHEN n >= $2 THEN 'pending' WHEN n % 20 > 16 THEN 'auto_reinforced'
                       WHEN h % 100 < 20 THEN 'pending' WHEN h % 100 < 80 THEN 'approved'
                       WHEN h % 100 < 92 THEN 'rejected' ELSE 'dismissed' END AS status
             FROM (SELECT n, hashint8(n)::bigint + 2147483648 AS h FROM generate_series(0, $2 + $6 - 1) AS n) AS g) AS g`,
  'ANALYZE bench_rows, bench_flows',
  `INSERT INTO accounts (id, name, slug)
   SELECT bench_id('account', a, 0), 'Account ' || a, 'account-' || a FROM generate_series(0, $1) AS a`,
  ...USERS.map(
    (role) => `INSERT INTO users (id, account_id, email, display_name, role)
    SELECT bench_id('${role}', a, 0), bench_id('account', a, 0), '${role}@account-' || a || '.example', 'Some ${role}', '${role}'
      FROM generate_series(0, $1) AS a`,
  ),
  `INSERT INTO trees (id, account_id, title, problem_domain, current_version, updated_at)
   SELECT flow_id, account_id, made ->> 'title', 'domain-' || n % 12, 1, timestamptz '2026-01-01' + n * interval '13 minutes'
     FROM bench_flows`,
  `INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
   SELECT account_id, flow_id, 1, made -> 'document', 'Some reviewer' FROM bench_flows`,
  `INSERT INTO ai_sessions (id, account_id, external_id, title, problem_domain, status, transcript, steps, outcome,
          outcome_confirmed, flywheel_status, created_at, updated_at, resolved_at)
   SELECT n.session_id, n.account_id, 'T' || n.n, t.made #>> '{session,title}', 'domain-' || n.h % 12, 'resolved',
          t.made #> '{session,messages}', t.made #> '{session,steps}', 'resolved', n.h % 3 = 0, 'done', n.at, n.at, n.at
     FROM bench_rows n JOIN bench_templates t ON t.t = n.t`,
  `INSERT INTO flow_proposals (id, account_id, source_session_id, proposal_type, target_flow_id, title, description,
          proposed_flow_data, proposed_diff, confidence_score, prior_confidence, confidence_basis, supporting_session_count,
          supporting_session_ids, problem_domain, status, reviewed_by, reviewer_notes, published_flow_id, source,
          validated_by_outcome, created_at, updated_at, reviewed_at, base_version, published_version, fitness, reason_code)
   SELECT n.proposal_id, n.account_id, n.session_id, n.type, CASE WHEN n.type <> 'new_flow' THEN n.flow_id END,
          t.made #>> ARRAY[n.kind, 'title'], 'What the session of somebody who had this problem tells about it',
          t.made #> ARRAY[n.kind, 'document'],
          CASE n.type WHEN 'branch_addition' THEN t.made #> ARRAY[n.kind, 'diff'] END,
          (n.h % 1000) / 1000.0, (n.h % 1000) / 1000.0, 'prior', 1, jsonb_build_array(n.session_id), 'domain-' || n.h % 12,
          n.status, CASE WHEN n.decided THEN n.reviewer END,
          CASE WHEN n.status IN ('rejected', 'dismissed') THEN 'Not of use as it is' END,
          CASE n.status WHEN 'approved' THEN n.flow_id END, 'ai_promoted', n.h % 3 = 0, n.at + interval '1 minute',
          n.at + interval '1 minute', CASE WHEN n.decided THEN n.at + interval '1 day' END,
          CASE WHEN n.type <> 'new_flow' THEN 1 END, CASE n.status WHEN 'approved' THEN 1 END, 0.9,
          CASE n.status WHEN 'rejected' THEN 'incorrect' WHEN 'dismissed' THEN 'not_now' END
     FROM bench_rows n JOIN bench_templates t ON t.t = n.t`,
  `INSERT INTO session_observations (account_id, session_id, decision, reason, proposal_id, flow_id, flow_version,
          alignment, fitness, explanation, created_at)
   SELECT n.account_id, n.session_id, n.type, t.made #>> '{explanation,summary}', n.proposal_id,
          CASE n.type WHEN 'auto_reinforced' THEN n.flow_id END, CASE n.type WHEN 'auto_reinforced' THEN 1 END,
          t.made -> 'alignment', 0.9, t.made -> 'explanation', n.at + interval '1 minute'
     FROM bench_rows n JOIN bench_templates t ON t.t = n.t`,
  `INSERT INTO proposal_events (account_id, proposal_id, event, to_status, actor_name, revision, created_at)
   SELECT account_id, proposal_id, 'created', CASE type WHEN 'auto_reinforced' THEN status ELSE 'pending' END,
          'ResolutionFlow', 1, at + interval '1 minute' FROM bench_rows
   UNION ALL
   SELECT account_id, proposal_id, status, status, 'Some reviewer', 2, at + interval '1 day' FROM bench_rows WHERE decided`,
  `CREATE UNLOGGED TABLE bench_subjects AS
   SELECT account_id, flow_id AS id, 'flow' AS kind, made -> 'terms' AS terms FROM bench_flows
   UNION ALL
   SELECT n.account_id, n.proposal_id, CASE n.status WHEN 'pending' THEN 'proposal' ELSE 'set_aside' END,
          t.made #> ARRAY[n.kind, 'terms']
     FROM bench_rows n JOIN bench_templates t ON t.t = n.t WHERE n.status IN ('pending', 'rejected', 'dismissed')`,
  `INSERT INTO search_subjects (account_id, subject_id, kind, length, revision)
   SELECT account_id, id, kind, (SELECT sum(value::real) FROM jsonb_each_text(terms)), 1 FROM bench_subjects`,
  `INSERT INTO search_postings (account_id, subject_id, term, weight, own)
   SELECT account_id, id, CASE kind WHEN 'set_aside' THEN '~' ELSE '' END || key, value::real, value::real
     FROM bench_subjects CROSS JOIN LATERAL jsonb_each_text(terms)`,
  `INSERT INTO subject_words (account_id, subject_id, words)
   SELECT account_id, flow_id, bench_words(account_id, made -> 'words', n) FROM bench_flows
   UNION ALL
   SELECT n.account_id, s.id, bench_words(n.account_id, t.made #> ARRAY[s.kind, 'words'], n.h)
     FROM bench_rows n JOIN bench_templates t ON t.t = n.t
    CROSS JOIN LATERAL (VALUES (n.session_id, 'session'), (n.proposal_id, n.kind)) AS s (id, kind)`,
  'DROP TABLE bench_subjects',
];
