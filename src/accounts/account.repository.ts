import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { SettingsChange } from './settings/account-settings.js';
import { AccountEntity } from './account.entity.js';
import { accountGone } from './accounts.errors.js';

@Injectable()
export class AccountRepository {
  /** The account of the transaction; null when it was deleted a moment ago. */
  find(tx: AccountTx): Promise<AccountEntity | null> {
    return tx.repository(AccountEntity).findOneBy({ id: tx.accountId });
  }

  /** What the account has set, as it is stored; empty when it was deleted a moment ago. */
  async findSettings(tx: AccountTx): Promise<Record<string, unknown>> {
    const [row] = await tx.prepared<{ settings: Record<string, unknown> }>(
      'SELECT settings FROM accounts WHERE id = $1',
      [tx.accountId],
    );
    return row?.settings ?? {};
  }

  /** Changes the name, when one is given, and the settings in place, so that no change at the same time is lost. */
  async change(tx: AccountTx, name: string | null, { set, unset }: SettingsChange): Promise<void> {
    await tx.query(
      `UPDATE accounts SET name = COALESCE($2, name), settings = (settings || $3::jsonb) - $4::text[],
              updated_at = now()
        WHERE id = $1`,
      [tx.accountId, name, JSON.stringify(set), unset],
    );
  }

  /** Deletes the account with every row that belongs to it; false when `slug` is not its slug. */
  async delete(tx: AccountTx, slug: string): Promise<boolean> {
    return (await tx.repository(AccountEntity).delete({ id: tx.accountId, slug })).affected === 1;
  }

  /**
   * Makes changes of this account that take turns wait for each other until the transaction ends. References to the
   * account by other rows do not wait.
   * @throws DomainError 401 when it was deleted a moment ago
   */
  async lock(tx: AccountTx): Promise<void> {
    const found = await tx.query('SELECT FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [tx.accountId]);
    if (found.length === 0) throw accountGone();
  }
}
