import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { SearchIndex } from '../search/search-index.service.js';
import type { DecidedRow } from './decided-row.js';
import { predictionDetails } from './calibration/confidence.js';
import { reasonDetails, toStoredReason } from './decision-reason.js';
import type { FirstApproval } from './rules/first-approval.js';
import { EVENT_OF_DECISION } from './trail/proposal-event.js';
import { ProposalEventsRepository } from './trail/proposal-events.repository.js';
import type { Proposal } from './proposal.entity.js';
import { PROPOSAL_LIFECYCLE, type ProposalStatus, type RecordedDecision } from './proposal.js';
import { ProposalsRepository } from './proposals.repository.js';

/** Writes down what was decided on proposals, which the transaction must have locked. */
@Injectable()
export class ProposalDecisions {
  constructor(
    private readonly proposals: ProposalsRepository,
    private readonly events: ProposalEventsRepository,
    private readonly index: SearchIndex,
  ) {}

  /** What the transaction's actor decided. What is decided against stays findable, apart from what stands. */
  async record(tx: AccountTx, proposal: Proposal, recorded: RecordedDecision): Promise<void> {
    const { decision, notes, publication, seconds = false, reason = null, details } = recorded;
    const { id, status: from, approvedByFirst, approvedFirstAt } = proposal;
    const to = PROPOSAL_LIFECYCLE.next(from, decision);
    if (to === null) throw new Error(`a proposal that is ${from} takes no ${decision}`);
    const byTwo = seconds && approvedByFirst !== tx.actor.userId;
    const row: DecidedRow = {
      from,
      to,
      reviewedBy: to === 'pending' ? null : tx.actor.userId,
      reviewerNotes: notes,
      publishedFlowId: publication?.flowId ?? null,
      publishedVersion: publication?.version ?? null,
      ...toStoredReason(reason),
      approvedByFirst: byTwo ? approvedByFirst : null,
      approvedFirstAt: byTwo ? approvedFirstAt : null,
    };
    const told = {
      ...(publication && {
        flow_id: publication.flowId,
        version: publication.version,
        ...publication.details,
      }),
      ...(byTwo && approvedByFirst !== null && { approved_by_first: approvedByFirst }),
      ...reasonDetails(reason),
      ...(to !== 'pending' && predictionDetails(proposal)),
      ...details,
    };
    await this.proposals.decide(tx, id, row);
    await this.events.append(tx, {
      proposalId: id,
      event: EVENT_OF_DECISION[decision],
      from,
      to,
      notes,
      details: Object.keys(told).length > 0 ? told : undefined,
    });
    await this.keepIndex(tx, proposal, to);
  }

  /** The transaction's actor approved, and a second person has yet to; an approval that stood before lapses. */
  async recordFirstApproval(tx: AccountTx, proposal: Proposal, approval: FirstApproval): Promise<void> {
    const { id } = proposal;
    await this.proposals.keepFirstApproval(tx, id, approval);
    if (proposal.firstApproval !== null)
      await this.events.appendLapse(tx, id, proposal.approvedByFirst, 'Another approval took its place');
    const { decision, flow_version, accept_regressions, notes } = approval;
    await this.events.append(tx, {
      proposalId: id,
      event: 'first_approved',
      from: 'pending',
      to: 'pending',
      notes,
      details: { decision, flow_version, ...(accept_regressions && { accept_regressions }) },
    });
  }

  /** Keeps the index in step with a proposal that has gone from its status to another. */
  private async keepIndex(tx: AccountTx, proposal: Proposal, to: ProposalStatus): Promise<void> {
    const { id, status: from, title, proposedFlowData } = proposal;
    if (to === 'pending') {
      await this.index.bringBack(tx, id);
      await this.index.put(tx, 'proposal', id, title, proposedFlowData);
    } else if (to === 'rejected' || to === 'dismissed') await this.index.setAside(tx, id);
    else if (from === 'pending') await this.index.remove(tx, id);
  }
}
