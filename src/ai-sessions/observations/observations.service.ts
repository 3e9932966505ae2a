import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { Observation } from './observation.js';
import type { SessionWords } from '../session-words.js';
import {
  ObservationsRepository,
  type FlowNodes,
  type Parting,
  type Passage,
} from './observations.repository.js';

/** What the flywheel concluded from sessions: kept once for each, and changed only when a flow takes its place or a person moves the session. */
@Injectable()
export class ObservationsService {
  constructor(private readonly observations: ObservationsRepository) {}

  async find(tx: AccountTx, sessionId: string): Promise<Observation | null> {
    return this.observations.find(tx, sessionId);
  }

  /** @returns false, and nothing is written, where the session has an observation already */
  async record(tx: AccountTx, observation: Observation): Promise<boolean> {
    return this.observations.insert(tx, observation);
  }

  /** Another conclusion takes the place of what the session has: a person moved it. */
  async replace(tx: AccountTx, observation: Observation): Promise<void> {
    await this.observations.replace(tx, observation);
  }

  /** The ways of a proposal's sessions. */
  async passagesOfProposal(tx: AccountTx, proposalId: string): Promise<Passage[]> {
    return this.observations.passagesOfProposal(tx, proposalId);
  }

  /** Those of the nodes at which a step of a session of the flow stands. */
  async passedNodes(tx: AccountTx, flowId: string, nodeIds: readonly string[]): Promise<Set<string>> {
    return this.observations.passedNodes(tx, flowId, nodeIds);
  }

  /** What was observed of a flow goes over to the flow that it was merged into, where its nodes keep their ids. */
  async moveToFlow(tx: AccountTx, from: string, to: string, version: number): Promise<void> {
    await this.observations.moveToFlow(tx, from, to, version);
  }

  /** Undoes `moveToFlow`: sessions that passed nodes of the one flow, and none that the other has kept, return to it. */
  async separate(tx: AccountTx, from: FlowNodes, to: FlowNodes & { version: number }): Promise<void> {
    await this.observations.separate(tx, from, to);
  }

  /** What a split of a flow would do to its sessions; nothing is changed. */
  async parting(
    tx: AccountTx,
    parting: Parting,
    limit: number,
  ): Promise<{ sessions: number; going: number; goingIds: string[] }> {
    return this.observations.parting(tx, parting, limit);
  }

  /** Sessions follow the nodes that a split took out of their flow; returns how many did. */
  async follow(tx: AccountTx, parting: Parting, to: { flowId: string; version: number }): Promise<number> {
    return this.observations.follow(tx, parting, to);
  }

  /** How up to `limit` of the latest sessions of a flow put the problem and their steps, the oldest first. */
  async wordsOfFlow(tx: AccountTx, flowId: string, limit: number): Promise<SessionWords[]> {
    return this.observations.wordsOfFlow(tx, flowId, limit);
  }

  /** As `wordsOfFlow`, of the sessions behind a proposal. */
  async wordsOfProposal(tx: AccountTx, proposalId: string, limit: number): Promise<SessionWords[]> {
    return this.observations.wordsOfProposal(tx, proposalId, limit);
  }

  /** As `moveToFlow`, from one pending proposal to another. */
  async moveToProposal(tx: AccountTx, from: string, to: string): Promise<void> {
    await this.observations.moveToProposal(tx, from, to);
  }

  /** The sessions of a proposal stand in this version of the flow, since it holds what the proposal wanted. */
  async assignFlow(tx: AccountTx, proposalId: string, flowId: string, version: number): Promise<void> {
    await this.observations.assignFlow(tx, proposalId, flowId, version);
  }
}
