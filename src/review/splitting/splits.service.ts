import { Injectable } from '@nestjs/common';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import { diffFlowDocuments, isEmptyDiff } from '../../flows/document/diff-flow-documents.js';
import { mergeFlowDocuments } from '../../flows/document/merge-flow-documents.js';
import { FlowDistinctionsRepository } from '../../flows/flow-distinctions.repository.js';
import { FlowEventsRepository } from '../../flows/flow-events.repository.js';
import type { FlowCheck } from '../../flows/flow-preconditions.service.js';
import type { CurrentFlow } from '../../flows/flow.js';
import { flowArchived, flowChanged, flowNotFound } from '../../flows/flows.errors.js';
import type { FlowDto } from '../../flows/flows.response.dto.js';
import { FlowsService } from '../../flows/flows.service.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { SessionReplay } from '../../proposals/session-replay.js';
import { SearchIndex } from '../../search/search-index.service.js';
import type { FlowNotesRequest } from '../history/flow-changes.request.dto.js';
import { ReplayDto } from '../publishing/preview.response.dto.js';
import { Publishing } from '../publishing/publishing.service.js';
import { Relearning } from '../../ai-sessions/observations/relearning.service.js';
import { acceptsRegressions } from '../review.errors.js';
import { builtUpon, undoConflict } from '../undo/undo.errors.js';
import { ownNodes, splitBy } from './selection.js';
import { noSuchSplit } from './splits.errors.js';
import type { SplitPreviewRequest, SplitRequest } from './splits.request.dto.js';
import type { SplitPreviewDto, SplitResultDto } from './splits.response.dto.js';

/** As many of the sessions that would go are left out when those that stay are walked again; it looks at fewer. */
const LEFT_OUT = 1_000;

/**
 * Two problems that came to be one flow stand for themselves again. Everything that belongs to a split is one transaction:
 * both versions, the sessions that follow, what the index knows, and that the two are kept apart from now on.
 */
