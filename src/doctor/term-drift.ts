import type { ClientBase } from 'pg';
import { termsOf, type SubjectKind } from '../search/search.repository.js';
import { indexTermsInTurns } from '../search/text/index-terms.js';
import type { Example } from './check.js';

const SUBJECTS_AT_ONCE = 100;

/** Single precision, and sums in another order. */
const TOLERANCE = 1e-3;

interface IndexedRow {
  subject_id: string;
  kind: SubjectKind;
  title: string;
  texts: string[];
  terms: Record<string, number>;
}

const INDEXED = `
  SELECT s.subject_id, s.kind, coalesce(t.title, p.title) AS title,
         ARRAY(SELECT n ->> 'text' FROM jsonb_array_elements(
           coalesce(v.flow_data, p.proposed_flow_data) -> 'nodes') AS n) AS texts,
         (SELECT coalesce(jsonb_object_agg(o.term, o.own), '{}') FROM search_postings o
           WHERE o.account_id = $1 AND o.subject_id = s.subject_id AND o.own > 0) AS terms
    FROM search_subjects s
    LEFT JOIN trees t ON t.account_id = $1 AND t.id = s.subject_id
    LEFT JOIN tree_versions v ON v.account_id = $1 AND v.tree_id = t.id AND v.version = t.current_version
    LEFT JOIN flow_proposals p ON p.account_id = $1 AND p.id = s.subject_id
   WHERE s.account_id = $1 AND s.subject_id > $2 AND (t.id IS NOT NULL OR p.id IS NOT NULL)
   ORDER BY s.subject_id LIMIT ${SUBJECTS_AT_ONCE}`;

/** The statement knows no stems, so the terms that each document gives are worked out here, and compared with those that are listed. */
export async function findTermDrift(client: ClientBase, accountId: string): Promise<Example[]> {
  const found: Example[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query<IndexedRow>(INDEXED, [accountId, after]);
    for (const row of rows) {
      const detail = await driftOf(row);
      if (detail !== null) found.push({ subject: `${row.kind} ${row.subject_id}`, detail });
    }
    const last = rows.at(-1);
    if (!last || rows.length < SUBJECTS_AT_ONCE) return found;
    after = last.subject_id;
  }
}

async function driftOf({ kind, title, texts, terms: listed }: IndexedRow): Promise<string | null> {
  const wanted = termsOf(kind, await indexTermsInTurns({ title, texts }));
  const missing = [...wanted].filter(([term, weight]) => !isNear(listed[term], weight));
  const left = Object.keys(listed).filter((term) => !wanted.has(term));
  const [first] = [...missing.map(([term]) => term), ...left];
  if (first === undefined) return null;
  return `${missing.length} terms are missing or weigh wrong, ${left.length} are no longer said, such as ${first}`;
}

const isNear = (listed: number | undefined, wanted: number): boolean =>
  listed !== undefined && Math.abs(listed - wanted) <= TOLERANCE * Math.max(1, wanted);
