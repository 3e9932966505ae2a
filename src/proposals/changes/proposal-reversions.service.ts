import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { SearchIndex } from '../../search/search-index.service.js';
import { toStoredReason } from '../decision-reason.js';
import { ProposalEventsRepository } from '../trail/proposal-events.repository.js';
import type { Proposal } from '../proposal.entity.js';
import { PROPOSAL_LIFECYCLE } from '../proposal.js';
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
}
