import { Injectable } from '@nestjs/common';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { CurrentFlow, NextVersion } from '../../flows/flow.js';
import { absorbedArchived, flowArchived, flowChanged } from '../../flows/flows.errors.js';
import { FlowLifecycle } from '../../flows/flow-lifecycle.service.js';
import { FlowsService } from '../../flows/flows.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import type { Proposal } from '../../proposals/proposal.entity.js';
import type { PublishedVersion } from '../../proposals/proposal.js';
import { REFRESH_PROPOSALS } from '../../proposals/refresh-task.js';
import { SessionReplay, type FlowChange } from '../../proposals/session-replay.js';
import { planNext, type PublicationPlan } from './publication-plan.js';
import { publicationOf, type FlowEdits } from './publication.js';
import { renamingOf } from './renaming.js';
import { Relearning } from '../../ai-sessions/observations/relearning.service.js';
import { mergeConflict, noBaseVersion, targetGone, wouldRegress } from '../review.errors.js';

/** Reads a flow as it is now; to publish, it locks the flow as well. */
type Current = (flowId: string) => Promise<CurrentFlow>;

/** Turns proposals into flows and versions, in the transaction of whoever decides. */
@Injectable()
export class Publishing {
  constructor(
    private readonly flows: FlowsService,
    private readonly observations: ObservationsRepository,
    private readonly replay: SessionReplay,
    private readonly jobs: JobQueue,
    private readonly lifecycle: FlowLifecycle,
    private readonly relearning: Relearning,
  ) {}

  /**
   * What publishing would do. A document as it was proposed is merged with what others published since; an edited one
   * is what the reviewer saw and wrote, and is published as it is or not at all.
   * @throws DomainError 409 `flow_archived`, `flow_changed`; 422 for a base version of a new flow
   */
  async plan(
    tx: AccountTx,
    proposal: Proposal,
    edits: FlowEdits,
    currentOf: Current = (flowId) => this.flows.getCurrent(tx, flowId),
  ): Promise<PublicationPlan> {
    const publication = publicationOf(proposal, edits);
    if (publication.kind === 'target_gone') throw targetGone(proposal);
    if (publication.kind === 'new') {
      if (edits.baseVersion !== undefined) throw noBaseVersion();
      return publication;
    }
    const { next } = publication;
    const current = await currentOf(next.flowId);
    if (current.status === 'archived') {
      if (proposal.proposalType !== 'new_flow') throw flowArchived(next.flowId);
      // What it had made has become a part of another flow since, and cannot be taken up again.
      if (current.mergedInto !== null)
        return this.plan(tx, { ...proposal, revertedFlowId: null }, edits, currentOf);
    }
    await this.checkAbsorbed(tx, proposal, next);
    if (next.expectedVersion === current.version) return planNext(next, current.document, current);
    if (edits.document) throw flowChanged(next.flowId, next.expectedVersion, current.version);
    const base = await this.flows.getVersion(tx, next.flowId, next.expectedVersion);
    return planNext(next, base.document, current);
  }

  /**
   * Publishes a proposal.
   * @throws DomainError as `plan`, and 409 `merge_conflict`; `would_regress` unless the loss is accepted
   */
  async publish(
    tx: AccountTx,
    proposal: Proposal,
    edits: FlowEdits,
    acceptRegressions: boolean,
  ): Promise<PublishedVersion> {
    const plan = await this.plan(tx, proposal, edits, (flowId) => this.flows.lockCurrent(tx, flowId));
    if (plan.kind === 'conflict') throw mergeConflict(plan);
    if (plan.kind === 'new') {
      const published = await this.flows.publishNew(tx, plan.flow);
      await this.refreshLater(tx, published.flowId);
      return published;
    }
    const { next, current, mergedFrom } = plan;
    const { flowId, document } = next;
    const change = { flowId, before: current.document, after: document, except: [] };
    const regressions = await this.weigh(tx, change, acceptRegressions);
    if (current.status === 'archived')
      await this.lifecycle.restore(tx, flowId, { details: { proposal_id: proposal.id } });
    const { version } = await this.flows.publishNext(tx, next);
    if (current.status === 'archived') await this.relearning.ofFlow(tx, flowId);
    await this.absorb(tx, proposal, next, version);
    await this.refreshLater(tx, flowId);
    const merged =
      mergedFrom === null ? {} : { merged: { base_version: mergedFrom, with_version: current.version } };
    const renamed = renamingOf(current, next);
    const names = Object.keys(renamed).length === 0 ? {} : { renamed };
    return { flowId, version, details: { ...merged, ...regressions, ...names } };
  }

