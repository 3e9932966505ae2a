import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { lexemesInTurns, lexemesOf, wordQuery, type ListKind, type WordMatch } from './text-search.js';

/** A search that finds more than so many goes through the list in its order instead, where a page is soon full. */
const FEW = 1_000;

const FIND = 'SELECT subjects_with_words($1::tsquery, $2) AS ids';

const PUT = `
  INSERT INTO subject_words AS w (account_id, subject_id, words) VALUES ($1, $2, array_to_tsvector($3::text[]))
  ON CONFLICT (account_id, subject_id) DO UPDATE SET words = excluded.words WHERE w.words <> excluded.words`;

const ADD = `
  INSERT INTO subject_words AS w (account_id, subject_id, words) VALUES ($1, $2, array_to_tsvector($3::text[]))
  ON CONFLICT (account_id, subject_id) DO UPDATE SET words = w.words || excluded.words`;

/**
 * SQL that adds the words of subjects that are new, and so have none yet, to a statement that makes the subjects: `made`
 * names its rows, of which `id` is looked at, and the placeholders hold what `wordsBySubject` gives.
 */
export const addWordsOf = (made: string, ids: string, words: string): string => `
  INSERT INTO subject_words (account_id, subject_id, words)
  SELECT $1, t.id, array_to_tsvector(string_to_array(t.words, ' '))
    FROM unnest(${ids}::uuid[], ${words}::text[]) AS t (id, words) JOIN ${made} ON ${made}.id = t.id`;

/** The ids of subjects, and beside each its words with spaces between them. */
export function wordsBySubject(
  accountId: string,
  kind: ListKind,
  subjects: readonly { id: string; texts: readonly (string | null)[] }[],
): { ids: string[]; words: string[] } {
  return {
    ids: subjects.map(({ id }) => id),
    words: subjects.map(({ texts }) => lexemesOf(accountId, kind, texts).join(' ')),
  };
}

/**
 * The words by which people search the lists of flows, sessions, walks and proposals, whatever their status. Kept in step by
 * whoever changes one, in the same transaction.
 */
@Injectable()
export class WordIndex {
  /** Adds a subject, or replaces the texts that it is found by. */
  async put(
    tx: AccountTx,
    kind: ListKind,
    subjectId: string,
    texts: readonly (string | null)[],
  ): Promise<void> {
    await tx.prepared(PUT, [tx.accountId, subjectId, await lexemesInTurns(tx.accountId, kind, texts)]);
  }

  /** Adds texts to those that a subject is found by. */
  async add(
    tx: AccountTx,
    kind: ListKind,
    subjectId: string,
    texts: readonly (string | null)[],
  ): Promise<void> {
    await tx.prepared(ADD, [tx.accountId, subjectId, await lexemesInTurns(tx.accountId, kind, texts)]);
  }

  /**
   * Those of the account's subjects of a kind in which each word of the text begins a word.
   * @returns null for a blank text, which is no search
   */
  async find(tx: AccountTx, kind: ListKind, text = ''): Promise<WordMatch | null> {
    if (text.trim() === '') return null;
    const query = wordQuery(tx.accountId, kind, text);
    if (query === null) return { ids: [] };
    const [row] = await tx.prepared<{ ids: string[] | null }>(FIND, [query, FEW]);
    return row?.ids ? { ids: row.ids } : { query };
  }
}
