import { Injectable } from '@nestjs/common';
import { parseFlowDocument } from '../../flows/document/parse-flow-document.js';
import { FlowsService } from '../../flows/flows.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ClaimsService } from '../../proposals/claims/claims.service.js';
import type { Reason } from '../../proposals/decision-reason.js';
import type { FirstApproval } from '../../proposals/rules/first-approval.js';
import { ProposalDecisions } from '../../proposals/proposal-decisions.service.js';
import type { ProposalCheck } from '../../proposals/proposal-preconditions.service.js';
import type { Proposal } from '../../proposals/proposal.entity.js';
import { isReviewable, PROPOSAL_LIFECYCLE, type Decision } from '../../proposals/proposal.js';
import type { ProposalDto } from '../../proposals/proposal.response.dto.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { UnsureLabels } from '../../proposals/unsure/unsure-labels.service.js';
import { isNamedAlike, withLabels, type NamedLabel } from '../../proposals/unsure/unsure-labels.js';
import { ReviewRules } from '../../proposals/rules/review-rules.service.js';
import type { FlowEdits } from '../publishing/publication.js';
import { Publishing } from '../publishing/publishing.service.js';
import { toReason, type SaidReason } from './reason.js';
import {
  acceptsRegressions,
  alreadyDecided,
  duplicateOfItself,
  labelsOfSecond,
  mergeConflict,
  noSuchDuplicate,
  notAPerson,
  notDismissed,
  notReviewable,
} from '../review.errors.js';
import type { ApproveRequest, DecisionRequest, ModifyRequest } from './review.request.dto.js';
import { ReviewView } from './review.view.js';

/** What somebody wants to have published. */
interface Approval {
  decision: FirstApproval['decision'];
  edits: FlowEdits;
  notes: string | null;
  acceptRegressions: boolean;
  /** What labels are called that no answer clearly said. */
  labels: readonly NamedLabel[];
  /** Whether each of those must be named, whatever the account has. */
  allNamed: boolean;
}

