import { v7 } from 'uuid';
import { indexTerms } from '../dist/src/search/text/index-terms.js';
import { lexemesOf } from '../dist/src/search/text-search.js';
import { flowOf } from './synthetic-flows.mjs';

const BATCH = 250;

const TREES = `
  INSERT INTO trees (id, account_id, title, problem_domain, current_version)
  SELECT id, $1, title, 'bench', 1 FROM unnest($2::uuid[], $3::text[]) AS t (id, title)`;
const VERSIONS = `
  INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
  SELECT $1, id, 1, document, 'Bench' FROM unnest($2::uuid[], $3::jsonb[]) AS t (id, document)`;
const SUBJECTS = `
  INSERT INTO search_subjects (account_id, subject_id, kind, length, revision)
  SELECT $1, id, 'flow', length, 1 FROM unnest($2::uuid[], $3::real[]) AS t (id, length)`;
const POSTINGS = `
  INSERT INTO search_postings (account_id, subject_id, term, weight, own)
  SELECT $1, id, term, weight, weight FROM unnest($2::uuid[], $3::text[], $4::real[]) AS t (id, term, weight)`;
const WORDS = `
  INSERT INTO subject_words (account_id, subject_id, words)
  SELECT $1, id, array_to_tsvector(string_to_array(words, ' ')) FROM unnest($2::uuid[], $3::text[]) AS t (id, words)`;

/** Puts the flows `from` to `to` (excluded) into an account as if they had been published there; returns their ids. */
export async function loadFlows(superuser, accountId, from, to) {
  const ids = [];
  for (let start = from; start < to; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, to - start) }, (_, i) => start + i);
    const flows = numbers.map((number) => ({ id: v7(), ...flowOf(number) }));
    await insert(superuser, accountId, flows);
    ids.push(...flows.map(({ id }) => id));
  }
  await superuser.query(
    'VACUUM ANALYZE trees, tree_versions, search_subjects, search_postings, subject_words',
  );
  return ids;
}

async function insert(superuser, accountId, flows) {
  const subjects = flows.map(({ id, title, document }) => {
    const texts = document.nodes.map(({ text }) => text);
    const words = lexemesOf(accountId, 'flow', [title, 'bench', ...texts]).join(' ');
    return { id, terms: [...indexTerms({ title, texts })], words };
  });
  const ids = flows.map(({ id }) => id);
  const postings = subjects.flatMap(({ id, terms }) => terms.map(([term, weight]) => [id, term, weight]));
  const lengths = subjects.map(({ terms }) => terms.reduce((sum, [, weight]) => sum + weight, 0));
  const column = (rows, index) => rows.map((row) => row[index]);
  await superuser.query('BEGIN');
  // Every reference is right by construction, so the checks would only take time.
  await superuser.query('SET LOCAL session_replication_role = replica');
  await superuser.query(TREES, [accountId, ids, flows.map(({ title }) => title)]);
  await superuser.query(VERSIONS, [accountId, ids, flows.map(({ document }) => JSON.stringify(document))]);
  await superuser.query(SUBJECTS, [accountId, ids, lengths]);
  await superuser.query(POSTINGS, [accountId, ...[0, 1, 2].map((index) => column(postings, index))]);
  await superuser.query(WORDS, [accountId, ids, subjects.map(({ words }) => words)]);
  await superuser.query('COMMIT');
}
