import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `foldSpelling` of src/kernel/text/fold.ts, as far as Latin letters go; a test holds the two together. */
const FOLD = `
CREATE FUNCTION fold_spelling(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT replace(replace(replace(replace(lower(replace(replace(replace(replace(
           regexp_replace(
             regexp_replace(normalize(written, NFKD), '([aouAOU])\\u0308', '\\1e', 'g'),
             '[\\u0300-\\u036f]', '', 'g'),
           'Æ', 'æ'), 'Œ', 'œ'), 'Ø', 'ø'), 'ẞ', 'ß')), 'æ', 'ae'), 'œ', 'oe'), 'ø', 'oe'), 'ß', 'ss')
$$`;

const TABLES = [
  ...[
    'ai_sessions',
    'flow_proposals',
    'l1_walk_sessions',
    'search_postings',
    'search_words',
    'tree_versions',
    'trees',
  ],
];

/** Terms had umlauts without their dots, English words their e, and the sharp s was kept. */
const TERMS = `
WITH old AS (
  DELETE FROM search_postings WHERE term ~ '[ßæœø]|(^|[^aeiouq])[aou]e'
  RETURNING account_id, subject_id, term, weight, own, heard
), folded AS (
  SELECT account_id, subject_id, weight, own, heard,
         left(regexp_replace(CASE WHEN term ~ '[ßæœø]' THEN regexp_replace(fold_spelling(term), 'sse$', 'ss') ELSE term END,
                             '(?<![aeiouq])([aou])e+', '\\1', 'g'), 65) AS term
    FROM old
)
INSERT INTO search_postings AS p (account_id, subject_id, term, weight, own, heard)
SELECT account_id, subject_id, term, max(weight), max(own), max(heard) FROM folded GROUP BY account_id, subject_id, term
    ON CONFLICT (account_id, term, slot, subject_id)
    DO UPDATE SET weight = greatest(p.weight, excluded.weight), own = greatest(p.own, excluded.own),
                  heard = greatest(p.heard, excluded.heard)`;

const SHARP = `
WITH old AS (
  DELETE FROM search_words WHERE word ~ '[ßæœø]' RETURNING account_id, kind, word, subject_id
)
INSERT INTO search_words (account_id, kind, word, subject_id)
SELECT account_id, kind, left(fold_spelling(spelling), 64), subject_id
  FROM old CROSS JOIN LATERAL (VALUES (word), (replace(word, 'ø', 'o'))) AS s (spelling)
    ON CONFLICT DO NOTHING`;

/** What parts words. */
const BETWEEN = '\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u3000-\\u303f';

/** Whatever is found by a word without its dots is also found by the word with them written out. */
const UMLAUTS = `
INSERT INTO search_words (account_id, kind, word, subject_id)
SELECT w.account_id, w.kind, left(fold_spelling(t.word[1]), 64), w.subject_id
  FROM (
    SELECT account_id, id, regexp_matches(normalize(said, NFC), '[^${BETWEEN}]*[äöüÄÖÜ][^${BETWEEN}]*', 'g') AS word
      FROM (
        SELECT account_id, id, concat_ws(' ', title, resolution_summary) AS said FROM ai_sessions
        UNION ALL
        SELECT w.account_id, w.id, concat_ws(' ', w.problem, f.title, w.notes)
          FROM l1_walk_sessions w JOIN trees f ON f.account_id = w.account_id AND f.id = w.flow_id
        UNION ALL
        SELECT account_id, id, concat_ws(' ', title, description, problem_domain,
                                         jsonb_path_query_array(proposed_flow_data, '$.nodes[*].text')::text)
          FROM flow_proposals
        UNION ALL
        SELECT t.account_id, t.id, concat_ws(' ', t.title, t.description, t.problem_domain,
                                             jsonb_path_query_array(v.flow_data, '$.nodes[*].text')::text)
          FROM trees t
          JOIN tree_versions v ON v.account_id = t.account_id AND v.tree_id = t.id AND v.version = t.current_version
      ) AS texts
     WHERE normalize(said, NFC) ~ '[äöüÄÖÜ]'
  ) AS t
  JOIN search_words w
    ON w.account_id = t.account_id AND w.subject_id = t.id
   AND w.word = left(fold_spelling(translate(t.word[1], 'äöüÄÖÜ', 'aouAOU')), 64)
    ON CONFLICT DO NOTHING`;

/** Lets `Straße` and `STRASSE`, `Überstände` and `Ueberstaende` find each other in what was indexed before. */
export class FoldSpellings1795723200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FOLD);
    await runner.query('GRANT EXECUTE ON FUNCTION fold_spelling(text) TO resolutionflow_app');
    // Policies are for the application alone, so the owner sees the rows only while they are not forced.
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    for (const statement of [TERMS, SHARP, UMLAUTS]) await runner.query(statement);
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  /** What was indexed stays: each flow and proposal gets its own terms again as soon as it changes. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION fold_spelling(text)');
  }
}
