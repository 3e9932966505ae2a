import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { UserEntity } from '../accounts/users/user.entity.js';
import { TreeEntity } from '../flows/tree.entity.js';
import type { VerificationReason } from '../flows/verification-reason.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { CLOCK } from '../kernel/database/clock.js';
import { onConstraint } from '../kernel/errors/postgres-error.js';
import type { CareFactsRow } from './care.view.js';
import { unfitOwner } from './flow-care.errors.js';
import type { FoundReason } from './verification.js';

/** Why a flow needs verification, as it is kept. */
export interface KeptReason extends FoundReason {
  since: string;
}

export interface PersonRow {
  id: string;
  display_name: string;
  active: boolean;
}

/** Whose a flow is and how it stands, with names. */
export interface CareRow {
  flow_id: string;
  owner: PersonRow | null;
  verified_at: Date;
  verified_by: PersonRow | null;
  verify_every: number | null;
  needs_verification_since: Date | null;
  reasons: KeptReason[];
  downgraded_at: Date | null;
  open_flags: number;
}

const person = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN json_build_object('id', ${alias}.id, 'display_name', ${alias}.display_name,
     'active', ${alias}.active) END`;

const refused = onConstraint({ trees_owner_id_fkey: unfitOwner });

/** Whose a flow is, and whether it still holds: columns of `trees`. */
@Injectable()
export class CareRepository {
  async find(tx: AccountTx, flowId: string): Promise<CareRow | null> {
    const [row] = await tx.query<CareRow>(
      `SELECT t.id AS flow_id, ${person('o')} AS owner, t.verified_at, ${person('b')} AS verified_by, t.verify_every,
              t.needs_verification_since, t.verification_reasons AS reasons, t.downgraded_at, t.open_flags
         FROM trees t
         LEFT JOIN users o ON o.account_id = t.account_id AND o.id = t.owner_id
         LEFT JOIN users b ON b.account_id = t.account_id AND b.id = t.verified_by
        WHERE t.account_id = $1 AND t.id = $2`,
      [tx.accountId, flowId],
    );
    return row ?? null;
  }

  /** Whether the account has such a user, active and more than a viewer. */
  async canOwn(tx: AccountTx, id: string): Promise<boolean> {
    return tx
      .repository(UserEntity)
      .existsBy({ accountId: tx.accountId, id, active: true, role: Not('viewer') });
  }

  /** Of a flow whose row must be locked. */
  async assign(
    tx: AccountTx,
    flowId: string,
    owner: { ownerId: string | null; verifyEvery: number | null },
  ): Promise<void> {
    await tx.repository(TreeEntity).update({ accountId: tx.accountId, id: flowId }, owner).catch(refused);
  }

  /**
   * Adds reasons to a flow, unless it was verified, published anew, archived or marked since they were found: whoever
   * looks next finds them again if they still hold.
   * @returns whether it was marked
   */
  async mark(tx: AccountTx, seen: CareFactsRow, reasons: readonly FoundReason[]): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE trees t
          SET needs_verification_since = coalesce(t.needs_verification_since, now()),
              verification_reasons = t.verification_reasons || (
                SELECT jsonb_agg(r.reason || jsonb_build_object('since', now()) ORDER BY r.place)
                  FROM jsonb_array_elements($5::jsonb) WITH ORDINALITY AS r (reason, place))
        WHERE t.account_id = $1 AND t.id = $2 AND t.status = 'published' AND t.verified_at = $3::timestamptz
          AND t.current_version = $4
          AND jsonb_path_query_array(t.verification_reasons, '$[*].code') = $6::jsonb
        RETURNING t.id`,
      [
        ...[tx.accountId, seen.id, seen.verifiedAtKey, seen.version],
        ...[JSON.stringify(reasons), JSON.stringify(seen.codes)],
      ],
    );
    return rows.length > 0;
  }

  /**
   * Lets a flow rank lower in suggestions, unless that was done or it was verified since.
   * @returns whether it was
   */
  async downgrade(tx: AccountTx, flowId: string, verifiedAtKey: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE trees SET downgraded_at = now()
        WHERE account_id = $1 AND id = $2 AND status = 'published' AND verified_at = $3::timestamptz
          AND needs_verification_since IS NOT NULL AND downgraded_at IS NULL
        RETURNING id`,
      [tx.accountId, flowId, verifiedAtKey],
    );
    return rows.length > 0;
  }

  /** The transaction's actor vouches for a flow, whose row must be locked. */
  async verify(tx: AccountTx, id: string, ended: readonly VerificationReason[]): Promise<void> {
    const verified = { verifiedAt: CLOCK, verifiedBy: tx.actor.userId, downgradedAt: null };
    await tx.repository(TreeEntity).update(
      { accountId: tx.accountId, id },
      {
        ...{ ...verified, needsVerificationSince: null, verificationReasons: [] },
        ...(ended.includes('success_fell') && { successCountsFrom: CLOCK }),
      },
    );
  }
}
