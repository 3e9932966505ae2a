/**
 * The rows, made by the database from templates: number n of each table is the same in every run. `$P` and the like
 * are put in from the sizes. Ids are of version 7, so they grow with the time of their rows as the program's do.
 */
export function statementsFor({ accounts, proposals, largest, flows, largestFlows }, templates) {
  const small = accounts - 1;
  const account = (n, first) =>
    `CASE WHEN ${n} < ${first} THEN 0 ELSE 1 + ((${n} - ${first}) % ${small}) END`;
  const accountId = (a) => `bench_id('account', ${a}, 0)`;
  const flowId = (n) => `bench_id('flow', ${n}, ${n} % 86400)`;
  const userId = (a, role) => `bench_id('user-${role}', ${a}, 0)`;
  /** Any flow of the account of proposal n. */
  const flowOfProposal = (n) => `CASE WHEN ${n} < ${largest} THEN ${n} % ${largestFlows}
    ELSE ${largestFlows} + (${n} - ${largest}) % ${small}
         + ${small} * ((${n} / 7) % ${Math.max(1, Math.floor((flows - largestFlows) / small))}) END`;

  /** Every proposal's number with what follows from it; its template is that of its flow, if it has one. */
  const rows = `
    CREATE UNLOGGED TABLE bench_rows AS
    SELECT n, h, a, f, type, status, CASE type WHEN 'new_flow' THEN 'own' ELSE 'branch' END AS kind,
           CASE type WHEN 'new_flow' THEN n ELSE f END % ${templates} AS t, at, ${accountId('a')} AS account_id,
           bench_id('session', n, age) AS session_id, bench_id('proposal', n, age + 60) AS proposal_id,
           ${flowId('f')} AS flow_id, ${userId('a', 'reviewer')} AS reviewer,
           status IN ('approved', 'modified', 'rejected', 'dismissed') AS decided
      FROM (
        SELECT n, h, ${account('n', largest)} AS a, ${flowOfProposal('n')} AS f, age,
               timestamptz '2026-01-01' + age * interval '1 second' AS at,
               CASE WHEN n % 20 < 11 THEN 'new_flow' WHEN n % 20 < 14 THEN 'branch_addition'
                    WHEN n % 20 < 17 THEN 'enhancement' ELSE 'auto_reinforced' END AS type,
               CASE WHEN n % 20 > 16 THEN 'auto_reinforced'
                    WHEN h % 100 < 20 THEN 'pending' WHEN h % 100 < 70 THEN 'approved' WHEN h % 100 < 80 THEN 'modified'
                    WHEN h % 100 < 92 THEN 'rejected' ELSE 'dismissed' END AS status
          FROM (SELECT n, hashint8(n)::bigint + 2147483648 AS h, (n::bigint * 2654435761) % 25920000 AS age
                  FROM generate_series(0, ${proposals - 1}) AS n) AS g) AS g`;
  const flowRows = `
    CREATE UNLOGGED TABLE bench_flows AS
    SELECT n, n % ${templates} AS t, ${accountId('a')} AS account_id, ${flowId('n')} AS flow_id
      FROM (SELECT n, ${account('n', largestFlows)} AS a FROM generate_series(0, ${flows - 1}) AS n) AS g`;
  const word = 'bench_word(n.h)';
  /** As `lexemesOf` of the program makes them. */
  const lexemes = (kind, words) =>
    `array_to_tsvector(ARRAY(SELECT '${kind[0]}' || right(n.account_id::text, 6) || word FROM unnest(${words}) AS word))`;

  return [
    rows,
    flowRows,
    'ANALYZE bench_rows, bench_flows',
    `INSERT INTO accounts (id, name, slug)
     SELECT ${accountId('a')}, 'Account ' || a, 'account-' || a FROM generate_series(0, ${small}) AS a`,
    ...['viewer', 'engineer', 'reviewer', 'admin'].map(
      (role) => `INSERT INTO users (id, account_id, email, display_name, role)
      SELECT ${userId('a', role)}, ${accountId('a')}, '${role}@account-' || a || '.example', 'Some ${role}', '${role}'
        FROM generate_series(0, ${small}) AS a`,
    ),
    `INSERT INTO trees (id, account_id, title, problem_domain, current_version, created_at, updated_at)
     SELECT n.flow_id, n.account_id, t.flow_title, 'domain-' || n.n % 12, 1,
            timestamptz '2026-01-01', timestamptz '2026-01-01' + n.n * interval '13 minutes'
       FROM bench_flows AS n JOIN bench_templates t ON t.t = n.t`,
    `INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
     SELECT n.account_id, n.flow_id, 1, t.flow_document, 'Some reviewer'
       FROM bench_flows AS n JOIN bench_templates t ON t.t = n.t`,
    `INSERT INTO ai_sessions (id, account_id, user_id, external_id, title, problem_domain, status, transcript, steps,
            outcome, outcome_confirmed, flywheel_status, created_at, updated_at, resolved_at)
     SELECT n.session_id, n.account_id, NULL, 'T' || n.n,
            t.session_title || ' ' || ${word}, 'domain-' || n.h % 12, 'resolved', t.transcript, t.steps,
            'resolved', n.h % 3 = 0, 'done', n.at, n.at, n.at
       FROM bench_rows AS n JOIN bench_templates t ON t.t = n.t`,
    `INSERT INTO flow_proposals (id, account_id, source_session_id, proposal_type, target_flow_id, title, description,
            proposed_flow_data, proposed_diff, confidence_score, prior_confidence, confidence_basis,
            supporting_session_count, supporting_session_ids, problem_domain, status, reviewed_by, reviewer_notes,
            published_flow_id, source, validated_by_outcome, created_at, updated_at, reviewed_at, base_version,
            published_version, fitness, reason_code)
     SELECT n.proposal_id, n.account_id, n.session_id, n.type,
            CASE WHEN n.type <> 'new_flow' THEN n.flow_id END,
            CASE n.type WHEN 'new_flow' THEN t.own_title ELSE t.branch_title END || ' ' || ${word},
            'What the session of somebody who had this problem tells about it',
            CASE n.type WHEN 'new_flow' THEN t.own_document ELSE t.branch_document END,
            CASE WHEN n.type IN ('branch_addition', 'enhancement') THEN t.branch_diff END,
            (n.h % 1000) / 1000.0, (n.h % 1000) / 1000.0, 'prior', 1,
            jsonb_build_array(n.session_id), 'domain-' || n.h % 12, n.status,
            CASE WHEN n.decided
                 THEN n.reviewer END,
            CASE WHEN n.status IN ('rejected', 'dismissed') THEN 'Not of use as it is' END,
            CASE WHEN n.status IN ('approved', 'modified') THEN n.flow_id END,
            'ai_promoted', n.h % 3 = 0, n.at + interval '1 minute', n.at + interval '1 minute',
            CASE WHEN n.decided
                 THEN n.at + interval '1 day' END,
            CASE WHEN n.type <> 'new_flow' THEN 1 END,
            CASE WHEN n.status IN ('approved', 'modified') THEN 1 END, 0.9,
            CASE n.status WHEN 'rejected' THEN 'incorrect' WHEN 'dismissed' THEN 'not_now' END
       FROM bench_rows AS n JOIN bench_templates t ON t.t = n.t`,
    `INSERT INTO session_observations (account_id, session_id, decision, reason, proposal_id, flow_id, flow_version,
            alignment, fitness, explanation, created_at)
     SELECT n.account_id, n.session_id, n.type, t.explanation ->> 'summary', n.proposal_id,
            CASE WHEN n.type = 'auto_reinforced' THEN n.flow_id END,
            CASE WHEN n.type = 'auto_reinforced' THEN 1 END,
            t.alignment, 0.9, t.explanation, n.at + interval '1 minute'
       FROM bench_rows AS n JOIN bench_templates t ON t.t = n.t`,
    `INSERT INTO proposal_events (account_id, proposal_id, event, to_status, actor_name, details, revision, created_at)
     SELECT n.account_id, n.proposal_id, 'created', CASE WHEN n.type = 'auto_reinforced' THEN n.status ELSE 'pending' END,
            'ResolutionFlow', jsonb_build_object('proposal_type', n.type, 'session_id', n.session_id), 1,
            n.at + interval '1 minute'
       FROM bench_rows AS n
     UNION ALL
     SELECT n.account_id, n.proposal_id, n.status, n.status, 'Some reviewer', NULL, 2,
            n.at + interval '1 day'
       FROM bench_rows AS n WHERE n.decided`,
    `INSERT INTO search_subjects (account_id, subject_id, kind, length, revision)
     SELECT n.account_id, n.flow_id, 'flow', l.length, 1
       FROM bench_flows AS n JOIN bench_lengths l ON l.kind = 'flow' AND l.t = n.t
     UNION ALL
     SELECT n.account_id, n.proposal_id, CASE n.status WHEN 'pending' THEN 'proposal' ELSE 'set_aside' END,
            l.length, 1
       FROM bench_rows AS n JOIN bench_lengths l ON l.kind = n.kind AND l.t = n.t WHERE n.status IN ('pending', 'rejected', 'dismissed')`,
    `INSERT INTO search_postings (account_id, subject_id, term, weight, own)
     SELECT n.account_id, n.flow_id, w.term, w.weight, w.weight
       FROM bench_flows AS n JOIN bench_terms w ON w.kind = 'flow' AND w.t = n.t
     UNION ALL
     SELECT n.account_id, n.proposal_id, CASE n.status WHEN 'pending' THEN '' ELSE '~' END || w.term,
            w.weight, w.weight
       FROM bench_rows AS n JOIN bench_terms w ON w.kind = n.kind AND w.t = n.t WHERE n.status IN ('pending', 'rejected', 'dismissed')`,
    `INSERT INTO subject_words (account_id, subject_id, words)
     SELECT n.account_id, n.flow_id, ${lexemes('flow', 'w.words')}
       FROM bench_flows AS n JOIN bench_words w ON w.kind = 'flow' AND w.t = n.t
     UNION ALL
     SELECT n.account_id, n.proposal_id, ${lexemes('proposal', `w.words || ${word}`)}
       FROM bench_rows AS n JOIN bench_words w ON w.kind = n.kind AND w.t = n.t
     UNION ALL
     SELECT n.account_id, n.session_id, ${lexemes('session', `w.words || ${word}`)}
       FROM bench_rows AS n JOIN bench_words w ON w.kind = 'session' AND w.t = n.t`,
  ];
}

