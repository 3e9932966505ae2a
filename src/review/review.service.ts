import { Injectable } from '@nestjs/common';
import { parseFlowDocument } from '../flows/document/parse-flow-document.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { ClaimsService } from '../proposals/claims.service.js';
import type { ProposalCheck } from '../proposals/proposal-preconditions.service.js';
import {
  isReviewable,
  PROPOSAL_LIFECYCLE,
  type Decision,
  type Proposal,
  type PublishedVersion,
} from '../proposals/proposal.js';
import type { ProposalDto } from '../proposals/proposal.response.dto.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { Publishing } from './publishing.service.js';
import {
  alreadyDecided,
  notAPerson,
  notDismissed,
  noReasonForRegressions,
  notReviewable,
} from './review.errors.js';
import type {
  DecisionRequest,
  ModifyRequest,
  PublicationRequest,
  ReviewSummaryQuery,
} from './review.request.dto.js';
import { ReviewSummaryDto } from './review-summary.response.dto.js';
import { ReviewView } from './review.view.js';

type Publish = (tx: AccountTx, proposal: Proposal) => Promise<PublishedVersion>;

/** Decisions on proposals. Each is one transaction: what is published, the status, the audit trail, or nothing. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly publishing: Publishing,
    private readonly view: ReviewView,
    private readonly claims: ClaimsService,
  ) {}

  /** Publishes the flow as it was proposed. */
  async approve(
    actor: Actor,
    id: string,
    request: PublicationRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    const accepted = accepts(request);
    return this.decide(actor, id, 'approve', request, check, (tx, proposal) =>
      this.publishing.publish(tx, proposal, {}, accepted),
    );
  }

  /** Publishes the flow as the reviewer edited it; the proposal stays as it was, for comparison. */
  async modify(
    actor: Actor,
    id: string,
    request: ModifyRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    const document = parseFlowDocument(request.flow_data, '/flow_data');
    const accepted = accepts(request);
    const { title, description, base_version: baseVersion } = request;
    return this.decide(actor, id, 'modify', request, check, (tx, proposal) =>
      this.publishing.publish(tx, proposal, { document, title, description, baseVersion }, accepted),
    );
  }

  async reject(
    actor: Actor,
    id: string,
    request: DecisionRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    return this.decide(actor, id, 'reject', request, check);
  }

  async dismiss(
    actor: Actor,
    id: string,
    request: DecisionRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    return this.decide(actor, id, 'dismiss', request, check);
  }

  /** Puts a dismissed proposal back into the queue, and brings it up to the flow's newest version. */
  async reopen(
    actor: Actor,
    id: string,
    request: DecisionRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    return this.decide(actor, id, 'reopen', request, check);
  }

  async summary(actor: Actor, { since }: ReviewSummaryQuery): Promise<ReviewSummaryDto> {
    const rows = await this.transactions.snapshot(actor, (tx) => this.view.summary(tx, since ?? null));
    return ReviewSummaryDto.from(rows);
  }

  private async decide(
    actor: Actor,
    id: string,
    decision: Decision,
    { reviewer_notes: notes = null }: DecisionRequest,
    check?: ProposalCheck,
    publish?: Publish,
  ): Promise<ProposalDto> {
    if (actor.userId === null) throw notAPerson();
    return this.transactions.run(actor, async (tx) => {
      const proposal = await this.proposals.lock(tx, id);
      await this.checkAllowed(tx, proposal, decision);
      await this.claims.requireFree(tx, proposal);
      await check?.(tx, proposal);
      const publication = publish ? await publish(tx, proposal) : null;
      await this.proposals.recordDecision(tx, proposal, { decision, notes, publication });
      if (decision === 'reopen' && proposal.targetFlowId !== null)
        await this.publishing.refreshLater(tx, proposal.targetFlowId);
      return this.proposals.read(tx, id);
    });
  }

  /** @throws DomainError 409 that says why the decision comes too late or cannot be taken at all */
  private async checkAllowed(tx: AccountTx, proposal: Proposal, decision: Decision): Promise<void> {
    if (!isReviewable(proposal)) throw notReviewable(proposal);
    if (PROPOSAL_LIFECYCLE.allows(proposal.status, decision)) return;
    if (proposal.status === 'pending') throw notDismissed(proposal);
    throw alreadyDecided(proposal, await this.view.findUserName(tx, proposal.reviewedBy));
  }
}

/** @throws DomainError 422 where a loss is accepted without a word */
function accepts({
  accept_regressions: accepted = false,
  reviewer_notes: notes,
}: PublicationRequest): boolean {
  if (accepted && !notes?.trim()) throw noReasonForRegressions();
  return accepted;
}
