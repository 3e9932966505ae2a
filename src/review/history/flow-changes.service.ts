import { Injectable } from '@nestjs/common';
import { diffFlowDocuments, isEmptyDiff } from '../../flows/document/diff-flow-documents.js';
import { FlowLifecycle } from '../../flows/flow-lifecycle.service.js';
import type { FlowCheck } from '../../flows/flow-preconditions.service.js';
import { flowArchived } from '../../flows/flows.errors.js';
import type { FlowDto } from '../../flows/flows.response.dto.js';
import { FlowsService } from '../../flows/flows.service.js';
import { FlowEventsRepository } from '../../flows/flow-events.repository.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ProposalReversionsRepository } from '../../proposals/changes/proposal-reversions.repository.js';
import type { FlowNotesRequest, RollbackRequest } from './flow-changes.request.dto.js';
import { Publishing } from '../publishing/publishing.service.js';
import { Relearning } from '../../ai-sessions/observations/relearning.service.js';
import { acceptsRegressions } from '../review.errors.js';
import { awaitsApproval, sameVersion } from '../undo/undo.errors.js';

/** What a reviewer does to a flow itself. Each is one transaction, and leaves a line in the flow's trail. */
@Injectable()
export class FlowChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly lifecycle: FlowLifecycle,
    private readonly flowEvents: FlowEventsRepository,
    private readonly publishing: Publishing,
    private readonly relearning: Relearning,
    private readonly reversions: ProposalReversionsRepository,
  ) {}

  /** @throws DomainError 404; 409 `flow_archived` */
  async archive(
    actor: Actor,
    flowId: string,
    { notes = null }: FlowNotesRequest,
    check?: FlowCheck,
  ): Promise<FlowDto> {
    return this.change(actor, flowId, check, (tx) => this.lifecycle.archive(tx, flowId, { notes }));
  }

  /** @throws DomainError 404; 409 `flow_not_archived`, `flow_merged`, `awaits_approval` */
  async restore(
    actor: Actor,
    flowId: string,
    { notes = null }: FlowNotesRequest,
    check?: FlowCheck,
  ): Promise<FlowDto> {
    return this.change(actor, flowId, check, async (tx) => {
      await this.lifecycle.restore(tx, flowId, { notes });
      const proposalId = await this.reversions.findPendingFor(tx, flowId);
      if (proposalId !== null) throw awaitsApproval(flowId, proposalId);
      await this.relearning.ofFlow(tx, flowId);
    });
  }

  /**
   * Publishes what an earlier version said as the next version.
   * @throws DomainError 404; 409 `flow_archived`, `same_version`; `would_regress` unless the loss is accepted; 422
   *   where it is accepted without a word
   */
  async rollback(
    actor: Actor,
    flowId: string,
    request: RollbackRequest,
    check?: FlowCheck,
  ): Promise<FlowDto> {
    const { version, notes = null, accept_regressions: accepted } = request;
    const acceptRegressions = acceptsRegressions(accepted, notes, '/notes');
    return this.change(actor, flowId, check, async (tx) => {
      const current = await this.flows.lockCurrent(tx, flowId);
      if (current.status === 'archived') throw flowArchived(flowId);
      const { document } = await this.flows.getVersion(tx, flowId, version);
      if (isEmptyDiff(diffFlowDocuments(current.document, document, current.version)))
        throw sameVersion(flowId, version, current.version);
      const change = { flowId, before: current.document, after: document, except: [] };
      const regressions = await this.publishing.weigh(tx, change, acceptRegressions);
      const published = await this.flows.publishNext(tx, {
        ...{ flowId, document, expectedVersion: current.version, proposalId: null },
        changeSummary: `Rolls back to version ${version}`,
      });
      await this.flowEvents.append(tx, {
        ...{ flowId, event: 'rolled_back', version: published.version, notes },
        details: { to_version: version, ...regressions },
      });
    });
  }

  /** The flow's pending proposals are looked at again after whatever was done to it. */
  private async change(
    actor: Actor,
    flowId: string,
    check: FlowCheck | undefined,
    work: (tx: AccountTx) => Promise<void>,
  ): Promise<FlowDto> {
    return this.transactions.run(actor, async (tx) => {
      if (check) await check(tx, await this.flows.lockCurrent(tx, flowId));
      await work(tx);
      await this.publishing.refreshLater(tx, flowId);
      return this.flows.read(tx, flowId);
    });
  }
}
