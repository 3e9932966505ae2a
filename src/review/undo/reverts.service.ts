import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import type { ProposalCheck } from '../../proposals/proposal-preconditions.service.js';
import { ProposalReversionsRepository } from '../../proposals/changes/proposal-reversions.repository.js';
import { ProposalReversions } from '../../proposals/changes/proposal-reversions.service.js';
import type { Proposal } from '../../proposals/proposal.entity.js';
import type { ProposalDto } from '../../proposals/proposal.response.dto.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { Relearning } from '../../ai-sessions/observations/relearning.service.js';
import { acceptsRegressions, notAPerson } from '../review.errors.js';
import type { PublicationRequest } from '../decisions/review.request.dto.js';
import { notApproved, revertTooLate } from './undo.errors.js';
import { Undoing, type PublishedProposal } from './undoing.service.js';

/** Undoes approvals: the flow, the status, the audit trail, or nothing, in one transaction. */
@Injectable()
export class RevertsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly reversions: ProposalReversions,
    private readonly approvals: ProposalReversionsRepository,
    private readonly undoing: Undoing,
    private readonly relearning: Relearning,
    private readonly accounts: AccountsService,
  ) {}

  /**
   * @throws DomainError 403; 404; 409 `not_approved`, `revert_too_late`, and as `Undoing.undo`; 422 where a loss is
   *   accepted without a word
   */
  async revert(
    actor: Actor,
    id: string,
    request: PublicationRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    if (actor.userId === null) throw notAPerson();
    const { reviewer_notes: notes = null, accept_regressions: accepted } = request;
    const acceptRegressions = acceptsRegressions(accepted, notes, '/reviewer_notes');
    return this.transactions.run(actor, async (tx) => {
      const proposal = await this.proposals.lock(tx, id);
      if (!isPublished(proposal)) throw notApproved(proposal);
      const { revertWindowHours } = await this.accounts.settings(tx);
      const decidedAt = proposal.reviewedAt ?? proposal.createdAt;
      const { until, isOver } = await this.approvals.deadline(tx, decidedAt, revertWindowHours);
      if (isOver) throw revertTooLate(proposal, until);
      await check?.(tx, proposal);
      const publication = await this.approvals.findPublication(tx, id);
      const undone = await this.undoing.undo(tx, proposal, { notes, acceptRegressions, publication });
      await this.reversions.record(tx, proposal, { notes, ...undone });
      await this.relearning.ofProposal(tx, id);
      return this.proposals.read(tx, id);
    });
  }
}

function isPublished(proposal: Proposal): proposal is PublishedProposal {
  const { status, publishedFlowId, publishedVersion } = proposal;
  return (
    (status === 'approved' || status === 'modified') && publishedFlowId !== null && publishedVersion !== null
  );
}
