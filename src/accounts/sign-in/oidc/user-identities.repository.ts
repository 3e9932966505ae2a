import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../../kernel/database/account-tx.js';
import { UserIdentityEntity } from './user-identity.entity.js';

/** Whom an identity provider means. */
export interface Identity {
  issuer: string;
  subject: string;
}

@Injectable()
export class UserIdentitiesRepository {
  /** The id of the user whom an identity is linked to. */
  async findUser(tx: AccountTx, { issuer, subject }: Identity): Promise<string | null> {
    const identities = tx.repository(UserIdentityEntity);
    return (await identities.findOneBy({ accountId: tx.accountId, issuer, subject }))?.userId ?? null;
  }

  /** Links an identity to a user, unless one of the two is linked already. */
  async link(tx: AccountTx, { issuer, subject }: Identity, userId: string): Promise<void> {
    await tx.query(
      `INSERT INTO user_identities (account_id, issuer, subject, user_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [tx.accountId, issuer, subject, userId],
    );
  }

  /** Takes all of them from a user, whom the next one may be linked to. */
  async unlink(tx: AccountTx, userId: string): Promise<void> {
    await tx.repository(UserIdentityEntity).delete({ accountId: tx.accountId, userId });
  }
}
