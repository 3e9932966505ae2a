import { Injectable } from '@nestjs/common';
import type { Observation } from '../../ai-sessions/observations/observation.js';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import { Relearning } from '../../ai-sessions/observations/relearning.service.js';
import { FlowDistinctionsRepository } from '../../flows/flow-distinctions.repository.js';
import { FlowEventsRepository } from '../../flows/flow-events.repository.js';
import type { CurrentFlow } from '../../flows/flow.js';
import { flowArchived, flowChanged } from '../../flows/flows.errors.js';
import { FlowsService } from '../../flows/flows.service.js';
import { lockAccount } from '../../kernel/database/account-lock.js';
import { ProposalsRepository } from '../../proposals/proposals.repository.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { SessionDepartures } from '../../proposals/departures/session-departures.service.js';
import type { Proposal } from '../../proposals/proposal.entity.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { Deliberation, type Considered, type ObservedSession } from '../observe/deliberation.service.js';
import { KNOWLEDGE_LOCK } from '../observe/observe-session.service.js';
import { SessionReader } from '../observe/session-reader.service.js';
import { ProposalConfidence } from '../write/confidence.service.js';
import { DecisionWriter, ProposalMoved } from '../write/decision-writer.service.js';
import { noSuchFlow, sessionInFlow, sessionMoved, sessionNotMovable } from './session-moves.errors.js';
import type { SessionMoveRequest } from './session-moves.request.dto.js';
import type { SessionMoveResultDto } from './session-moves.response.dto.js';
import { takesBack } from './teaching.js';

const MAX_ATTEMPTS = 5;
const MOVED = 'A reviewer moved it here.';

/** Where a session stands before it is moved. */
interface Place {
  observation: Observation;
  proposal: Proposal | null;
  /** The flow that it belongs to, or that its proposal would change. */
  from: CurrentFlow | null;
}

/**
 * A person says to which flow a session belongs. All of it is one transaction, which holds the account's knowledge lock as
 * whatever changes what the account knows does: the session's new place, the proposals before and after, what the index and
 * the flows learned of it, and that the two flows are kept apart.
 */
