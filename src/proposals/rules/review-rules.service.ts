import { Injectable } from '@nestjs/common';
import type { AccountSettings } from '../../accounts/settings/account-settings.js';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { Proposal } from '../proposal.entity.js';
import { fourEyes, secondPersonNeeded, type Involvement } from './review-rules.errors.js';
import { ReviewRulesView } from './review-rules.view.js';

/** Who may decide on what, as the account has set it. */
@Injectable()
export class ReviewRules {
  constructor(
    private readonly accounts: AccountsService,
    private readonly view: ReviewRulesView,
  ) {}

  settings(tx: AccountTx): Promise<AccountSettings> {
    return this.accounts.settings(tx);
  }

  /** @throws DomainError 403 `four_eyes` where the account has it so and the transaction's actor has a part in it */
  async requireUninvolved(tx: AccountTx, proposal: Proposal): Promise<void> {
    const { userId } = tx.actor;
    const involved = userId === null ? null : await this.involvement(tx, proposal, userId);
    if (involved) throw fourEyes(proposal, involved);
  }

  /** How a user has a part in a proposal; null where they have none, or where it does not matter. */
  async involvement(tx: AccountTx, proposal: Proposal, userId: string): Promise<Involvement | null> {
    if (!(await this.accounts.settings(tx)).fourEyes) return null;
    const drafted = proposal.draftedBy === userId;
    const sessionIds = await this.view.sessionsOf(tx, proposal, userId);
    if (!drafted && sessionIds.length === 0) return null;
    return { userId, userName: await this.view.findUserName(tx, userId), drafted, sessionIds };
  }

  /** Whether it takes two people to publish a proposal. */
  async takesTwo(tx: AccountTx, proposal: Proposal): Promise<boolean> {
    const settings = await this.accounts.settings(tx);
    if (!settings.secondApprovalCritical && settings.secondApprovalDomains.length === 0) return false;
    return this.view.takesTwo(tx, proposal, settings);
  }

  /** @throws DomainError 409 `second_person_needed` where the transaction's actor was the first */
  async requireSecondPerson(tx: AccountTx, proposal: Proposal): Promise<void> {
    const { approvedByFirst: first } = proposal;
    if (first === null || first !== tx.actor.userId) return;
    throw secondPersonNeeded(proposal, await this.view.findUserName(tx, first));
  }
}
