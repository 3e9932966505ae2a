import type { Check } from '../check.js';

const REINDEX = 'npm run reindex';

/** Where in the index a flow or proposal belongs; null where it belongs nowhere. */
const WANTED = `
  SELECT id AS subject_id, 'flow' AS kind FROM trees WHERE account_id = $1 AND status = 'published'
  UNION ALL
  SELECT id, CASE status WHEN 'pending' THEN 'proposal' ELSE 'set_aside' END FROM flow_proposals
   WHERE account_id = $1 AND (status = 'pending' OR status IN ('rejected', 'dismissed') AND merged_into IS NULL)`;

/** Everything that lists are searched for. */
const LISTED = `
  SELECT id, 'flow' AS kind FROM trees WHERE account_id = $1
  UNION ALL SELECT id, 'proposal' FROM flow_proposals WHERE account_id = $1
  UNION ALL SELECT id, 'session' FROM ai_sessions WHERE account_id = $1
  UNION ALL SELECT id, 'walk' FROM l1_walk_sessions WHERE account_id = $1`;

/** The posting lists by which sessions find flows and proposals, and the words by which people search lists. */
export const INDEX_CHECKS: readonly Check[] = [
  {
    name: 'index-complete',
    meaning:
      'Every published flow, pending proposal and one that was decided against can be found by sessions.',
    mend: REINDEX,
    sql: `
      SELECT w.kind || ' ' || w.subject_id AS subject, coalesce('is indexed as ' || s.kind, 'is not in the index') AS detail
        FROM (${WANTED}) w LEFT JOIN search_subjects s ON s.account_id = $1 AND s.subject_id = w.subject_id
       WHERE s.kind IS DISTINCT FROM w.kind`,
  },
  {
    name: 'index-of-nothing',
    meaning: 'Nothing is in the index but those.',
    mend: REINDEX,
    sql: `
      SELECT s.kind || ' ' || s.subject_id AS subject, 'is in the index, and should not be found' AS detail
        FROM search_subjects s WHERE s.account_id = $1
         AND NOT EXISTS (SELECT FROM (${WANTED}) w WHERE w.subject_id = s.subject_id)`,
  },
  {
    name: 'index-marks',
    meaning: 'The terms of what was decided against stand apart from all others.',
    mend: REINDEX,
    sql: `
      SELECT s.kind || ' ' || s.subject_id AS subject, count(*) || ' terms stand in the wrong lists' AS detail
        FROM search_subjects s JOIN search_postings p ON p.account_id = $1 AND p.subject_id = s.subject_id
       WHERE s.account_id = $1 AND (s.kind = 'set_aside') <> (left(p.term, 1) = '~')
       GROUP BY s.kind, s.subject_id`,
  },
  {
    name: 'index-weights',
    meaning:
      'A term counts at least what title and document make of it, and nothing stays that counts nothing.',
    mend: REINDEX,
    sql: `
      SELECT p.subject_id::text AS subject, format('%s terms, such as %s, weigh too little', count(*), min(p.term)) AS detail
        FROM search_postings p
       WHERE p.account_id = $1 AND (p.weight < p.own * 0.999 OR p.weight <= 0 OR (p.own = 0 AND p.heard = 0))
       GROUP BY p.subject_id`,
  },
  {
    name: 'words-complete',
    meaning: 'Every flow, proposal, session and walk can be found by its words in its list.',
    mend: REINDEX,
    sql: `
      SELECT l.kind || ' ' || l.id AS subject, 'its list does not find it' AS detail FROM (${LISTED}) l
       WHERE NOT EXISTS (SELECT FROM subject_words w WHERE w.account_id = $1 AND w.subject_id = l.id)`,
  },
  {
    name: 'words-of-nothing',
    meaning: 'No words are kept of what is not there.',
    mend: 'DELETE FROM subject_words as the owner; a search finds nothing by them and only takes longer.',
    sql: `
      SELECT w.subject_id::text AS subject, 'words of nothing that is there' AS detail FROM subject_words w
       WHERE w.account_id = $1 AND NOT EXISTS (SELECT FROM (${LISTED}) l WHERE l.id = w.subject_id)`,
  },
];