@Injectable()
export class SessionMoves {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: SessionReader,
    private readonly observations: ObservationsRepository,
    private readonly proposals: ProposalsService,
    private readonly pending: ProposalsRepository,
    private readonly departures: SessionDepartures,
    private readonly flows: FlowsService,
    private readonly flowEvents: FlowEventsRepository,
    private readonly distinctions: FlowDistinctionsRepository,
    private readonly deliberation: Deliberation,
    private readonly writer: DecisionWriter,
    private readonly confidence: ProposalConfidence,
    private readonly relearning: Relearning,
  ) {}

  /**
   * @throws DomainError 404; 409 `session_not_movable` where nothing was learned from it, or it is an imported document;
   *   `session_moved` where it stands elsewhere than it was seen; `session_in_flow`; `flow_archived`; `flow_changed`; 422 where
   *   the flow is none of the account
   */
  async move(actor: Actor, sessionId: string, request: SessionMoveRequest): Promise<SessionMoveResultDto> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transactions.run(actor, (tx) => this.moveIn(tx, sessionId, request));
      } catch (error) {
        if (!(error instanceof ProposalMoved) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async moveIn(
    tx: AccountTx,
    sessionId: string,
    { flow_id, flow_version: seen, proposal_id: seenWith, notes = null }: SessionMoveRequest,
  ): Promise<SessionMoveResultDto> {
    const flowId = flow_id.toLowerCase();
    await lockAccount(tx, KNOWLEDGE_LOCK);
    const session = await this.reader.getEnded(tx, sessionId);
    const { to, ...place } = await this.lockPlaces(tx, sessionId, flowId, seenWith);
    if (to.status === 'archived') throw flowArchived(flowId);
    if (to.version !== seen) throw flowChanged(flowId, seen, to.version);
    const considered = await this.consider(tx, session, place.observation, flowId);
    await this.writer.lock(tx, considered.decision);
    const proposalId = await this.writer.rewrite(tx, considered);
    await this.deliberation.learn(tx, considered, proposalId);
    const left = await this.leave(tx, session.id, place, { flowId, proposalId });
    const { from } = place;
    const keptApart = from?.status === 'published' && (await this.teach(tx, session.id, from.flowId, flowId));
    if (from)
      await this.flowEvents.append(tx, {
        ...{ flowId: from.flowId, event: 'session_moved_away', version: from.version, notes },
        details: { session_id: session.id, to_flow_id: flowId, kept_apart: keptApart, left_node_ids: left },
      });
    await this.flowEvents.append(tx, {
      ...{ flowId, event: 'session_moved_here', version: to.version, notes },
      details: { session_id: session.id, from_flow_id: from?.flowId ?? null, proposal_id: proposalId },
    });
    const { type: decision, reason } = considered.decision;
    return {
      session_id: session.id,
      from_flow_id: from?.flowId ?? null,
      flow_id: flowId,
      ...{ decision, proposal_id: proposalId, reason, left_node_ids: left },
    };
  }

  /** Locks what a decision locks, in its order: proposals before flows; and then sees that the session still stands there. */
  private async lockPlaces(
    tx: AccountTx,
    sessionId: string,
    flowId: string,
    seenWith: string | null,
  ): Promise<Place & { to: CurrentFlow }> {
    const observation = await this.observations.find(tx, sessionId);
    if (!observation || observation.decision === 'none')
      throw sessionNotMovable('Nothing was learned from the session, so it belongs to no flow');
    if (observation.proposalId !== (seenWith?.toLowerCase() ?? null))
      throw sessionMoved(observation.proposalId);
    const proposal =
      observation.proposalId === null ? null : await this.proposals.lock(tx, observation.proposalId);
    const fromId = observation.flowId ?? proposal?.publishedFlowId ?? proposal?.targetFlowId ?? null;
    if (fromId === flowId) throw sessionInFlow(flowId);
    await this.pending.lockPendingOfFlow(tx, flowId);
    const locked = await this.flows.lockAll(tx, fromId === null ? [flowId] : [flowId, fromId]);
    const to = locked.get(flowId);
    if (!to) throw noSuchFlow();
    const now = await this.observations.find(tx, sessionId);
    if (now?.flowId !== observation.flowId || now.proposalId !== observation.proposalId)
      throw new ProposalMoved(`session ${sessionId} went elsewhere`);
    return { observation, proposal, from: (fromId === null ? null : locked.get(fromId)) ?? null, to };
  }

  private async consider(
    tx: AccountTx,
    session: ObservedSession,
    { sessionId }: Observation,
    flowId: string,
  ): Promise<Considered> {
    // Its steps are the nodes of a document, which are no way that anybody went.
    if (session.origin === 'kb_import')
      throw sessionNotMovable(`The session ${sessionId} stands for an imported document`);
    const considered = await this.deliberation.considerWithin(tx, session, flowId);
    const { decision } = considered;
    if (decision.type === 'none') throw sessionNotMovable(decision.reason);
    return { ...considered, decision: { ...decision, reason: `${MOVED} ${decision.reason}` } };
  }

  /** What it leaves behind forgets it. @returns the nodes of its flow that no session passes any more */
  private async leave(
    tx: AccountTx,
    sessionId: string,
    { observation, proposal, from }: Place,
    to: { flowId: string; proposalId: string },
  ): Promise<string[]> {
    const passage = observation.alignment.flatMap(({ node_id: id }) => id ?? []);
    if (proposal) {
      const departure = { sessionId, passage, toFlowId: to.flowId, into: to.proposalId };
      const ended = await this.departures.leave(tx, proposal, departure);
      if (!ended) {
        const { confidence, validatedByOutcome } = await this.confidence.of(
          tx,
          proposal.id,
          proposal.proposalType,
        );
        await this.proposals.reassess(tx, proposal.id, { ...confidence, validatedByOutcome });
        await this.relearning.ofProposalAnew(tx, proposal.id);
      }
    }
    if (!from) return [];
    await this.relearning.ofFlowAnew(tx, from.flowId);
    const held = new Set(from.document.nodes.map(({ id }) => id));
    const passed = [...new Set(passage)].filter((id) => held.has(id));
    const still = await this.observations.passedNodes(tx, from.flowId, passed);
    return passed.filter((id) => !still.has(id));
  }

  /** Keeps the two flows apart, or no more where the move only takes back one that did. @returns whether it came to be so now */
  private async teach(tx: AccountTx, sessionId: string, fromId: string, toId: string): Promise<boolean> {
    const earlier = await this.flowEvents.movesBetween(tx, fromId, toId);
    const wereOne =
      (await this.flowEvents.findSplit(tx, fromId, toId)) ??
      (await this.flowEvents.findSplit(tx, toId, fromId));
    if (wereOne !== null || !takesBack(sessionId, earlier))
      return this.distinctions.keepApart(tx, fromId, toId);
    await this.distinctions.forget(tx, fromId, toId);
    return false;
  }
}
