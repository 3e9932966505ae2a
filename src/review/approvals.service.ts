import { Injectable } from '@nestjs/common';
import { FlowsService } from '../flows/flows.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { FirstApproval } from '../proposals/first-approval.js';
import type { Proposal } from '../proposals/proposal.js';
import { ProposalDecisions } from '../proposals/proposal-decisions.service.js';
import { ReviewRules } from '../proposals/review-rules.service.js';
import type { FlowEdits } from './publication.js';
import { Publishing } from './publishing.service.js';
import { mergeConflict } from './review.errors.js';

/** What somebody wants to have published. */
export interface Approval {
  decision: FirstApproval['decision'];
  edits: FlowEdits;
  notes: string | null;
  acceptRegressions: boolean;
}

/** Publishes what was approved, by one person or, where the account has it so, by two. */
@Injectable()
export class Approvals {
  constructor(
    private readonly publishing: Publishing,
    private readonly flows: FlowsService,
    private readonly decisions: ProposalDecisions,
    private readonly rules: ReviewRules,
  ) {}

  /**
   * Approving what a first person approved publishes exactly that. Editing it is a first approval of its own where
   * there must be two, and so is approving it once the flow has moved on.
   * @throws DomainError as `Publishing.publish`; 409 `second_person_needed`
   */
  async approve(tx: AccountTx, proposal: Proposal, approval: Approval): Promise<void> {
    const takesTwo = await this.rules.takesTwo(tx, proposal);
    const first = approval.decision === 'approve' ? await this.findStanding(tx, proposal) : null;
    if (takesTwo && first === null) return this.approveFirst(tx, proposal, approval);
    if (takesTwo) await this.rules.requireSecondPerson(tx, proposal);
    const publication = await this.publishing.publish(
      tx,
      proposal,
      first ? editsOf(first) : approval.edits,
      approval.acceptRegressions || (first?.accept_regressions ?? false),
    );
    const decision = first?.decision ?? approval.decision;
    await this.decisions.record(tx, proposal, {
      decision,
      notes: approval.notes,
      publication,
      seconds: first !== null,
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
    { decision, edits, notes, acceptRegressions }: Approval,
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
    });
  }
}

/** What a first person approved, as the edits of a second. */
export function editsOf({ decision, flow_data, title, description, flow_version }: FirstApproval): FlowEdits {
  if (decision === 'approve') return {};
  return { document: flow_data, title, description, baseVersion: flow_version ?? undefined };
}
