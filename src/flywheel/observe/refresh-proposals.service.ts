import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import type { CurrentFlow } from '../../flows/flow.js';
import { FlowsService } from '../../flows/flows.service.js';
import { lockAccount } from '../../kernel/database/account-lock.js';
import { ProposalsRepository } from '../../proposals/proposals.repository.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobRegistry } from '../../kernel/jobs/job-registry.js';
import type { Proposal } from '../../proposals/proposal.entity.js';
import { isSingleBranch } from '../../proposals/proposal.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { REFRESH_PROPOSALS } from '../../proposals/refresh-task.js';
import { SearchIndex } from '../../search/search-index.service.js';
import { dropsWork } from '../core/merging/dropped-work.js';
import { rebase } from '../core/merging/rebase.js';
import { KNOWLEDGE_LOCK } from './observe-session.service.js';

/** The job that brings a flow's pending proposals up to a version that was published meanwhile. */
@Injectable()
export class RefreshProposals implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly proposals: ProposalsService,
    private readonly pending: ProposalsRepository,
    private readonly observations: ObservationsRepository,
    private readonly index: SearchIndex,
  ) {}

  onModuleInit(): void {
    this.registry.register(REFRESH_PROPOSALS, (payload, { actor }) =>
      this.refresh(actor, String(payload['flow_id']), payload['separated_flow_id']),
    );
  }

  /**
   * All of them in one transaction; those that are up to date already are left alone, and so are those of a flow that
   * is archived: they rest until it is restored.
   * @param separatedId a flow that had been merged into this one: what builds on its nodes goes over to it
   */
  async refresh(actor: Actor, flowId: string, separatedId?: unknown): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      await lockAccount(tx, KNOWLEDGE_LOCK);
      const flow = await this.flows.findCurrent(tx, flowId);
      if (!flow) return;
      const current = flow.mergedInto === null ? flow : await this.flows.getCurrent(tx, flow.mergedInto);
      if (current.status === 'archived') return;
      const separated =
        typeof separatedId === 'string' ? await this.flows.findCurrent(tx, separatedId) : null;
      for (const proposal of await this.pending.lockPendingOfFlow(tx, flowId)) {
        const kept = await this.refreshOne(tx, proposal, flowId, current);
        if (!kept && separated?.status === 'published')
          await this.refreshOne(tx, proposal, flowId, separated);
      }
      for (const proposal of await this.pending.lockPendingAbsorbing(tx, flowId)) {
        await this.refreshAbsorbing(tx, proposal, flow);
      }
    });
  }

  /**
   * Where the current version has no more what a proposal builds on, the proposal stays as it is: approving names the
   * conflict, and a person resolves it.
   * @param current what the proposal is to build on now: its flow, the flow that this one was merged into, or one that
   *   was separated from it
   * @returns false where it stays as it is for that reason
   */
  private async refreshOne(
    tx: AccountTx,
    proposal: Proposal,
    baseFlowId: string,
    current: CurrentFlow,
  ): Promise<boolean> {
    const { flowId } = current;
    if (proposal.baseVersion === null) return true;
    if (baseFlowId === flowId && proposal.baseVersion === current.version) return true;
    const base = await this.flows.getVersion(tx, baseFlowId, proposal.baseVersion);
    const rebased = rebase(base.document, proposal.proposedFlowData, current.document);
    const carried = rebased.status === 'rebased' ? rebased.document : current.document;
    if (dropsWork(base.document, proposal.proposedFlowData, carried)) return false;
    if (rebased.status === 'nothing_left') {
      await this.index.inherit(tx, proposal.id, flowId);
      await this.proposals.settleAsReinforced(tx, proposal.id, `Version ${current.version} holds all of it`);
      await this.observations.assignFlow(tx, proposal.id, flowId, current.version);
      return true;
    }
    const diff = diffFlowDocuments(current.document, rebased.document, current.version);
    await this.proposals.replaceDocument(tx, proposal.id, {
      proposalType: isSingleBranch(current.document, diff) ? 'branch_addition' : 'enhancement',
      targetFlowId: flowId,
      baseVersion: current.version,
      document: rebased.document,
      diff,
    });
    return true;
  }

  /** A proposal that takes a second flow in takes in what that flow has become. */
  private async refreshAbsorbing(tx: AccountTx, proposal: Proposal, absorbed: CurrentFlow): Promise<void> {
    const { absorbsVersion, targetFlowId, baseVersion, proposedFlowData } = proposal;
    if (absorbsVersion === null || absorbsVersion === absorbed.version) return;
    if (targetFlowId === null || baseVersion === null || absorbed.status === 'archived') return;
    const before = await this.flows.getVersion(tx, absorbed.flowId, absorbsVersion);
    const carried = rebase(before.document, absorbed.document, proposedFlowData);
    const document = carried.status === 'rebased' ? carried.document : proposedFlowData;
    const base = await this.flows.getVersion(tx, targetFlowId, baseVersion);
    await this.proposals.replaceDocument(tx, proposal.id, {
      proposalType: 'enhancement',
      baseVersion,
      document,
      diff: diffFlowDocuments(base.document, document, baseVersion),
      absorbsVersion: absorbed.version,
    });
  }
}