/** Those that statements above fill; without their indexes they are filled in a third of the time. */
export const LARGE_TABLES = [
  'ai_sessions',
  'flow_proposals',
  'session_observations',
  'proposal_events',
  'search_postings',
  'subject_words',
];

export const FUNCTIONS = [
  `CREATE FUNCTION bench_id(kind text, n bigint, seconds bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
     SELECT (lpad(to_hex((1767225600 + seconds) * 1000 + n % 1000), 12, '0') || '7' || substr(md5(kind || n), 1, 3)
             || '8' || substr(md5(kind || n), 4, 15))::uuid $$`,
  // Of 20,000 words, each as seldom as the next.
  `CREATE FUNCTION bench_word(h bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
     SELECT 'ref' || substr(md5((h % 20000)::text), 1, 6) $$`,
  `CREATE TABLE bench_templates (t integer PRIMARY KEY, flow_title text, flow_document jsonb, own_title text,
     own_document jsonb, branch_title text, branch_document jsonb, branch_diff jsonb, session_title text, steps jsonb,
     transcript jsonb, alignment jsonb, explanation jsonb)`,
  `CREATE TABLE bench_terms (kind text, t integer, term text, weight real)`,
  `CREATE TABLE bench_lengths (kind text, t integer, length real)`,
  `CREATE TABLE bench_words (kind text, t integer, words text[])`,
  'ALTER TABLE bench_templates OWNER TO resolutionflow',
];
