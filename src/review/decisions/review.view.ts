import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { DuplicateOf, ReasonCode } from '../../proposals/decision-reason.js';
import type { ProposalSource, ReviewableType } from '../../proposals/proposal.js';

export const AGES = ['under_1_day', '1_to_7_days', '7_to_30_days', 'over_30_days'] as const;
export type Age = (typeof AGES)[number];

/** One line of the pending proposals' count: of all of them, or of one value of one dimension. */
export interface PendingCountRow {
  dimension: 'all' | 'type' | 'domain' | 'source' | 'age';
  proposal_type: ReviewableType | null;
  problem_domain: string | null;
  source: ProposalSource | null;
  age: Age | null;
  count: number;
}

export interface OldestPendingRow {
  id: string;
  title: string;
  created_at: Date;
  /** Seconds */
  age: number;
}

export type DecidedStatus = 'approved' | 'modified' | 'rejected' | 'dismissed';

/** Decisions of one reviewer, or of all where `reviewed_by` is null. */
export interface DecisionCountRow extends Record<DecidedStatus, number> {
  is_total: boolean;
  reviewed_by: string | null;
  display_name: string | null;
  total: number;
  /** Seconds */
  median_time_to_decision: number | null;
}

/** Proposals that are rejected or dismissed for one reason. */
export interface ReasonCountRow {
  status: 'rejected' | 'dismissed';
  reason_code: ReasonCode;
  count: number;
}

export interface ReviewSummaryRows {
  since: Date;
  reasons: ReasonCountRow[];
  pending: PendingCountRow[];
  oldest: OldestPendingRow | null;
  decisions: DecisionCountRow[];
  reinforced: { total: number; since: number };
}

interface FrameRow {
  since: Date;
  oldest: { id: string; title: string; created_at: string; age: number } | null;
  reinforced_total: number;
  reinforced_since: number;
  reasons: ReasonCountRow[];
}

const DEFAULT_WINDOW = '30 days';

@Injectable()
export class ReviewView {
  /** The name of whoever took a decision, as it is now. */
  async findUserName(tx: AccountTx, userId: string | null): Promise<string | null> {
    if (userId === null) return null;
    const [user] = await tx.query<{ display_name: string }>(
      'SELECT display_name FROM users WHERE account_id = $1 AND id = $2',
      [tx.accountId, userId],
    );
    return user?.display_name ?? null;
  }

  /** Whether the account has what a proposal is said to duplicate. */
  async exists(tx: AccountTx, { kind, id }: DuplicateOf): Promise<boolean> {
    const table = kind === 'flow' ? 'trees' : 'flow_proposals';
    const rows = await tx.query(`SELECT 1 FROM ${table} WHERE account_id = $1 AND id = $2`, [
      tx.accountId,
      id,
    ]);
    return rows.length > 0;
  }

  /** `since`: decisions from then on; null for those of the last 30 days. */
  async summary(tx: AccountTx, since: Date | null): Promise<ReviewSummaryRows> {
    const [frame] = await tx.query<FrameRow>(
      `SELECT w.since,
              (SELECT row_to_json(oldest) FROM (
                 SELECT id, title, created_at, extract(epoch FROM now() - created_at)::double precision AS age
                   FROM flow_proposals WHERE account_id = $1 AND status = 'pending'
                  ORDER BY created_at, id LIMIT 1) oldest) AS oldest,
              (SELECT count(*)::integer FROM flow_proposals
                WHERE account_id = $1 AND status = 'auto_reinforced') AS reinforced_total,
              (SELECT count(*)::integer FROM flow_proposals
                WHERE account_id = $1 AND status = 'auto_reinforced' AND created_at >= w.since) AS reinforced_since,
              (SELECT COALESCE(json_agg(row_to_json(counted)), '[]'::json) FROM (
                 SELECT status, reason_code, count(*)::integer AS count FROM flow_proposals
                  WHERE account_id = $1 AND reviewed_at >= w.since AND reason_code IS NOT NULL
                  GROUP BY status, reason_code) counted) AS reasons
         FROM (SELECT COALESCE($2::timestamptz, now() - interval '${DEFAULT_WINDOW}') AS since) w`,
      [tx.accountId, since],
    );
    if (!frame) throw new Error('a SELECT without FROM a table gives one row');
    const { oldest } = frame;
    return {
      since: frame.since,
      reasons: frame.reasons,
      pending: await this.pending(tx),
      oldest: oldest && { ...oldest, created_at: new Date(oldest.created_at) },
      decisions: await this.decisions(tx, frame.since),
      reinforced: { total: frame.reinforced_total, since: frame.reinforced_since },
    };
  }

  private async pending(tx: AccountTx): Promise<PendingCountRow[]> {
    return tx.query<PendingCountRow>(
      `SELECT CASE WHEN grouping(proposal_type) = 0 THEN 'type' WHEN grouping(problem_domain) = 0 THEN 'domain'
                   WHEN grouping(source) = 0 THEN 'source' WHEN grouping(age) = 0 THEN 'age' ELSE 'all' END AS dimension,
              proposal_type, problem_domain, source, age, count(*)::integer AS count
         FROM (SELECT proposal_type, problem_domain, source,
                      CASE WHEN created_at > now() - interval '1 day' THEN 'under_1_day'
                           WHEN created_at > now() - interval '7 days' THEN '1_to_7_days'
                           WHEN created_at > now() - interval '30 days' THEN '7_to_30_days'
                           ELSE 'over_30_days' END AS age
                 FROM flow_proposals WHERE account_id = $1 AND status = 'pending') p
        GROUP BY GROUPING SETS ((), (proposal_type), (problem_domain), (source), (age))
        ORDER BY count(*) DESC, problem_domain`,
      [tx.accountId],
    );
  }

  private async decisions(tx: AccountTx, since: Date): Promise<DecisionCountRow[]> {
    return tx.query<DecisionCountRow>(
      `SELECT d.*, u.display_name
         FROM (SELECT grouping(reviewed_by) = 1 AS is_total, reviewed_by, count(*)::integer AS total,
                      count(*) FILTER (WHERE status = 'approved')::integer AS approved,
                      count(*) FILTER (WHERE status = 'modified')::integer AS modified,
                      count(*) FILTER (WHERE status = 'rejected')::integer AS rejected,
                      count(*) FILTER (WHERE status = 'dismissed')::integer AS dismissed,
                      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM reviewed_at - created_at))
                        AS median_time_to_decision
                 FROM flow_proposals
                WHERE account_id = $1 AND reviewed_at >= $2 AND merged_into IS NULL
                GROUP BY GROUPING SETS ((), (reviewed_by))) d
         LEFT JOIN users u ON u.account_id = $1 AND u.id = d.reviewed_by
        ORDER BY d.total DESC, u.display_name, d.reviewed_by`,
      [tx.accountId, since],
    );
  }
}
