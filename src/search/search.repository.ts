import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';

/** What sessions are compared with; `set_aside` is a proposal that was decided against. */
export type SubjectKind = 'flow' | 'proposal' | 'set_aside';

/**
 * Stands before each term of what is set aside, so that a search of what stands neither reads nor counts it. No term
 * of a text begins with it.
 */
const SET_ASIDE_MARK = '~';

/** A term is as well known as it can be once it was heard in so many sessions; further ones write nothing. */
const MOST_HEARD = 4;
/** So many terms may a subject have from sessions alone. */
const MOST_LEARNED = 400;

const PUT_SUBJECT = `
  INSERT INTO search_subjects (account_id, subject_id, kind, length, revision) VALUES ($1, $2, $3, 0, 1)
  ON CONFLICT (account_id, subject_id) 
  DO UPDATE SET kind = excluded.kind, revision = search_subjects.revision + 1, changed = excluded.changed`;

/** What sessions added stays when the document changes. */
const PUT_POSTINGS = `
  WITH wanted AS (
    SELECT term, weight FROM unnest($3::text[], $4::real[]) AS t (term, weight)
  ), gone AS (
    DELETE FROM search_postings p
     WHERE p.account_id = $1 AND p.subject_id = $2 AND p.heard = 0
       AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.term = p.term)
  ), left_to_sessions AS (
    UPDATE search_postings p SET own = 0, weight = p.weight - p.own
     WHERE p.account_id = $1 AND p.subject_id = $2 AND p.heard > 0 AND p.own > 0
       AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.term = p.term)
  )
  INSERT INTO search_postings AS p (account_id, term, subject_id, own, weight)
  SELECT $1, term, $2, weight, weight FROM wanted
  ON CONFLICT (account_id, term, slot, subject_id)
  DO UPDATE SET own = excluded.own, weight = p.weight - p.own + excluded.own WHERE p.own <> excluded.own`;

const MEASURE = `
  UPDATE search_subjects s
     SET length = (SELECT coalesce(sum(weight), 0) FROM search_postings p
                    WHERE p.account_id = $1 AND p.subject_id = $2)
   WHERE s.account_id = $1 AND s.subject_id = $2`;

/**
 * Counts the session, and locks the subject, so that two cannot learn at once. The length may lag behind by what one
 * session added.
 */
const COUNT_SESSION = `
  UPDATE search_subjects s SET sessions = s.sessions + 1, length = known.length
    FROM (SELECT coalesce(sum(weight), 0) AS length, count(*) FILTER (WHERE own = 0) AS learned
            FROM search_postings WHERE account_id = $1 AND subject_id = $2) AS known
   WHERE s.account_id = $1 AND s.subject_id = $2
   RETURNING known.learned::int AS learned, s.kind`;

/** Words that one session alone used make room. */
const FORGET = `
  WITH gone AS (
    DELETE FROM search_postings WHERE account_id = $1 AND subject_id = $2 AND own = 0 AND heard = 1 RETURNING 1
  )
  SELECT count(*)::int AS forgotten FROM gone`;

/** The n-th time that a term is heard adds ln(1 + n) - ln(n) of the weight of its class. */
const LEARN = `
  INSERT INTO search_postings AS p (account_id, term, subject_id, own, weight, heard)
  SELECT $1, t.term, $2, 0, t.weight * ln(2.0::float8), 1
    FROM unnest($3::text[], $4::real[]) WITH ORDINALITY AS t (term, weight, number)
   WHERE t.number <= $5::int OR EXISTS (
     SELECT 1 FROM search_postings k WHERE k.account_id = $1 AND k.subject_id = $2 AND k.term = t.term)
  ON CONFLICT (account_id, term, slot, subject_id)
  DO UPDATE SET heard = p.heard + 1,
                weight = p.weight + excluded.weight * (ln(p.heard + 2.0::float8) - ln(p.heard + 1.0::float8))
                                  / ln(2.0::float8)
   WHERE p.heard < ${MOST_HEARD}`;

const INHERIT = `
  INSERT INTO search_postings AS p (account_id, term, subject_id, own, weight, heard)
  SELECT $1, term, $3, 0, weight - own, heard FROM search_postings
   WHERE account_id = $1 AND subject_id = $2 AND heard > 0
  ON CONFLICT (account_id, term, slot, subject_id)
  DO UPDATE SET heard = least(p.heard + excluded.heard, ${MOST_HEARD}),
                weight = p.own + greatest(p.weight - p.own, excluded.weight)`;

const INHERIT_SESSIONS = `
  UPDATE search_subjects s SET sessions = s.sessions + heir.sessions
    FROM (SELECT sessions FROM search_subjects WHERE account_id = $1 AND subject_id = $2) AS heir
   WHERE s.account_id = $1 AND s.subject_id = $3`;