@Injectable()
export class SplitsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly flowEvents: FlowEventsRepository,
    private readonly distinctions: FlowDistinctionsRepository,
    private readonly observations: ObservationsRepository,
    private readonly replay: SessionReplay,
    private readonly publishing: Publishing,
    private readonly relearning: Relearning,
    private readonly index: SearchIndex,
  ) {}

  /** @throws DomainError 404; 409 `flow_archived`, `flow_changed`; 422 for what is no part of the flow */
  async preview(actor: Actor, flowId: string, request: SplitPreviewRequest): Promise<SplitPreviewDto> {
    return this.transactions.snapshot(actor, async (tx) => {
      const current = await this.flows.getCurrent(tx, flowId);
      requireSeen(current, request.base_version);
      const split = splitBy(current.document, selectionOf(request));
      const parting = { flowId, ...ownNodes(split) };
      const { sessions, going, goingIds } = await this.observations.parting(tx, parting, LEFT_OUT);
      const change = { flowId, before: current.document, after: split.remaining, except: goingIds };
      return {
        remaining: split.remaining,
        split_off: split.separate,
        cut_edges: split.cutEdges,
        moving_session_count: going,
        staying_session_count: sessions - going,
        replay: ReplayDto.from(await this.replay.replay(tx, change)),
      };
    });
  }

  /**
   * Publishes the chosen part as a flow of its own, and the flow without it.
   * @throws DomainError as `preview`; 409 `would_regress` unless the loss is accepted; 422 where it is accepted without a word
   */
  async split(
    actor: Actor,
    flowId: string,
    request: SplitRequest,
    check?: FlowCheck,
  ): Promise<SplitResultDto> {
    const { notes = null, title, accept_regressions: accepted } = request;
    const acceptRegressions = acceptsRegressions(accepted, notes, '/notes');
    return this.transactions.run(actor, async (tx) => {
      const current = await this.flows.lockCurrent(tx, flowId);
      await check?.(tx, current);
      requireSeen(current, request.base_version);
      const split = splitBy(current.document, selectionOf(request));
      const { flowId: newId } = await this.flows.publishNew(tx, {
        title,
        description: null,
        problemDomain: request.problem_domain ?? current.problemDomain,
        teamId: current.teamId,
        document: split.separate,
        proposalId: null,
        changeSummary: `Split off from: ${current.title}`,
      });
      const to = { flowId: newId, version: 1 };
      const moved = await this.observations.follow(tx, { flowId, ...ownNodes(split) }, to);
      // Those that went over are no longer among the flow's sessions, so none of them is walked.
      const change = { flowId, before: current.document, after: split.remaining, except: [] };
      const regressions = await this.publishing.weigh(tx, change, acceptRegressions);
      // What the flow had learned from the sessions that went is not to find it any more.
      await this.index.forget(tx, flowId);
      const { version } = await this.flows.publishNext(tx, {
        ...{ flowId, expectedVersion: current.version, document: split.remaining, proposalId: null },
        changeSummary: `Split off: ${title}`,
      });
      await this.relearning.ofFlow(tx, flowId);
      await this.relearning.ofFlow(tx, newId);
      await this.distinctions.keepApart(tx, flowId, newId);
      await this.flowEvents.append(tx, {
        ...{ flowId, event: 'split', version, notes },
        details: { split_off_flow_id: newId, moved_session_count: moved, ...regressions },
      });
      await this.flowEvents.append(tx, {
        ...{ flowId: newId, event: 'split_off', version: 1, notes },
        details: { from_flow_id: flowId, from_version: current.version },
      });
      await this.publishing.refreshLater(tx, flowId);
      await this.publishing.returnLater(tx, flowId, newId);
      return {
        flow: await this.flows.read(tx, flowId),
        split_off: await this.flows.read(tx, newId),
        moved_session_count: moved,
      };
    });
  }

  /**
   * Takes back what was split off: the flow has its nodes and edges again, and their sessions; the other is archived.
   * @throws DomainError 404 where it was not split so; 409 `flow_archived`; `flow_built_upon` where others have changed what
   *   was split off; `merge_conflict` where they changed the flow in the same places
   */
  async revert(
    actor: Actor,
    flowId: string,
    otherId: string,
    { notes = null }: FlowNotesRequest,
    check?: FlowCheck,
  ): Promise<FlowDto> {
    return this.transactions.run(actor, async (tx) => {
      const locked = await this.flows.lockAll(tx, [flowId, otherId]);
      const [current, other] = [locked.get(flowId), locked.get(otherId)];
      if (!current || !other) throw flowNotFound();
      await check?.(tx, current);
      const splitVersion = await this.flowEvents.findSplit(tx, flowId, otherId);
      if (splitVersion === null) throw noSuchSplit();
      if (current.status === 'archived') throw flowArchived(flowId);
      if (other.status === 'archived') throw flowArchived(otherId);
      const begun = await this.flows.getVersion(tx, otherId, 1);
      if (!isEmptyDiff(diffFlowDocuments(begun.document, other.document, 1)))
        throw builtUpon(otherId, 1, other.version);
      const before = await this.flows.getVersion(tx, flowId, splitVersion - 1);
      const after = await this.flows.getVersion(tx, flowId, splitVersion);
      const merge = mergeFlowDocuments(after.document, current.document, before.document);
      if (merge.kind === 'conflicting') throw undoConflict(current, splitVersion, merge.conflicts);
      const { version } = await this.flows.publishNext(tx, {
        ...{ flowId, expectedVersion: current.version, document: merge.document, proposalId: null },
        changeSummary: `Takes back what was split off: ${other.title}`,
      });
      await this.flows.mergeInto(tx, { flowId: otherId, version: other.version }, flowId, null);
      await this.observations.moveToFlow(tx, otherId, flowId, version);
      await this.flowEvents.append(tx, {
        ...{ flowId, event: 'rejoined', version, notes },
        details: { split_off_flow_id: otherId, split_version: splitVersion },
      });
      await this.publishing.refreshLater(tx, flowId);
      await this.publishing.refreshLater(tx, otherId);
      return this.flows.read(tx, flowId);
    });
  }
}

function selectionOf({ node_ids: goes, shared_node_ids: shared = [] }: SplitPreviewRequest) {
  return { goes, shared };
}

/** @throws DomainError 409 */
function requireSeen({ flowId, status, version }: CurrentFlow, seen: number): void {
  if (status === 'archived') throw flowArchived(flowId);
  if (version !== seen) throw flowChanged(flowId, seen, version);
}
