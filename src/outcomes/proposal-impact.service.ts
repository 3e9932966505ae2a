import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { beforeAndAfter } from './flow-analytics.js';
import { FlowAnalyticsView } from './flow-analytics.view.js';
import { PublicationImpactDto, ProposalImpactDto } from './proposal-impact.response.dto.js';
import { ProposalImpactView } from './proposal-impact.view.js';

/** What happened after a proposal was approved. */
@Injectable()
export class ProposalImpactService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly view: ProposalImpactView,
    private readonly analytics: FlowAnalyticsView,
  ) {}

  /** @throws DomainError 404 */
  async impact(actor: Actor, proposalId: string): Promise<ProposalImpactDto> {
    return this.transactions.snapshot(actor, async (tx) => {
      const { status } = await this.proposals.getStored(tx, proposalId);
      return { proposal_id: proposalId, status, publication: await this.publication(tx, proposalId) };
    });
  }

  private async publication(tx: AccountTx, proposalId: string): Promise<PublicationImpactDto | null> {
    const publication = await this.view.publication(tx, proposalId);
    if (publication === null) return null;
    const { flow_id: flowId, version, reverted_version: until } = publication;
    const figures = await this.analytics.figures(tx, { flowId, since: null, until: null, teamId: null });
    const use = await this.view.nodeUse(tx, publication);
    return PublicationImpactDto.from(publication, beforeAndAfter(figures, version, until), use);
  }
}
