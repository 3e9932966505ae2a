import { lexemesOf, type ListKind } from '../../src/search/text-search.js';

/**
 * SQL that lets subjects be found by words.
 * @param rows a query of `id` and `word`, which is in lower case
 */
export function subjectWordsSql(accountId: string, kind: ListKind, rows: string): string {
  const [scope = ''] = lexemesOf(accountId, kind, ['x']).map((lexeme) => lexeme.slice(0, -1));
  return `
    INSERT INTO subject_words (account_id, subject_id, words)
    SELECT '${accountId}', id, array_to_tsvector(array_agg('${scope}' || word)) FROM (${rows}) AS rows GROUP BY id`;
}