  /**
   * @returns what the audit trail is told of a loss that was accepted
   * @throws DomainError 409 `would_regress`
   */
  async weigh(
    tx: AccountTx,
    change: FlowChange,
    accepted: boolean,
  ): Promise<{ accepted_regressions?: string[] }> {
    const { regressions } = await this.replay.replay(tx, change);
    if (regressions.length === 0) return {};
    if (!accepted) throw wouldRegress(change.flowId, regressions);
    return { accepted_regressions: regressions.map(({ sessionId }) => sessionId) };
  }

  /** Once for a flow that is published to several times before the worker comes to it. */
  async refreshLater(tx: AccountTx, flowId: string): Promise<void> {
    await this.jobs.enqueue(
      tx,
      REFRESH_PROPOSALS,
      { flow_id: flowId },
      { key: `${REFRESH_PROPOSALS}:${flowId}` },
    );
  }

  /** Proposals that went with a flow into another return to it, once the two are apart again. */
  async returnLater(tx: AccountTx, from: string, flowId: string): Promise<void> {
    const key = `${REFRESH_PROPOSALS}:${from}:${flowId}`;
    await this.jobs.enqueue(tx, REFRESH_PROPOSALS, { flow_id: from, separated_flow_id: flowId }, { key });
  }

  /**
   * A second flow that would be taken in must be as the proposal saw it. One that is out of use is not brought back as
   * a part of another: it could be restored, and would then stand there twice.
   */
  private async checkAbsorbed(tx: AccountTx, proposal: Proposal, next: NextVersion): Promise<void> {
    const absorbed = await this.absorbedBy(tx, proposal, next.document);
    if (absorbed === null || absorbed.mergedInto === next.flowId) return;
    const { flowId, status, version, expectedVersion } = absorbed;
    if (status === 'archived') throw absorbedArchived(flowId);
    if (version !== expectedVersion) throw flowChanged(flowId, expectedVersion, version);
  }

  /** A second flow that the published document took in ends. */
  private async absorb(
    tx: AccountTx,
    proposal: Proposal,
    { flowId: into, document }: NextVersion,
    version: number,
  ): Promise<void> {
    const absorbed = await this.absorbedBy(tx, proposal, document);
    if (absorbed === null) return;
    const { flowId, expectedVersion } = absorbed;
    await this.flows.mergeInto(tx, { flowId, version: expectedVersion }, into, proposal.id);
    await this.observations.moveToFlow(tx, flowId, into, version);
    await this.refreshLater(tx, flowId);
  }

  /** The second flow that a document takes in, with the version that the proposal saw; none where an edit left it out. */
  private async absorbedBy(
    tx: AccountTx,
    { absorbsFlowId, absorbsVersion }: Proposal,
    document: FlowDocument,
  ): Promise<(CurrentFlow & { expectedVersion: number }) | null> {
    if (absorbsFlowId === null || absorbsVersion === null) return null;
    const absorbed = await this.flows.getCurrent(tx, absorbsFlowId);
    const taken = new Set(document.nodes.map((node) => node.id));
    if (!absorbed.document.nodes.some((node) => taken.has(node.id))) return null;
    return { ...absorbed, expectedVersion: absorbsVersion };
  }
}
