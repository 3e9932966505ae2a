import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { wordsOf, type ListKind } from './text-search.js';

const PUT_WORDS = `
  WITH wanted AS (
    SELECT word FROM unnest($4::text[]) AS t (word)
  ), gone AS (
    DELETE FROM search_words w
     WHERE w.account_id = $1 AND w.subject_id = $3 AND NOT EXISTS (SELECT 1 FROM wanted WHERE wanted.word = w.word)
  )
  INSERT INTO search_words (account_id, kind, word, subject_id)
  SELECT $1, $2, word, $3 FROM wanted
  ON CONFLICT (account_id, kind, word, subject_id) DO NOTHING`;

const ADD_WORDS = `
  INSERT INTO search_words (account_id, kind, word, subject_id)
  SELECT $1, $2, word, subject_id FROM unnest($3::uuid[], $4::text[]) AS t (subject_id, word)
  ON CONFLICT (account_id, kind, word, subject_id) DO NOTHING`;

/**
 * SQL that adds the words of subjects that are new, and so have none yet, to a statement that makes the subjects: `made`
 * names its rows, of which `id` is looked at, and the placeholders hold ids and words side by side.
 */
export const addWordsOf = (made: string, kind: ListKind, ids: string, words: string): string => `
  INSERT INTO search_words (account_id, kind, word, subject_id)
  SELECT $1, '${kind}', t.word, t.subject_id
    FROM unnest(${ids}::uuid[], ${words}::text[]) AS t (subject_id, word) JOIN ${made} ON ${made}.id = t.subject_id`;

/** The words of subjects side by side with their ids. */
export function wordsBySubject(subjects: readonly { id: string; texts: readonly (string | null)[] }[]): {
  ids: string[];
  words: string[];
} {
  const all = subjects.flatMap(({ id, texts }) => wordsOf(texts).map((word) => ({ id, word })));
  return { ids: all.map(({ id }) => id), words: all.map(({ word }) => word) };
}

/**
 * The words by which people search the lists of flows, sessions and proposals, whatever their status. Kept in step by whoever
 * changes one, in the same transaction.
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
    await tx.prepared(PUT_WORDS, [tx.accountId, kind, subjectId, wordsOf(texts)]);
  }

  /** Adds texts of many subjects to those that they are found by, in one statement. */
  async add(
    tx: AccountTx,
    kind: ListKind,
    subjects: readonly { id: string; texts: readonly (string | null)[] }[],
  ): Promise<void> {
    const { ids, words } = wordsBySubject(subjects);
    if (words.length > 0) await tx.prepared(ADD_WORDS, [tx.accountId, kind, ids, words]);
  }
}
