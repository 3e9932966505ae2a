import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { ClaimsService } from '../proposals/claims.service.js';
import type { Reason } from '../proposals/decision-reason.js';
import { isReviewable, PROPOSAL_LIFECYCLE, type Decision, type Proposal } from '../proposals/proposal.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { ReviewRules } from '../proposals/review-rules.service.js';
import {
  alreadyDecided,
  duplicateOfItself,
  noSuchDuplicate,
  notDismissed,
  notReviewable,
} from './review.errors.js';
import { ReviewView } from './review.view.js';

/** What has to hold before anything is decided on a proposal. */
@Injectable()
export class DecisionGate {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly claims: ClaimsService,
    private readonly rules: ReviewRules,
    private readonly view: ReviewView,
  ) {}

  /**
   * Locks a proposal that the transaction's actor may decide on so.
   * @throws DomainError 404; 403 `four_eyes`; 409 that says why it comes too late, who holds it, or that there is
   *   nothing to decide
   */
  async open(tx: AccountTx, id: string, decision: Decision): Promise<Proposal> {
    const proposal = await this.proposals.lock(tx, id);
    await this.checkAllowed(tx, proposal, decision);
    await this.rules.requireUninvolved(tx, proposal);
    await this.claims.requireFree(tx, proposal);
    return proposal;
  }

  /** @throws DomainError 422 where what it is said to duplicate is not in the account, or is the proposal itself */
  async requireKnown(tx: AccountTx, { id }: Proposal, reason: Reason | null): Promise<void> {
    const duplicateOf = reason?.duplicateOf ?? null;
    if (duplicateOf === null) return;
    if (duplicateOf.id === id) throw duplicateOfItself();
    if (!(await this.view.exists(tx, duplicateOf))) throw noSuchDuplicate(duplicateOf);
  }

  private async checkAllowed(tx: AccountTx, proposal: Proposal, decision: Decision): Promise<void> {
    if (!isReviewable(proposal)) throw notReviewable(proposal);
    if (PROPOSAL_LIFECYCLE.allows(proposal.status, decision)) return;
    if (proposal.status === 'pending') throw notDismissed(proposal);
    throw alreadyDecided(proposal, await this.view.findUserName(tx, proposal.reviewedBy));
  }
}
