import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { ApiKeyEntity } from './api-key.entity.js';

export type NewApiKeyRow = Pick<ApiKeyEntity, 'id' | 'userId' | 'name' | 'role' | 'secretHash'> & {
  expiresAt: Date;
};

@Injectable()
export class ApiKeysRepository {
  find(tx: AccountTx, id: string): Promise<ApiKeyEntity | null> {
    return tx.repository(ApiKeyEntity).findOneBy({ accountId: tx.accountId, id });
  }

  /** The newest first, from `before` on; ids grow with time. */
  list(
    tx: AccountTx,
    userId: string | undefined,
    before: string | null,
    limit: number,
  ): Promise<ApiKeyEntity[]> {
    const query = tx
      .repository(ApiKeyEntity)
      .createQueryBuilder('k')
      .where('k.accountId = :accountId', { accountId: tx.accountId });
    if (userId !== undefined) query.andWhere('k.userId = :userId', { userId });
    if (before !== null) query.andWhere('k.id < :before', { before });
    return query.orderBy('k.id', 'DESC').limit(limit).getMany();
  }

  async insert(tx: AccountTx, key: NewApiKeyRow): Promise<void> {
    await tx.repository(ApiKeyEntity).insert({ accountId: tx.accountId, ...key });
  }

  /** The time of the first revocation stays. False when there is no such key. */
  async revoke(tx: AccountTx, id: string): Promise<boolean> {
    const result = await tx
      .repository(ApiKeyEntity)
      .update({ accountId: tx.accountId, id }, { revokedAt: () => 'COALESCE(revoked_at, now())' });
    return result.affected === 1;
  }
}
