import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { AccountChange } from './account-change.entity.js';

/** The trail of what was changed of the account itself; `review/audit` exports it with the other two. */
@Injectable()
export class AccountChangesRepository {
  /** A line of the transaction's actor. */
  async add(tx: AccountTx, event: AccountChange, details: Record<string, unknown>): Promise<void> {
    await tx.query(
      `INSERT INTO account_changes (account_id, event, actor_id, actor_name, details) VALUES ($1, $2, $3, $4, $5)`,
      [tx.accountId, event, tx.actor.userId, tx.actor.displayName, JSON.stringify(details)],
    );
  }
}
