import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { SearchIndex } from '../../search/search-index.service.js';
import { toStoredReason } from '../decision-reason.js';
import { ProposalEventsRepository } from '../trail/proposal-events.repository.js';
import type { Proposal } from '../proposal.entity.js';
import { PROPOSAL_LIFECYCLE } from '../proposal.js';
import { ProposalReversionsView } from './proposal-reversions.view.js';
import { ProposalsRepository } from '../proposals.repository.js';

/** What undoing the approval of a proposal came to. */
export interface Reversion {
  notes: string | null;
  /** The flow that the approval had made, and the version on which approving again builds; left out where it stays. */
  takesUp?: { flowId: string; version: number };
  /** What the audit trail is told. */
  details: Record<string, unknown>;
}

/** Puts proposals that were published back into the queue. */
@Injectable()
export class ProposalReversions {
  constructor(
    private readonly proposals: ProposalsRepository,
    private readonly events: ProposalEventsRepository,
    private readonly view: ProposalReversionsView,
    private readonly index: SearchIndex,
  ) {}

  /** Makes a proposal that the transaction has locked pending, as if nobody had decided; the trail says otherwise. */
  async record(tx: AccountTx, proposal: Proposal, { notes, takesUp, details }: Reversion): Promise<void> {
    const { id, status: from, title, proposedFlowData, revertedFlowId, revertedVersion } = proposal;
    const to = PROPOSAL_LIFECYCLE.next(from, 'revert');
    if (to === null) throw new Error(`a proposal that is ${from} was not published`);
    await this.proposals.decide(tx, id, {
      ...{ from, to, reviewedBy: null, reviewerNotes: notes, publishedFlowId: null, publishedVersion: null },
      ...toStoredReason(null),
      ...{ approvedByFirst: null, approvedFirstAt: null },
      revertedFlowId: takesUp?.flowId ?? revertedFlowId,
      revertedVersion: takesUp?.version ?? revertedVersion,
    });
    await this.events.append(tx, { proposalId: id, event: 'reverted', from, to, notes, details });
    await this.index.put(tx, 'proposal', id, title, proposedFlowData);
  }

  /** Until when an approval can be undone, and whether that is over, by the database's clock. */
  async deadline(tx: AccountTx, approvedAt: Date, hours: number): Promise<{ until: Date; isOver: boolean }> {
    return this.view.deadline(tx, approvedAt, hours);
  }

  /** The pending proposal that would take a flow up again when it is approved; null where there is none. */
  async findPendingFor(tx: AccountTx, flowId: string): Promise<string | null> {
    return this.view.findPendingFor(tx, flowId);
  }

  /** What the audit trail was told when a proposal was published last. */
  async findPublication(tx: AccountTx, proposalId: string): Promise<Record<string, unknown>> {
    return this.view.findPublication(tx, proposalId);
  }
}
