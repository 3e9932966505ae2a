import { Injectable } from '@nestjs/common';
import { parseFlowDocument } from '../flows/document/parse-flow-document.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import type { Reason } from '../proposals/decision-reason.js';
import type { Decision, Proposal } from '../proposals/proposal.js';
import type { ProposalDto } from '../proposals/proposal.response.dto.js';
import type { ProposalCheck } from '../proposals/proposal-preconditions.service.js';
import { ProposalDecisions } from '../proposals/proposal-decisions.service.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { Approvals } from './approvals.service.js';
import { DecisionGate } from './decision-gate.service.js';
import { Publishing } from './publishing.service.js';
import { toReason, type SaidReason } from './reason.js';
import { notAPerson, noReasonForRegressions } from './review.errors.js';
import type { DecisionRequest, ModifyRequest, PublicationRequest } from './review.request.dto.js';

/** Decisions on proposals. Each is one transaction: what is published, the status, the audit trail, or nothing. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly gate: DecisionGate,
    private readonly approvals: Approvals,
    private readonly decisions: ProposalDecisions,
    private readonly publishing: Publishing,
  ) {}

  /** Publishes the flow as it was proposed, or as a first person approved it. */
  async approve(
    actor: Actor,
    id: string,
    request: PublicationRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    const acceptRegressions = accepts(request);
    const notes = notesOf(request);
    return this.decide(actor, id, 'approve', check, (tx, proposal) =>
      this.approvals.approve(tx, proposal, { decision: 'approve', edits: {}, notes, acceptRegressions }),
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
    const acceptRegressions = accepts(request);
    const { title, description, base_version: baseVersion } = request;
    const edits = { document, title, description, baseVersion };
    const notes = notesOf(request);
    return this.decide(actor, id, 'modify', check, (tx, proposal) =>
      this.approvals.approve(tx, proposal, { decision: 'modify', edits, notes, acceptRegressions }),
    );
  }

  async reject(
    actor: Actor,
    id: string,
    request: DecisionRequest & SaidReason,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    return this.decideAgainst(actor, id, 'reject', request, check);
  }

  async dismiss(
    actor: Actor,
    id: string,
    request: DecisionRequest & SaidReason,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    return this.decideAgainst(actor, id, 'dismiss', request, check);
  }

  /** Puts a dismissed proposal back into the queue, and brings it up to the flow's newest version. */
  async reopen(
    actor: Actor,
    id: string,
    request: DecisionRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    const notes = notesOf(request);
    return this.decide(actor, id, 'reopen', check, async (tx, proposal) => {
      await this.decisions.record(tx, proposal, { decision: 'reopen', notes, publication: null });
      if (proposal.targetFlowId !== null) await this.publishing.refreshLater(tx, proposal.targetFlowId);
    });
  }

  private decideAgainst(
    actor: Actor,
    id: string,
    decision: 'reject' | 'dismiss',
    request: DecisionRequest & SaidReason,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    const reason: Reason | null = toReason(decision, request);
    const notes = notesOf(request);
    return this.decide(actor, id, decision, check, async (tx, proposal) => {
      await this.gate.requireKnown(tx, proposal, reason);
      await this.decisions.record(tx, proposal, { decision, notes, publication: null, reason });
    });
  }

  private async decide(
    actor: Actor,
    id: string,
    decision: Decision,
    check: ProposalCheck | undefined,
    take: (tx: AccountTx, proposal: Proposal) => Promise<void>,
  ): Promise<ProposalDto> {
    if (actor.userId === null) throw notAPerson();
    return this.transactions.run(actor, async (tx) => {
      const proposal = await this.gate.open(tx, id, decision);
      await check?.(tx, proposal);
      await take(tx, proposal);
      return this.proposals.read(tx, id);
    });
  }
}

function notesOf({ reviewer_notes: notes = null }: DecisionRequest): string | null {
  return notes;
}

/** @throws DomainError 422 where a loss is accepted without a word */
function accepts({
  accept_regressions: accepted = false,
  reviewer_notes: notes,
}: PublicationRequest): boolean {
  if (accepted && !notes?.trim()) throw noReasonForRegressions();
  return accepted;
}
