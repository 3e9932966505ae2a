import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { invalid } from '../../kernel/errors/domain-error.js';
import type { Proposal } from '../proposal.entity.js';
import { unsureLabels } from './unsure-labels.errors.js';
import { faultsOfNames, leftOpen, openLabels, type NamedLabel, type OpenLabel } from './unsure-labels.js';
import { UnsureLabelsView } from './unsure-labels.view.js';

/** Labels of proposals that no answer clearly said, and what becomes of them. */
@Injectable()
export class UnsureLabels {
  constructor(
    private readonly accounts: AccountsService,
    private readonly view: UnsureLabelsView,
  ) {}

  /**
   * What stays open where only these are named.
   * @throws DomainError 422 with what is wrong with the names
   */
  async leftOpen(
    tx: AccountTx,
    { id, proposedFlowData }: Pick<Proposal, 'id' | 'proposedFlowData'>,
    named: readonly NamedLabel[],
  ): Promise<OpenLabel[]> {
    const open = openLabels(proposedFlowData, await this.view.doubtsOf(tx, id));
    const faults = faultsOfNames(proposedFlowData, open, named);
    if (faults.length > 0)
      throw invalid(faults.map((fault) => ({ ...fault, pointer: `/labels${fault.pointer}` })));
    return leftOpen(open, named);
  }

  /**
   * What is published as it stands where only these are named.
   * @param allNamed whether there may be none, whatever the account has
   * @throws DomainError 422 as `leftOpen`; 409 `unsure_labels` where there may be none
   */
  async leave(
    tx: AccountTx,
    proposal: Pick<Proposal, 'id' | 'proposedFlowData'>,
    named: readonly NamedLabel[],
    allNamed: boolean,
  ): Promise<OpenLabel[]> {
    const open = await this.leftOpen(tx, proposal, named);
    if (open.length > 0 && (allNamed || (await this.mustBeNamed(tx)))) throw unsureLabels(proposal.id, open);
    return open;
  }

  /** Whether the account has it that nothing is published before each of them was named or confirmed. */
  async mustBeNamed(tx: AccountTx): Promise<boolean> {
    return (await this.accounts.settings(tx)).nameUnsureLabels;
  }
}
