import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { Period } from './analytics.js';
import type { Age } from '../decisions/review.view.js';

export interface FiguresRow {
  dimension: 'all' | 'week' | 'domain' | 'type' | 'source';
  /** The Monday, the domain, the type or the source; null for proposals without a domain, and for all. */
  value: string | null;
  made: number;
  decided: number;
  approved: number;
  modified: number;
  rejected: number;
  dismissed: number;
  median_seconds_to_decision: number | null;
  p90_seconds_to_decision: number | null;
  median_edits: number | null;
  p90_edits: number | null;
}

export interface ReviewerRow {
  reviewer_id: string | null;
  reviewer_name: string | null;
  decided: number;
  approved: number;
  modified: number;
  rejected: number;
  dismissed: number;
  median_seconds_to_decision: number | null;
  p90_seconds_to_decision: number | null;
}

export interface BacklogRow {
  /** null for all of it. */
  age: Age | null;
  count: number;
  median_age_seconds: number | null;
  p90_age_seconds: number | null;
}

const SECONDS = 'extract(epoch FROM p.reviewed_at - p.created_at)::double precision';

/**
 * Nodes and edges that are not the same in what was proposed and in what was published. What others had published in
 * the meantime, and the proposal left alone, is no edit.
 */
const EDITS = `(
  SELECT sum(differing.count)::integer FROM tree_versions v
    LEFT JOIN tree_versions previous
      ON previous.account_id = v.account_id AND previous.tree_id = v.tree_id AND previous.version = v.version - 1
    LEFT JOIN tree_versions base
      ON base.account_id = v.account_id AND base.tree_id = v.tree_id AND base.version = p.base_version
   CROSS JOIN LATERAL (VALUES ('nodes'), ('edges')) AS part (name)
   CROSS JOIN LATERAL (
     SELECT count(*) AS count
       FROM jsonb_array_elements(p.proposed_flow_data -> part.name) AS proposed (item)
       FULL JOIN jsonb_array_elements(v.flow_data -> part.name) AS published (item)
         ON proposed.item ->> 'id' = published.item ->> 'id'
       LEFT JOIN jsonb_array_elements(previous.flow_data -> part.name) AS before (item)
         ON before.item ->> 'id' = COALESCE(proposed.item ->> 'id', published.item ->> 'id')
       LEFT JOIN jsonb_array_elements(base.flow_data -> part.name) AS origin (item)
         ON origin.item ->> 'id' = COALESCE(proposed.item ->> 'id', published.item ->> 'id')
      WHERE proposed.item IS DISTINCT FROM published.item
        AND (proposed.item IS DISTINCT FROM origin.item OR published.item IS DISTINCT FROM before.item)) differing
   WHERE v.account_id = p.account_id AND v.tree_id = p.published_flow_id AND v.version = p.published_version)`;

/** Decisions of people in the period. A proposal that became a part of another was put aside by nobody. */
const DECIDED = `p.account_id = $1 AND p.reviewed_at >= $2 AND p.reviewed_at < $3
            AND p.status IN ('approved', 'modified', 'rejected', 'dismissed') AND p.merged_into IS NULL`;

const COUNTS = ['approved', 'modified', 'rejected', 'dismissed']
  .map((status) => `count(*) FILTER (WHERE decision = '${status}')::integer AS ${status}`)
  .join(', ');

const percentile = (share: number, value: string, name: string): string =>
  `percentile_cont(${share}) WITHIN GROUP (ORDER BY ${value}) AS ${name}`;

const TIMES = [
  percentile(0.5, 'seconds', 'median_seconds_to_decision'),
  percentile(0.9, 'seconds', 'p90_seconds_to_decision'),
].join(', ');

/** The figures of the review desk over a period. What nobody reviews is left out. */
@Injectable()
export class AnalyticsView {
  /** What was made and what was decided in the period, as a whole and by each value of each dimension. */
  async figures(tx: AccountTx, { since, until }: Period): Promise<FiguresRow[]> {
    return tx.query<FiguresRow>(
      `WITH happened AS (
         SELECT p.created_at AS at, p.problem_domain, p.proposal_type, p.source, NULL AS decision,
                NULL::double precision AS seconds, NULL::integer AS edits
           FROM flow_proposals p
          WHERE p.account_id = $1 AND p.created_at >= $2 AND p.created_at < $3
            AND p.proposal_type <> 'auto_reinforced' AND p.status <> 'auto_reinforced'
          UNION ALL
         SELECT p.reviewed_at, p.problem_domain, p.proposal_type, p.source, p.status, ${SECONDS},
                CASE WHEN p.status = 'modified' THEN ${EDITS} END
           FROM flow_proposals p
          WHERE ${DECIDED}),
       placed AS (SELECT h.*, to_char(date_trunc('week', h.at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS week
                    FROM happened h)
       SELECT CASE WHEN grouping(week) = 0 THEN 'week' WHEN grouping(problem_domain) = 0 THEN 'domain'
                   WHEN grouping(proposal_type) = 0 THEN 'type' WHEN grouping(source) = 0 THEN 'source'
                   ELSE 'all' END AS dimension,
              COALESCE(week, problem_domain, proposal_type, source) AS value,
              count(*) FILTER (WHERE decision IS NULL)::integer AS made, count(decision)::integer AS decided,
              ${COUNTS}, ${TIMES}, ${percentile(0.5, 'edits', 'median_edits')}, ${percentile(0.9, 'edits', 'p90_edits')}
         FROM placed
        GROUP BY GROUPING SETS ((), (week), (problem_domain), (proposal_type), (source))
        ORDER BY made DESC, decided DESC, value`,
      [tx.accountId, since, until],
    );
  }

  /** Who decided how much in the period, most first; in one row all whose users are gone. */
  async reviewers(tx: AccountTx, { since, until }: Period): Promise<ReviewerRow[]> {
    return tx.query<ReviewerRow>(
      `SELECT d.reviewed_by AS reviewer_id, u.display_name AS reviewer_name, count(*)::integer AS decided,
              ${COUNTS}, ${TIMES}
         FROM (SELECT p.reviewed_by, p.status AS decision, ${SECONDS} AS seconds FROM flow_proposals p
                WHERE ${DECIDED}) d
         LEFT JOIN users u ON u.account_id = $1 AND u.id = d.reviewed_by
        GROUP BY d.reviewed_by, u.display_name
        ORDER BY decided DESC, u.display_name, d.reviewed_by`,
      [tx.accountId, since, until],
    );
  }

  /** How old the pending proposals are now. */
  async backlog(tx: AccountTx): Promise<BacklogRow[]> {
    return tx.query<BacklogRow>(
      `SELECT age, count(*)::integer AS count, ${percentile(0.5, 'seconds', 'median_age_seconds')},
              ${percentile(0.9, 'seconds', 'p90_age_seconds')}
         FROM (SELECT extract(epoch FROM now() - created_at)::double precision AS seconds,
                      CASE WHEN created_at > now() - interval '1 day' THEN 'under_1_day'
                           WHEN created_at > now() - interval '7 days' THEN '1_to_7_days'
                           WHEN created_at > now() - interval '30 days' THEN '7_to_30_days'
                           ELSE 'over_30_days' END AS age
                 FROM flow_proposals WHERE account_id = $1 AND status = 'pending') pending
        GROUP BY GROUPING SETS ((), (age))`,
      [tx.accountId],
    );
  }
}
