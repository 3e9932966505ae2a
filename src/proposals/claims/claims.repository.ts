import { Injectable } from '@nestjs/common';
import type { AccountSettings, ReviewOrder } from '../../accounts/settings/account-settings.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { WordIndex } from '../../search/word-index.service.js';
import { conditionsOf, type ProposalFilter } from '../list/proposal-list.js';
import { ProposalEntity } from '../proposal.entity.js';
import { decidableBy } from '../rules/review-rules.view.js';
import { skippedBy } from './skips.repository.js';

/** For whom a claim is, and how many minutes it lasts. */
export interface NewClaim {
  userId: string;
  minutes: number;
}

/**
 * Support x confidence, halved for every 30 days in which nothing joined or changed. What a person drafted has no
 * confidence of its own, and would never come up without a floor. All of them age alike, so their order stays as it
 * is, and an index keeps it: by the logarithm, and the age at one fixed day. It has the same text.
 */
const IMPACT = `(ln(greatest(p.supporting_session_count, 1) * greatest(p.confidence_score, 0.2::double precision))
  + extract(epoch FROM p.updated_at - '2026-01-01 00:00:00+00'::timestamptz)::double precision * (ln(2::double precision) / 2592000)) DESC`;

/** Each is that of an index; of those that are alike, the one that waits longest comes first. */
const ORDERS: Record<ReviewOrder, string> = {
  impact: `${IMPACT}, p.id`,
  confidence: 'p.confidence_score DESC, p.id',
  support: 'p.supporting_session_count DESC, p.id',
  oldest: 'p.created_at, p.id',
  newest: 'p.created_at DESC, p.id DESC',
};

/** SQL: the proposal `p` rests while the flow that it would change is archived. */
export const IS_RESTING = `EXISTS (
  SELECT 1 FROM trees t WHERE t.account_id = $1 AND t.id = p.target_flow_id AND t.status = 'archived')`;

/** What was handed out, and whether the user held it before. */
export interface Handed {
  id: string;
  resumed: boolean;
}

/** Claims on proposals. They are no part of a proposal's content, and leave its revision as it is. */
@Injectable()
export class ClaimsRepository {
  constructor(private readonly words: WordIndex) {}

  /**
   * Claims the best pending proposal that the user holds or, where they hold none, that nobody does; that no transaction
   * works on, and that the user may decide on and does not pass over; in one statement; null when there is none. The row is
   * locked and looked at again in its newest state before it is taken, so that two never get one.
   */
  async takeNext(
    tx: AccountTx,
    { userId, minutes }: NewClaim,
    filter: ProposalFilter,
    settings: AccountSettings,
  ): Promise<Handed | null> {
    const found = await this.words.find(tx, 'proposal', filter.q);
    const { conditions, parameters } = conditionsOf(tx.accountId, { ...filter, status: ['pending'] }, found);
    const [user, duration] = [`$${parameters.push(userId)}`, `$${parameters.push(minutes)}`];
    conditions.push(...decidableBy(`${user}::uuid`, settings, (value) => `$${parameters.push(value)}`));
    conditions.push(`NOT ${IS_RESTING}`, `p.id <> ALL (${skippedBy(`${user}::uuid`)})`);
    const best = (condition: string): string =>
      `SELECT p.id FROM flow_proposals p WHERE ${[...conditions, condition].join(' AND ')}
        ORDER BY ${ORDERS[settings.reviewOrder]} LIMIT 1 FOR UPDATE OF p SKIP LOCKED`;
    const [row] = await tx.query<Handed>(
      `WITH own AS (${best(`p.claimed_by = ${user}::uuid AND p.claim_expires_at > clock_timestamp()`)}),
            free AS (${best(
              '(p.claim_expires_at IS NULL OR p.claim_expires_at <= clock_timestamp()) AND NOT EXISTS (SELECT FROM own)',
            )})
       UPDATE flow_proposals
          SET claimed_by = ${user}::uuid, claim_expires_at = clock_timestamp() + make_interval(mins => ${duration})
        WHERE account_id = $1 AND id = COALESCE((SELECT id FROM own), (SELECT id FROM free))
        RETURNING id, EXISTS (SELECT FROM own) AS resumed`,
      parameters,
    );
    return row ?? null;
  }

  /** Gives a proposal, which must be locked, to a user from now on, who no longer passes it over. */
  async hold(tx: AccountTx, id: string, { userId, minutes }: NewClaim): Promise<void> {
    await tx.query(
      `WITH taken AS (DELETE FROM proposal_skips WHERE account_id = $1 AND proposal_id = $2 AND user_id = $3)
       UPDATE flow_proposals
          SET claimed_by = $3, claim_expires_at = clock_timestamp() + make_interval(mins => $4)
        WHERE account_id = $1 AND id = $2`,
      [tx.accountId, id, userId, minutes],
    );
  }

  /** The row must be locked. */
  async release(tx: AccountTx, id: string): Promise<void> {
    await tx
      .repository(ProposalEntity)
      .update({ accountId: tx.accountId, id }, { claimedBy: null, claimExpiresAt: null });
  }
}