/** Decisions on proposals. Each is one transaction: what is published, the status, the audit trail, or nothing. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly claims: ClaimsService,
    private readonly rules: ReviewRules,
    private readonly decisions: ProposalDecisions,
    private readonly publishing: Publishing,
    private readonly flows: FlowsService,
    private readonly unsure: UnsureLabels,
    private readonly view: ReviewView,
  ) {}

  /**
   * Publishes the flow as it was proposed, or as a first person approved it.
   * @param allNamed whether every label that no answer clearly said must be named, whatever the account has
   */
  async approve(
    actor: Actor,
    id: string,
    request: ApproveRequest,
    check?: ProposalCheck,
    allNamed = false,
  ): Promise<ProposalDto> {
    const { labels = [] } = request;
    const notes = notesOf(request);
    const acceptRegressions = acceptsRegressions(request.accept_regressions, notes, '/reviewer_notes');
    return this.decide(actor, id, 'approve', check, (tx, proposal) =>
      this.publish(tx, proposal, {
        ...{ decision: 'approve', edits: {}, notes, acceptRegressions, labels, allNamed },
      }),
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
    const notes = notesOf(request);
    const acceptRegressions = acceptsRegressions(request.accept_regressions, notes, '/reviewer_notes');
    const { title, description, base_version: baseVersion } = request;
    const edits = { document, title, description, baseVersion };
    return this.decide(actor, id, 'modify', check, (tx, proposal) =>
      this.publish(tx, proposal, {
        ...{ decision: 'modify', edits, notes, acceptRegressions, labels: [], allNamed: false },
      }),
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
      await this.requireKnown(tx, proposal, reason);
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
      const proposal = await this.open(tx, id, decision);
      await check?.(tx, proposal);
      await take(tx, proposal);
      return this.proposals.read(tx, id);
    });
  }

  /**
   * Approving what a first person approved publishes exactly that. Editing it is a first approval of its own where
   * there must be two, and so is approving it once the flow has moved on.
   * @throws DomainError as `Publishing.publish`; 409 `second_person_needed`
   */
  private async publish(tx: AccountTx, proposal: Proposal, approval: Approval): Promise<void> {
    const takesTwo = await this.rules.takesTwo(tx, proposal);
    const first = approval.decision === 'approve' ? await this.findStanding(tx, proposal) : null;
    if (first && !isNamedAlike(first.labels, approval.labels)) throw labelsOfSecond();
    const labels = first?.labels ?? approval.labels;
    const isEdited = approval.decision === 'modify' || first?.decision === 'modify';
    const open = isEdited ? [] : await this.unsure.leave(tx, proposal, labels, approval.allNamed);
    const named = { ...proposal, proposedFlowData: withLabels(proposal.proposedFlowData, labels) };
    if (takesTwo && first === null) return this.approveFirst(tx, named, approval);
    if (takesTwo) await this.rules.requireSecondPerson(tx, proposal);
    const publication = await this.publishing.publish(
      tx,
      named,
      first ? editsOf(first) : approval.edits,
      approval.acceptRegressions || (first?.accept_regressions ?? false),
    );
    const decision = first?.decision ?? approval.decision;
    await this.decisions.record(tx, proposal, {
      decision,
      notes: approval.notes,
      publication,
      seconds: first !== null,
      details: {
        ...(labels.length > 0 && { labels_named: labels }),
        ...(open.length > 0 && { labels_left_open: open.map(({ edgeId }) => edgeId) }),
      },
    });
  }

  /** What was approved first, as long as it would still be published as it was approved; the flow is locked. */
  private async findStanding(tx: AccountTx, proposal: Proposal): Promise<FirstApproval | null> {
    const { firstApproval: first } = proposal;
    if (first === null) return null;
    const locked = (flowId: string) => this.flows.lockCurrent(tx, flowId);
    const plan = await this.publishing.plan(tx, proposal, {}, locked);
    const version = plan.kind === 'new' ? null : plan.current.version;
    return version === first.flow_version ? first : null;
  }

  private async approveFirst(
    tx: AccountTx,
    proposal: Proposal,
    { decision, edits, notes, acceptRegressions, labels }: Approval,
  ): Promise<void> {
    const plan = await this.publishing.plan(tx, proposal, edits);
    if (plan.kind === 'conflict') throw mergeConflict(plan);
    const { document } = plan.kind === 'new' ? plan.flow : plan.next;
    if (plan.kind === 'next') {
      const { flowId, document: before } = plan.current;
      await this.publishing.weigh(tx, { flowId, before, after: document, except: [] }, acceptRegressions);
    }
    await this.decisions.recordFirstApproval(tx, proposal, {
      decision,
      notes,
      flow_data: document,
      title: edits.title,
      description: edits.description,
      flow_version: plan.kind === 'new' ? null : plan.current.version,
      accept_regressions: acceptRegressions,
      ...(labels.length > 0 && { labels: [...labels] }),
    });
  }

  /**
   * Locks a proposal that the transaction's actor may decide on so.
   * @throws DomainError 404; 403 `four_eyes`; 409 that says why it comes too late, who holds it, or that there is
   *   nothing to decide
   */
  private async open(tx: AccountTx, id: string, decision: Decision): Promise<Proposal> {
    const proposal = await this.proposals.lock(tx, id);
    await this.checkAllowed(tx, proposal, decision);
    await this.rules.requireUninvolved(tx, proposal);
    await this.claims.requireFree(tx, proposal);
    return proposal;
  }

  /** @throws DomainError 422 where what it is said to duplicate is not in the account, or is the proposal itself */
  private async requireKnown(tx: AccountTx, { id }: Proposal, reason: Reason | null): Promise<void> {
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

function notesOf({ reviewer_notes: notes = null }: DecisionRequest): string | null {
  return notes;
}

/** What a first person approved, as the edits of a second. */
export function editsOf({ decision, flow_data, title, description, flow_version }: FirstApproval): FlowEdits {
  if (decision === 'approve') return {};
  return { document: flow_data, title, description, baseVersion: flow_version ?? undefined };
}
