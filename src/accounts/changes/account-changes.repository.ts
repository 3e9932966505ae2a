import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { AccountChangeEntity, type AccountChange } from './account-change.entity.js';

/** The trail of what was changed of the account itself; `review/audit` exports it with the other two. */
@Injectable()
export class AccountChangesRepository {
  /** A line of the transaction's actor. */
  async add(tx: AccountTx, event: AccountChange, details: Record<string, unknown>): Promise<void> {
    const { userId: actorId, displayName: actorName } = tx.actor;
    // TypeORM's type of what is inserted does not take in any JSON.
    const row: object = { accountId: tx.accountId, event, actorId, actorName, details };
    await tx.repository(AccountChangeEntity).insert(row);
  }
}
