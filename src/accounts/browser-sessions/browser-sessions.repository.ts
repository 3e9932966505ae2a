import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { SignInWay } from './browser-session.js';
import { BrowserSessionEntity } from './browser-session.entity.js';

export interface NewSessionRow {
  id: string;
  userId: string;
  secretHash: Buffer;
  signedInBy: SignInWay;
  userAgent: string | null;
}

export interface SessionBounds {
  /** Hours without use after which it ends. */
  idleHours: number;
  /** Days after which it ends in any case. */
  days: number;
}

@Injectable()
export class BrowserSessionsRepository {
  async insert(tx: AccountTx, row: NewSessionRow, { idleHours, days }: SessionBounds): Promise<void> {
    await tx.query(
      `INSERT INTO browser_sessions
         (id, account_id, user_id, secret_hash, signed_in_by, user_agent, expires_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6,
               now() + LEAST(make_interval(hours => $7), make_interval(days => $8)), now() + make_interval(days => $8))`,
      [row.id, tx.accountId, row.userId, row.secretHash, row.signedInBy, row.userAgent, idleHours, days],
    );
  }

  /** A session of a user's, ended or not. */
  find(tx: AccountTx, userId: string, id: string): Promise<BrowserSessionEntity | null> {
    return tx.repository(BrowserSessionEntity).findOneBy({ accountId: tx.accountId, userId, id });
  }

  /** Those of a user that have not ended, the newest first, from `before` on; ids grow with time. */
  listLive(
    tx: AccountTx,
    userId: string,
    before: string | null,
    limit: number,
  ): Promise<BrowserSessionEntity[]> {
    const query = tx
      .repository(BrowserSessionEntity)
      .createQueryBuilder('s')
      .where('s.accountId = :accountId AND s.userId = :userId', { accountId: tx.accountId, userId })
      .andWhere('s.revokedAt IS NULL AND s.expiresAt > now()');
    if (before !== null) query.andWhere('s.id < :before', { before });
    return query.orderBy('s.id', 'DESC').limit(limit).getMany();
  }

  /** Ends a session of a user's for good; the time of the first end stays. False when there is no such session. */
  async revoke(tx: AccountTx, userId: string, id: string): Promise<boolean> {
    const result = await tx
      .repository(BrowserSessionEntity)
      .update({ accountId: tx.accountId, userId, id }, { revokedAt: () => 'COALESCE(revoked_at, now())' });
    return result.affected === 1;
  }

  /** Ends all sessions of a user for good. */
  async revokeAll(tx: AccountTx, userId: string): Promise<void> {
    await tx
      .repository(BrowserSessionEntity)
      .update({ accountId: tx.accountId, userId, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
  }

  /** Deletes those that ended more than so many days ago. */
  async deleteEnded(tx: AccountTx, days: number): Promise<void> {
    await tx.query(
      `DELETE FROM browser_sessions
        WHERE account_id = $1 AND LEAST(revoked_at, expires_at) < now() - make_interval(days => $2)`,
      [tx.accountId, days],
    );
  }
}
