import { Injectable } from '@nestjs/common';
import type { AccountSettings } from '../../accounts/settings/account-settings.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { WordIndex } from '../../search/word-index.service.js';
import { IS_RESTING } from './claims.repository.js';
import { conditionsOf, type ProposalFilter } from '../list/proposal-list.js';
import { decidableBy } from '../rules/review-rules.view.js';
import { skippedBy } from './skips.repository.js';

/** Who holds a proposal, or held it last. */
export interface Claim {
  claimedBy: string;
  claimedByName: string;
  expiresAt: Date;
  /** Whether it still counts. */
  active: boolean;
}

/** Why pending proposals are not handed to somebody. */
export interface WaitingRow {
  why: 'held' | 'skipped' | 'resting' | 'not_yours' | 'busy';
  /** Of `held`: whose claims they are. */
  claimed_by: string | null;
  claimed_by_name: string | null;
  count: number;
  /** When the first of them comes free: its claim ends, or it is no longer passed over; null where time alone does not do it. */
  until: Date | null;
}

@Injectable()
export class ClaimsView {
  constructor(private readonly words: WordIndex) {}

  /** The claim on a proposal, by the database's clock; null when nobody claimed it. */
  async find(tx: AccountTx, proposalId: string): Promise<Claim | null> {
    const [claim] = await tx.prepared<Claim>(
      `SELECT u.id AS "claimedBy", u.display_name AS "claimedByName", p.claim_expires_at AS "expiresAt",
              p.claim_expires_at > clock_timestamp() AS active
         FROM flow_proposals p JOIN users u ON u.account_id = p.account_id AND u.id = p.claimed_by
        WHERE p.account_id = $1 AND p.id = $2 AND p.claim_expires_at IS NOT NULL`,
      [tx.accountId, proposalId],
    );
    return claim ?? null;
  }

  /** Whether a user of the account may decide on proposals. */
  async isReviewer(tx: AccountTx, userId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM users WHERE account_id = $1 AND id = $2 AND active AND role IN ('reviewer', 'admin')`,
      [tx.accountId, userId],
    );
    return rows.length > 0;
  }

  /** Pending proposals that the filter lets through, counted by what keeps them from the user; most first. */
  async waiting(
    tx: AccountTx,
    userId: string,
    filter: ProposalFilter,
    settings: AccountSettings,
  ): Promise<WaitingRow[]> {
    const found = await this.words.find(tx, 'proposal', filter.q);
    const { conditions, parameters } = conditionsOf(tx.accountId, { ...filter, status: ['pending'] }, found);
    const parameter = (value: unknown): string => `$${parameters.push(value)}`;
    const user = `${parameter(userId)}::uuid`;
    const decidable = ['true', ...decidableBy(user, settings, parameter)].join(' AND ');
    return tx.query<WaitingRow>(
      `SELECT w.why, w.claimed_by, u.display_name AS claimed_by_name, w.count, w.until
         FROM (SELECT each.why, each.claimed_by, count(*)::integer AS count, min(each.until) AS until
                 FROM (SELECT kept.why,
                              CASE kept.why WHEN 'held' THEN p.claimed_by END AS claimed_by,
                              CASE kept.why WHEN 'held' THEN p.claim_expires_at
                                            WHEN 'skipped' THEN (SELECT s.skipped_until FROM proposal_skips s
                                              WHERE s.account_id = $1 AND s.user_id = ${user} AND s.proposal_id = p.id)
                              END AS until
                         FROM flow_proposals p
                        CROSS JOIN LATERAL (SELECT CASE
                          WHEN p.claim_expires_at > clock_timestamp() AND p.claimed_by IS DISTINCT FROM ${user} THEN 'held'
                          WHEN ${IS_RESTING} THEN 'resting'
                          WHEN NOT (${decidable}) THEN 'not_yours'
                          WHEN p.id = ANY (${skippedBy(user)}) THEN 'skipped'
                          ELSE 'busy' END AS why) kept
                        WHERE ${conditions.join(' AND ')}) each
                GROUP BY each.why, each.claimed_by) w
         LEFT JOIN users u ON u.account_id = $1 AND u.id = w.claimed_by
        ORDER BY w.count DESC, u.display_name, w.claimed_by`,
      parameters,
    );
  }
}
