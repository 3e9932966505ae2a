import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import {
  impactOf,
  LENGTH_SHARE,
  planRetrieval,
  POSTING_BUDGET,
  SATURATION,
  SUBJECT_SAMPLE,
  TERM_SAMPLE,
  type CollectionSample,
  type RetrievalPlan,
  type TermSample,
} from './retrieval-plan.js';
import { termsOf, type SubjectKind } from './search.repository.js';

export interface SearchHit {
  subjectId: string;
  kind: SubjectKind;
  /** Grows with every change of the subject's document or title. */
  revision: string;
  /** Grows with every session that the subject learned from. */
  sessions: number;
  /** BM25: comparable within one search only. */
  score: number;
}

/** What a search found, and how common the terms asked for are in the account. */
export interface SearchResult {
  hits: SearchHit[];
  /** Flows and pending proposals in the account; of many, an estimate. */
  documents: number;
  /** In how many of them each term of the query occurs; of many, an estimate. */
  frequencies: ReadonlyMap<string, number>;
  /** What was known when the search began: see `changedSince`. */
  snapshot: string;
}

/** A published flow that shares words with a text. */
export interface FlowHit {
  flowId: string;
  /** BM25: comparable within one search only. */
  score: number;
  /** Those terms of the text that the flow has, in its own words or in those of its sessions. */
  terms: string[];
}

/** The flows that share most with a text, and what each of its terms may add to a score at most. */
export interface FlowSearch {
  hits: FlowHit[];
  /** Also of the terms that no flow has; those that most flows of a large account have are left out. */
  impacts: ReadonlyMap<string, number>;
}

interface SampleRow {
  term: string | null;
  seen: number;
  last_slot: number | null;
  mean_length: number | null;
  snapshot: string | null;
}

interface HitRow {
  subject_id: string;
  kind: SubjectKind;
  revision: string;
  sessions: number;
  score: number;
}

/** So many candidates are scored by all terms for each hit that is wanted. */
const CANDIDATES_PER_HIT = 3;

/** How common terms are, in a time that does not grow with the account, and without counters that writers contend for. */
const samples = (kinds: string): string => `
  SELECT NULL AS term, count(*)::int AS seen, max(slot) AS last_slot, avg(length)::float8 AS mean_length,
         pg_current_snapshot()::text AS snapshot
    FROM (SELECT slot, length FROM search_subjects WHERE account_id = $1 AND ${kinds}
           ORDER BY slot LIMIT ${SUBJECT_SAMPLE}) AS sample
  UNION ALL
  SELECT query.term, sample.seen, sample.last_slot, NULL, NULL
    FROM unnest($2::text[]) AS query (term)
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS seen, max(slot) AS last_slot
       FROM (SELECT p.slot FROM search_postings p WHERE p.account_id = $1 AND p.term = query.term
              ORDER BY p.slot LIMIT ${TERM_SAMPLE}) AS first
   ) AS sample
   WHERE sample.seen > 0`;
export const SAMPLES = samples("kind <> 'set_aside'");
const SAMPLES_SET_ASIDE = samples("kind = 'set_aside'");

/** Candidates from the essential terms, as if all subjects were of one length: the most promising ones first. */
const PROMISING = `
  WITH essential AS MATERIALIZED (
    SELECT term, impact FROM unnest($2::text[], $3::float8[]) AS t (term, impact)
  ), found AS MATERIALIZED (
    SELECT p.subject_id, e.term, e.impact, p.weight
      FROM essential e
     CROSS JOIN LATERAL (
       SELECT subject_id, weight FROM search_postings
        WHERE account_id = $1 AND term = e.term ORDER BY slot LIMIT ${2 * POSTING_BUDGET}
     ) AS p
  ), promising AS MATERIALIZED (
    SELECT subject_id, sum(impact * weight / (weight + ${SATURATION})) AS promise
      FROM found
     GROUP BY subject_id
     ORDER BY promise DESC, subject_id`;

/**
 * The postings of the candidates. Those of the essential terms have been read; of each other term of the query it is one
 * point of an index for each candidate. `IS TRUE` has them told apart by a hash, where a join might compare each with each.
 */
