import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { invalid } from '../kernel/errors/domain-error.js';
import type { Actor } from '../kernel/http/actor.js';
import { changeOf, readSettings, type AccountSettings } from './settings/account-settings.js';
import { AccountChangesRepository } from './changes/account-changes.repository.js';
import { AccountRepository } from './account.repository.js';
import type { AccountPatchDto } from './account.request.dto.js';
import { AccountDto } from './account.response.dto.js';
import { accountGone } from './accounts.errors.js';

/** The account of whoever is asking. */
@Injectable()
export class AccountsService {
  /** Rules of an account are asked for at several places of one transaction, which decides by them as it found them. */
  private readonly found = new WeakMap<AccountTx, Promise<AccountSettings>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly changes: AccountChangesRepository,
  ) {}

  read(actor: Actor): Promise<AccountDto> {
    return this.transactions.read(actor, (tx) => this.get(tx));
  }

  /** The account's settings, with defaults for what it never set. */
  settings(tx: AccountTx): Promise<AccountSettings> {
    const found = this.found.get(tx) ?? this.accounts.findSettings(tx).then(readSettings);
    this.found.set(tx, found);
    return found;
  }

  change(actor: Actor, { name, settings }: AccountPatchDto): Promise<AccountDto> {
    return this.transactions.run(actor, async (tx) => {
      const change = changeOf(settings === undefined ? {} : settings);
      await this.accounts.change(tx, name ?? null, change);
      if (name !== undefined || settings !== undefined)
        await this.changes.add(tx, 'settings_changed', {
          ...(name !== undefined && { name }),
          ...(settings !== undefined && { set: change.set, reset: change.unset }),
        });
      this.found.delete(tx);
      return this.get(tx);
    });
  }

  /**
   * Deletes the account and everything that belongs to it, for good.
   * @throws DomainError 422 when `confirm` is not the account's slug
   */
  async delete(actor: Actor, confirm: string): Promise<void> {
    const done = await this.transactions.run(actor, (tx) => this.accounts.delete(tx, confirm));
    if (!done) throw invalid([{ pointer: '/confirm', detail: "must be the account's slug" }]);
  }

  private async get(tx: AccountTx): Promise<AccountDto> {
    const account = await this.accounts.find(tx);
    if (!account) throw accountGone();
    return AccountDto.from(account);
  }
}
