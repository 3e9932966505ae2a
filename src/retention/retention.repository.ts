import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { WordIndex } from '../search/word-index.service.js';

/** Rows of one transaction, so that nobody waits long for one of them. */
export const BATCH = 200;

/** Where a round through sessions or walks stands, in the order in which they were made; null before the first. */
export interface Place {
  /** PostgreSQL's own words for it, to the microsecond. */
  at: string;
  id: string;
}

/** One batch of a round. */
export interface Removal {
  removed: number;
  /** Where the next one goes on; null where nothing as old is left. */
  place: Place | null;
}

interface Row {
  id: string;
  at: string;
  /** Whether something was removed of it. */
  removed: boolean;
  title: string;
}

/** Rows in the order of an index, so that each round looks once at what is old, however little of it there is to remove. */
const old = (table: string): string => `
  SELECT o.id, o.created_at FROM ${table} o
   WHERE o.account_id = $1 AND o.created_at < now() - make_interval(days => $2)
     AND (o.created_at, o.id) > ($3::timestamptz, $4::uuid)
   ORDER BY o.created_at, o.id LIMIT $5`;

const TRANSCRIPTS = `
  WITH old AS (${old('ai_sessions')}), removed AS (
    UPDATE ai_sessions s SET transcript = '[]', updated_at = now() FROM old
     WHERE s.account_id = $1 AND s.id = old.id AND s.message_count > 0
       AND s.status <> 'active' AND s.flywheel_status <> 'pending'
       AND coalesce(s.resolved_at, s.created_at) < now() - make_interval(days => $2)
    RETURNING s.id
  ), asked AS (
    UPDATE model_calls m SET request = NULL FROM removed
     WHERE m.account_id = $1 AND m.session_id = removed.id AND m.request IS NOT NULL
  )
  SELECT old.id, old.created_at::text AS at, removed.id IS NOT NULL AS removed, '' AS title
    FROM old LEFT JOIN removed ON removed.id = old.id ORDER BY old.created_at, old.id`;

/** SQL that sets a walk to what it is without what was said and noted. */
export const WITHOUT_WORDS = `
  problem = NULL, notes = NULL, version = w.version + 1, walked_path = (
    SELECT coalesce(jsonb_agg(e.entry || '{"words": null, "note": null}' ORDER BY e.place), '[]')
      FROM jsonb_array_elements(w.walked_path) WITH ORDINALITY AS e (entry, place))`;
/** SQL for whether a walk holds any of that. */
export const HAS_WORDS = `(w.problem IS NOT NULL OR w.notes IS NOT NULL
  OR w.walked_path @? '$[*] ? (@.words != null || @.note != null)')`;

const WORDS = `
  WITH old AS (${old('l1_walk_sessions')}), removed AS (
    UPDATE l1_walk_sessions w SET ${WITHOUT_WORDS} FROM old, trees t
     WHERE w.account_id = $1 AND w.id = old.id AND t.account_id = $1 AND t.id = w.flow_id AND ${HAS_WORDS}
       AND w.finished_at < now() - make_interval(days => $2)
    RETURNING w.id, t.title
  )
  SELECT old.id, old.created_at::text AS at, removed.id IS NOT NULL AS removed, coalesce(removed.title, '') AS title
    FROM old LEFT JOIN removed ON removed.id = old.id ORDER BY old.created_at, old.id`;

const START: Place = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** Removes what was said from what is old; the rows, and what was learned of them, stay. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly words: WordIndex) {}

  /** The messages of sessions that ended more than so many days ago, of the next `limit` that are as old. */
  async removeTranscripts(tx: AccountTx, days: number, after: Place | null, limit: number): Promise<Removal> {
    return this.toRemoval(await this.rows(tx, TRANSCRIPTS, days, after, limit), limit);
  }

  /** What callers said and technicians noted in walks, and the words by which their list finds them for it. */
  async removeWords(tx: AccountTx, days: number, after: Place | null, limit: number): Promise<Removal> {
    const rows = await this.rows(tx, WORDS, days, after, limit);
    for (const { id, title, removed } of rows) if (removed) await this.words.put(tx, 'walk', id, [title]);
    return this.toRemoval(rows, limit);
  }

  private rows(tx: AccountTx, sql: string, days: number, after: Place | null, limit: number): Promise<Row[]> {
    const { at, id } = after ?? START;
    return tx.query<Row>(sql, [tx.accountId, days, at, id, limit]);
  }

  private toRemoval(rows: readonly Row[], limit: number): Removal {
    const last = rows.at(-1);
    return {
      removed: rows.filter(({ removed }) => removed).length,
      place: last && rows.length === limit ? { at: last.at, id: last.id } : null,
    };
  }
}