const POSTINGS_OF_CANDIDATES = `
  known AS MATERIALIZED (
    SELECT subject_id, array_agg(term) AS terms, array_agg(impact) AS impacts, array_agg(weight) AS weights
      FROM found WHERE (subject_id IN (SELECT subject_id FROM candidates)) IS TRUE
     GROUP BY subject_id
  )`;
const POSTINGS_OF_SUBJECT = `
       SELECT * FROM unnest(k.terms, k.impacts, k.weights) AS read (term, impact, weight)
        UNION ALL
       SELECT other.term, other.impact, one.weight
         FROM unnest($4::text[], $5::float8[]) AS other (term, impact)
        CROSS JOIN LATERAL (
          SELECT p.weight FROM search_postings p
           WHERE p.account_id = $1 AND p.term = other.term AND p.slot = s.slot AND p.subject_id = s.subject_id
           LIMIT 1
        ) AS one`;

/** The part of a term in the score of the subject `s`. */
const TERM_SCORE = `impact * weight / (weight + ${SATURATION} * (1 - ${LENGTH_SHARE} + ${LENGTH_SHARE} * s.length / $6::float8))`;

/** The score of each candidate by all terms. Every step is a range or a point of the primary key. */
export const HITS = `${PROMISING}
     LIMIT $7 * ${CANDIDATES_PER_HIT}
  ), candidates AS MATERIALIZED (
    SELECT s.* FROM promising c
     CROSS JOIN LATERAL (
       SELECT subject_id, kind, revision, sessions, slot, length FROM search_subjects
        WHERE account_id = $1 AND subject_id = c.subject_id LIMIT 1
     ) AS s
  ), ${POSTINGS_OF_CANDIDATES}
  SELECT s.subject_id, s.kind, s.revision::text AS revision, s.sessions, scored.score
    FROM candidates s
    JOIN known k ON k.subject_id = s.subject_id
   CROSS JOIN LATERAL (SELECT sum(${TERM_SCORE}) AS score FROM (${POSTINGS_OF_SUBJECT}
       ) AS postings
   ) AS scored
   ORDER BY scored.score DESC, s.subject_id
   LIMIT $7`;

/** As `HITS`, of flows alone, however many proposals promise more, and with the terms that each has. */
export const FLOW_HITS = `${PROMISING}
  ), candidates AS MATERIALIZED (
    SELECT s.* FROM promising c
     CROSS JOIN LATERAL (
       SELECT subject_id, slot, length FROM search_subjects
        WHERE account_id = $1 AND subject_id = c.subject_id AND kind = 'flow' LIMIT 1
     ) AS s
     ORDER BY c.promise DESC, c.subject_id
     LIMIT $7 * ${CANDIDATES_PER_HIT}
  ), ${POSTINGS_OF_CANDIDATES}
  SELECT s.subject_id AS "flowId", scored.score, scored.terms
    FROM candidates s
    JOIN known k ON k.subject_id = s.subject_id
   CROSS JOIN LATERAL (SELECT sum(${TERM_SCORE}) AS score, array_agg(term) AS terms FROM (${POSTINGS_OF_SUBJECT}
       ) AS postings
   ) AS scored
   ORDER BY scored.score DESC, s.subject_id
   LIMIT $7`;

/**
 * Whether a transaction has put a subject since. Numbers of transactions from another server, in a database that was
 * restored from a dump, may look like later ones: then it says so once too often, and no harm is done. Without an order it
 * would look through all subjects for one that is hardly ever there.
 */
export const CHANGED = `
  SELECT 1 FROM search_subjects
   WHERE account_id = $1 AND changed >= pg_snapshot_xmin($2::pg_snapshot)::text::bigint
     AND NOT pg_visible_in_snapshot(changed::text::xid8, $2::pg_snapshot)
   ORDER BY changed DESC LIMIT 1`;

/** One point of an index for each term that is asked for. */
export const KNOWN_TERMS = `
  SELECT asked.term FROM unnest($2::text[]) AS asked (term)
   CROSS JOIN LATERAL (SELECT 1 FROM search_postings p
                        WHERE p.account_id = $1 AND p.term = asked.term LIMIT 1) AS known`;