const SET_ASIDE = `
  WITH moved AS (
    UPDATE search_subjects SET kind = 'set_aside', revision = revision + 1, changed = pg_current_xact_id()::text::bigint
     WHERE account_id = $1 AND subject_id = $2 AND kind = 'proposal' RETURNING subject_id
  )
  UPDATE search_postings p SET term = '${SET_ASIDE_MARK}' || p.term
    FROM moved WHERE p.account_id = $1 AND p.subject_id = moved.subject_id`;

const BRING_BACK = `
  WITH moved AS (
    UPDATE search_subjects SET kind = 'proposal', revision = revision + 1, changed = pg_current_xact_id()::text::bigint
     WHERE account_id = $1 AND subject_id = $2 AND kind = 'set_aside' RETURNING subject_id
  )
  UPDATE search_postings p SET term = substr(p.term, ${SET_ASIDE_MARK.length + 1})
    FROM moved WHERE p.account_id = $1 AND p.subject_id = moved.subject_id`;

const FORGET_SESSIONS = `
  WITH gone AS (
    DELETE FROM search_postings WHERE account_id = $1 AND subject_id = $2 AND own = 0
  ), kept AS (
    UPDATE search_postings SET heard = 0, weight = own
     WHERE account_id = $1 AND subject_id = $2 AND own > 0 AND heard > 0
  )
  UPDATE search_subjects
     SET sessions = 0, revision = revision + 1, changed = pg_current_xact_id()::text::bigint
   WHERE account_id = $1 AND subject_id = $2`;

/** The terms as they stand in the posting lists of a kind. */
export function termsOf(kind: SubjectKind, terms: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  if (kind !== 'set_aside') return terms;
  return new Map([...terms].map(([term, weight]) => [SET_ASIDE_MARK + term, weight]));
}

/** Writes the posting lists. Every writer locks the subject's row first, and no two subjects share a row. */
@Injectable()
export class SearchRepository {
  async put(tx: AccountTx, kind: SubjectKind, subjectId: string, terms: Map<string, number>): Promise<void> {
    const listed = termsOf(kind, terms);
    await tx.prepared(PUT_SUBJECT, [tx.accountId, subjectId, kind]);
    await tx.prepared(PUT_POSTINGS, [tx.accountId, subjectId, [...listed.keys()], [...listed.values()]]);
    await tx.prepared(MEASURE, [tx.accountId, subjectId]);
  }

  /** Nothing happens where the subject is not indexed. */
  async learn(tx: AccountTx, subjectId: string, terms: Map<string, number>): Promise<void> {
    const [known] = await tx.prepared<{ learned: number; kind: SubjectKind }>(COUNT_SESSION, [
      tx.accountId,
      subjectId,
    ]);
    if (!known) return;
    const listed = termsOf(known.kind, terms);
    let room = MOST_LEARNED - known.learned;
    if (room < terms.size) {
      const [gone] = await tx.prepared<{ forgotten: number }>(FORGET, [tx.accountId, subjectId]);
      room += gone?.forgotten ?? 0;
    }
    const weights = [...listed.values()].map((weight) => Math.min(1, weight));
    await tx.prepared(LEARN, [tx.accountId, subjectId, [...listed.keys()], weights, Math.max(0, room)]);
  }

  async inherit(tx: AccountTx, from: string, to: string): Promise<void> {
    await tx.prepared(INHERIT_SESSIONS, [tx.accountId, from, to]);
    await tx.prepared(INHERIT, [tx.accountId, from, to]);
    await tx.prepared(MEASURE, [tx.accountId, to]);
  }

  /** Takes a proposal, with all that it learned, out of what a search of what stands finds. */
  async setAside(tx: AccountTx, subjectId: string): Promise<void> {
    await tx.prepared(SET_ASIDE, [tx.accountId, subjectId]);
  }

  /** Undoes `setAside`. */
  async bringBack(tx: AccountTx, subjectId: string): Promise<void> {
    await tx.prepared(BRING_BACK, [tx.accountId, subjectId]);
  }

  async forget(tx: AccountTx, subjectId: string): Promise<void> {
    await tx.prepared(FORGET_SESSIONS, [tx.accountId, subjectId]);
    await tx.prepared(MEASURE, [tx.accountId, subjectId]);
  }

  async remove(tx: AccountTx, subjectId: string): Promise<void> {
    await tx.prepared('DELETE FROM search_subjects WHERE account_id = $1 AND subject_id = $2', [
      tx.accountId,
      subjectId,
    ]);
  }
}
