import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { dryRunLapsed } from './bulk.errors.js';
import { differencesOf, type PublishingCommand, type SelectedRevision } from './bulk.js';
import { BulkRehearsalsRepository, type RehearsalToken } from './bulk-rehearsals.repository.js';

/** Holds decisions on many that publish against their dry runs. */
@Injectable()
export class BulkRehearsals {
  constructor(private readonly rehearsals: BulkRehearsalsRepository) {}

  /** Keeps what a dry run of the transaction's actor was about; the token is good for doing just that, once. */
  keep(
    tx: AccountTx,
    command: PublishingCommand,
    selection: readonly SelectedRevision[],
  ): Promise<RehearsalToken> {
    return this.rehearsals.insert(tx, command, selection, null);
  }

  /**
   * Uses a dry run up, in the transaction that found the selection; the decision is about just what it was about.
   * @throws DomainError 409 `dry_run_lapsed`: it is unknown or another's, was used, is over, was of another decision, or
   *   the selection has changed
   */
  async take(
    tx: AccountTx,
    token: string,
    { action, acceptRegressions }: PublishingCommand,
    selection: readonly SelectedRevision[],
  ): Promise<void> {
    const rehearsal = await this.rehearsals.lock(tx, token);
    if (!rehearsal) throw dryRunLapsed('unknown');
    if (rehearsal.is_used) throw dryRunLapsed('used');
    if (rehearsal.is_over) throw dryRunLapsed('expired');
    if (rehearsal.action !== action || rehearsal.accept_regressions !== acceptRegressions)
      throw dryRunLapsed('other_decision');
    const differences = differencesOf(rehearsal.selection, selection);
    if (differences) throw dryRunLapsed('changed', differences);
    await this.rehearsals.use(tx, token);
  }
}