/** Reads the posting lists. */
@Injectable()
export class RetrievalRepository {
  async search(tx: AccountTx, terms: ReadonlyMap<string, number>, limit: number): Promise<SearchResult> {
    return this.find(tx, SAMPLES, terms, limit);
  }

  /** As `search`, of the proposals that were decided against. */
  async searchSetAside(
    tx: AccountTx,
    terms: ReadonlyMap<string, number>,
    limit: number,
  ): Promise<SearchResult> {
    return this.find(tx, SAMPLES_SET_ASIDE, termsOf('set_aside', terms), limit);
  }

  private async find(
    tx: AccountTx,
    sampling: string,
    terms: ReadonlyMap<string, number>,
    limit: number,
  ): Promise<SearchResult> {
    const { plan, meanLength, snapshot } = await this.plan(tx, sampling, terms);
    const { documents, frequencies, essential, impacts } = plan;
    if (essential.length === 0) return { hits: [], documents, frequencies, snapshot };
    const rows = await tx.prepared<HitRow>(HITS, parametersOf(tx, essential, impacts, meanLength, limit));
    const hits = rows.map(({ subject_id: subjectId, ...hit }) => ({ subjectId, ...hit }));
    return { hits, documents, frequencies, snapshot };
  }

  /** As `search`, of published flows alone. */
  async searchFlows(tx: AccountTx, terms: ReadonlyMap<string, number>, limit: number): Promise<FlowSearch> {
    const { plan, meanLength } = await this.plan(tx, SAMPLES, terms);
    const { documents, frequencies, essential, impacts } = plan;
    const unheard = [...terms].filter(([term]) => !frequencies.has(term));
    const ofUnheard = unheard.map(([term, weight]) => [term, impactOf(weight, 0, documents)] as const);
    if (essential.length === 0) return { hits: [], impacts: new Map(ofUnheard) };
    const parameters = parametersOf(tx, essential, impacts, meanLength, limit);
    const hits = await tx.prepared<FlowHit>(FLOW_HITS, parameters);
    return { hits, impacts: new Map([...impacts, ...ofUnheard]) };
  }

  /** Which of the terms any subject of the account has. */
  async knownTerms(tx: AccountTx, terms: readonly string[]): Promise<Set<string>> {
    if (terms.length === 0) return new Set();
    const rows = await tx.prepared<{ term: string }>(KNOWN_TERMS, [tx.accountId, terms]);
    return new Set(rows.map(({ term }) => term));
  }

  async changedSince(tx: AccountTx, snapshot: string): Promise<boolean> {
    return (await tx.prepared(CHANGED, [tx.accountId, snapshot])).length > 0;
  }

  private async plan(
    tx: AccountTx,
    sampling: string,
    terms: ReadonlyMap<string, number>,
  ): Promise<{ plan: RetrievalPlan; meanLength: number; snapshot: string }> {
    const collection: CollectionSample = { seen: 0, lastSlot: null, meanLength: null };
    const samples: TermSample[] = [];
    let snapshot = '';
    for (const row of await tx.prepared<SampleRow>(sampling, [tx.accountId, [...terms.keys()]])) {
      const { term, seen, last_slot: lastSlot } = row;
      snapshot = row.snapshot ?? snapshot;
      if (term === null) Object.assign(collection, { seen, lastSlot, meanLength: row.mean_length });
      else if (lastSlot !== null) samples.push({ term, seen, lastSlot });
    }
    // A length of nothing would divide by zero.
    return {
      plan: planRetrieval(terms, collection, samples),
      meanLength: collection.meanLength || 1,
      snapshot,
    };
  }
}

function parametersOf(
  tx: AccountTx,
  essential: readonly string[],
  impacts: ReadonlyMap<string, number>,
  meanLength: number,
  limit: number,
): unknown[] {
  const read = new Set(essential);
  const others = [...impacts.keys()].filter((term) => !read.has(term));
  const impactsOf = (terms: readonly string[]): unknown[] => terms.map((term) => impacts.get(term));
  return [
    ...[tx.accountId, essential, impactsOf(essential)],
    ...[others, impactsOf(others), meanLength, limit],
  ];
}
