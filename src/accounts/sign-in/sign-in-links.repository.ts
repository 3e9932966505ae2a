import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { SignInLinkEntity } from './sign-in-link.entity.js';

export type NewLinkRow = Pick<SignInLinkEntity, 'id' | 'userId' | 'createdBy' | 'secretHash'>;

@Injectable()
export class SignInLinksRepository {
  async insert(tx: AccountTx, row: NewLinkRow, minutes: number): Promise<void> {
    await tx.query(
      `INSERT INTO sign_in_links (id, account_id, user_id, created_by, secret_hash, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(mins => $6))`,
      [row.id, tx.accountId, row.userId, row.createdBy, row.secretHash, minutes],
    );
  }

  find(tx: AccountTx, id: string): Promise<SignInLinkEntity | null> {
    return tx.repository(SignInLinkEntity).findOneBy({ accountId: tx.accountId, id });
  }

  /** The newest first, from `before` on; ids grow with time. */
  list(tx: AccountTx, userId: string, before: string | null, limit: number): Promise<SignInLinkEntity[]> {
    const query = tx
      .repository(SignInLinkEntity)
      .createQueryBuilder('l')
      .where('l.accountId = :accountId AND l.userId = :userId', { accountId: tx.accountId, userId });
    if (before !== null) query.andWhere('l.id < :before', { before });
    return query.orderBy('l.id', 'DESC').limit(limit).getMany();
  }

  /** Uses a link up. False for one that was used or has expired, however many try at once. */
  async use(tx: AccountTx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE sign_in_links SET used_at = now()
        WHERE account_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > now() RETURNING id`,
      [tx.accountId, id],
    );
    return rows.length > 0;
  }

  /** Deletes those that expired more than so many days ago. */
  async deleteExpired(tx: AccountTx, days: number): Promise<void> {
    await tx.query(
      'DELETE FROM sign_in_links WHERE account_id = $1 AND expires_at < now() - make_interval(days => $2)',
      [tx.accountId, days],
    );
  }
}
