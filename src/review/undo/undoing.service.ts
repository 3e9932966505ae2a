import { Injectable } from '@nestjs/common';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import { diffFlowDocuments, isEmptyDiff } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { mergeFlowDocuments } from '../../flows/document/merge-flow-documents.js';
import { ownNodeIds } from '../../flows/document/split-flow-document.js';
import { FlowLifecycle } from '../../flows/flow-lifecycle.service.js';
import type { CurrentFlow } from '../../flows/flow.js';
import { flowArchived } from '../../flows/flows.errors.js';
import { FlowsService } from '../../flows/flows.service.js';
import { FlowEventsRepository } from '../../flows/flow-events.repository.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { Reversion } from '../../proposals/changes/proposal-reversions.service.js';
import type { Proposal } from '../../proposals/proposal.entity.js';
import { Publishing } from '../publishing/publishing.service.js';
import { Relearning } from '../../ai-sessions/observations/relearning.service.js';
import { formerNames } from '../publishing/renaming.js';
import { builtUpon, undoConflict } from './undo.errors.js';

/** A proposal that was approved or modified. */
export type PublishedProposal = Proposal & { publishedFlowId: string; publishedVersion: number };

/** How a publication is undone, and what the trail was told when it was made. */
export interface UndoOrder {
  notes: string | null;
  acceptRegressions: boolean;
  publication: Record<string, unknown>;
}

type Undone = Omit<Reversion, 'notes'>;

/** Takes what a proposal published out of its flow again, in the transaction of whoever reverts it. */
@Injectable()
export class Undoing {
  constructor(
    private readonly flows: FlowsService,
    private readonly lifecycle: FlowLifecycle,
    private readonly flowEvents: FlowEventsRepository,
    private readonly publishing: Publishing,
    private readonly observations: ObservationsRepository,
    private readonly relearning: Relearning,
  ) {}

  /**
   * @throws DomainError 409 `flow_archived`; `flow_built_upon` where others built on what it began; `merge_conflict`
   *   where they changed the same places; `would_regress` unless the loss is accepted
   */
  async undo(tx: AccountTx, proposal: PublishedProposal, order: UndoOrder): Promise<Undone> {
    const { publishedFlowId: flowId, publishedVersion: version } = proposal;
    const current = await this.flows.lockCurrent(tx, flowId);
    if (current.status === 'archived') throw flowArchived(flowId);
    const { document } = await this.flows.getVersion(tx, flowId, version);
    const begun =
      version === 1 || (await this.flowEvents.wasRestoredFor(tx, flowId, version - 1, proposal.id));
    const undone =
      proposal.proposalType === 'new_flow' && begun
        ? await this.takeBack(tx, proposal, current, document, order)
        : await this.publishWithout(tx, proposal, current, document, order);
    await this.publishing.refreshLater(tx, flowId);
    return undone;
  }

  /** Archives the flow that the proposal began, as long as it still says what it began with. */
  private async takeBack(
    tx: AccountTx,
    { id, publishedVersion: version, revertedVersion }: PublishedProposal,
    { flowId, version: currentVersion, document }: CurrentFlow,
    made: FlowDocument,
    { notes }: UndoOrder,
  ): Promise<Undone> {
    if (!isEmptyDiff(diffFlowDocuments(made, document, version)))
      throw builtUpon(flowId, version, currentVersion);
    const details = { proposal_id: id, reverted_version: version };
    await this.lifecycle.archive(tx, flowId, { notes, details });
    // What was merged with others' changes meanwhile does not descend from the proposal; the version before that does.
    const builds = version === 1 || version - 1 === revertedVersion;
    return {
      ...(builds && { takesUp: { flowId, version } }),
      details: { flow_id: flowId, reverted_version: version, archived: true },
    };
  }

  /** Publishes the flow without the proposal's changes. Where others undid them already, there is nothing to publish. */
  private async publishWithout(
    tx: AccountTx,
    proposal: PublishedProposal,
    current: CurrentFlow,
    made: FlowDocument,
    { notes, acceptRegressions, publication }: UndoOrder,
  ): Promise<Undone> {
    const { flowId } = current;
    const { id, title, publishedVersion, supportingSessionIds: except } = proposal;
    const before = await this.flows.getVersion(tx, flowId, publishedVersion - 1);
    const merge = mergeFlowDocuments(made, current.document, before.document);
    if (merge.kind === 'conflicting') throw undoConflict(current, publishedVersion, merge.conflicts);
    const { document } = merge;
    const separated = await this.separate(tx, proposal, document);
    const details = { flow_id: flowId, reverted_version: publishedVersion, ...separated };
    if (isEmptyDiff(diffFlowDocuments(current.document, document, current.version)))
      return { details: { ...details, version: null } };
    const change = { flowId, before: current.document, after: document, except };
    const regressions = await this.publishing.weigh(tx, change, acceptRegressions);
    const { version } = await this.flows.publishNext(tx, {
      flowId,
      expectedVersion: current.version,
      document,
      proposalId: null,
      changeSummary: `Takes version ${publishedVersion} back: ${title}`,
      ...formerNames(current, publication['renamed']),
    });
    const told = { ...separated, ...regressions };
    await this.flowEvents.append(tx, {
      ...{ flowId, event: 'reverted', version, notes },
      details: { proposal_id: id, reverted_version: publishedVersion, ...told },
    });
    return { details: { ...details, version, ...regressions } };
  }

  /** A second flow that the proposal took in stands for itself again, with the sessions that passed only its nodes. */
  private async separate(
    tx: AccountTx,
    { id, absorbsFlowId, publishedFlowId: from }: PublishedProposal,
    remaining: FlowDocument,
  ): Promise<{ separated_flow_id?: string }> {
    if (absorbsFlowId === null) return {};
    const flow = await this.lifecycle.separate(tx, absorbsFlowId, { from, proposalId: id });
    if (flow === null) return {};
    const { flowId, version, document } = flow;
    await this.observations.separate(
      tx,
      { flowId: from, nodeIds: ownNodeIds(remaining, document) },
      { flowId, nodeIds: ownNodeIds(document, remaining), version },
    );
    await this.relearning.ofFlow(tx, flowId);
    await this.publishing.refreshLater(tx, flowId);
    await this.publishing.returnLater(tx, from, flowId);
    return { separated_flow_id: flowId };
  }
}
