import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';

/** Who holds a proposal, or held it last. */
export interface Claim {
  claimedBy: string;
  claimedByName: string;
  expiresAt: Date;
  /** Whether it still counts. */
  active: boolean;
}

@Injectable()
export class ClaimsView {
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
}
