import { Injectable } from '@nestjs/common';
import type { VerificationSettings } from '../accounts/settings/verification-settings.js';
import type { VerificationReason } from '../flows/verification-reason.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { Proportion } from '../kernel/proportions.js';
import { walkSucceeded } from '../flows/walk-success.js';
import { EARLIER_WINDOWS, type CareFacts } from './verification.js';

/** What is known of a flow that is in use, and how it was marked when this was read. */
export interface CareFactsRow extends CareFacts {
  id: string;
  needsVerificationSince: Date | null;
  downgradedAt: Date | null;
  codes: VerificationReason[];
  /** To the microsecond, which a Date does not hold. */
  verifiedAtKey: string;
}

interface Row extends Omit<CareFactsRow, 'recentWalks' | 'earlierWalks'> {
  recent: Proportion;
  earlier: Proportion;
}

/**
 * A walk that was taken back, since its ticket was opened again, did not solve the problem. Walks that finished before
 * `success_counts_from` are left out: how the flow did then was seen and accepted.
 */
const FACTS = `
  SELECT t.id, t.current_version AS version, t.verified_at AS "verifiedAt", t.verified_at::text AS "verifiedAtKey",
         t.verify_every AS "verifyEvery", t.needs_verification_since AS "needsVerificationSince",
         t.downgraded_at AS "downgradedAt", jsonb_path_query_array(t.verification_reasons, '$[*].code') AS codes,
         CASE WHEN t.open_flags = 0 THEN 0 ELSE (
           SELECT count(*)::int FROM flow_flags f
            WHERE f.account_id = $1 AND f.flow_id = t.id AND f.status = 'open' AND f.last_raised_at > t.verified_at)
         END AS "freshFlags",
         greatest(
           (SELECT max(w.created_at) FROM l1_walk_sessions w WHERE w.account_id = $1 AND w.flow_id = t.id),
           (SELECT max(o.created_at) FROM session_observations o WHERE o.account_id = $1 AND o.flow_id = t.id)
         ) AS "lastUsedAt",
         coalesce(walked.by_version, '[]'::json) AS "walksByVersion",
         json_build_object('trials', coalesce(walked.recent, 0), 'successes', coalesce(walked.recent_solved, 0)) AS recent,
         json_build_object('trials', coalesce(walked.earlier, 0), 'successes', coalesce(walked.earlier_solved, 0))
           AS earlier
    FROM flows t
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('version', v.flow_version, 'trials', v.walks, 'successes', v.solved))
               AS by_version,
             sum(v.recent)::int AS recent, sum(v.recent_solved)::int AS recent_solved,
             sum(v.earlier)::int AS earlier, sum(v.earlier_solved)::int AS earlier_solved
        FROM (
          SELECT w.flow_version, count(*)::int AS walks, count(*) FILTER (WHERE w.solved)::int AS solved,
                 count(*) FILTER (WHERE w.ago < 1) AS recent,
                 count(*) FILTER (WHERE w.ago < 1 AND w.solved) AS recent_solved,
                 count(*) FILTER (WHERE w.ago >= 1 AND w.ago < ${1 + EARLIER_WINDOWS}) AS earlier,
                 count(*) FILTER (WHERE w.ago >= 1 AND w.ago < ${1 + EARLIER_WINDOWS} AND w.solved) AS earlier_solved
            FROM (
              SELECT s.flow_version, ${walkSucceeded('s.')} AS solved,
                     extract(epoch FROM now() - s.finished_at) / ($2::integer * 86400.0) AS ago
                FROM l1_walk_sessions s
               WHERE s.account_id = $1 AND s.flow_id = t.id AND s.status <> 'active'
                 AND s.finished_at > coalesce(t.success_counts_from, '-infinity')) w
           GROUP BY w.flow_version) v) walked ON true`;

const PAGE = `
  WITH flows AS (
    SELECT * FROM trees WHERE account_id = $1 AND status = 'published' AND id > $3::uuid ORDER BY id LIMIT $4
  ) ${FACTS} ORDER BY t.id`;

const ONE = `
  WITH flows AS (SELECT * FROM trees WHERE account_id = $1 AND id = $3::uuid) ${FACTS}`;

/** What has to be known of flows to say whether they still hold. */
@Injectable()
export class CareView {
  /** Flows in use after an id, in the order of ids. */
  async listAfter(
    tx: AccountTx,
    { successFallDays }: VerificationSettings,
    afterId: string,
    limit: number,
  ): Promise<CareFactsRow[]> {
    const rows = await tx.query<Row>(PAGE, [tx.accountId, successFallDays, afterId, limit]);
    return rows.map(toFacts);
  }

  /** One flow, archived ones too. */
  async find(
    tx: AccountTx,
    { successFallDays }: VerificationSettings,
    flowId: string,
  ): Promise<CareFactsRow | null> {
    const [row] = await tx.query<Row>(ONE, [tx.accountId, successFallDays, flowId]);
    return row ? toFacts(row) : null;
  }

  /** The time of the transaction, which is that of the database whoever asks. */
  async now(tx: AccountTx): Promise<Date> {
    const [row] = await tx.query<{ now: Date }>('SELECT now() AS now');
    if (!row) throw new Error('a SELECT without FROM gives one row');
    return row.now;
  }
}

function toFacts({ recent, earlier, ...row }: Row): CareFactsRow {
  return { ...row, recentWalks: recent, earlierWalks: earlier };
}
