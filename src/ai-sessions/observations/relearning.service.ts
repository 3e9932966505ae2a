import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { SearchIndex } from '../../search/search-index.service.js';
import type { SessionWords } from '../session-words.js';
import { ObservationsRepository } from './observations.repository.js';

/** The latest sessions that are asked; a term counts as known after a few. */
const MOST_SESSIONS = 40;

/** Lets what is in the index be found by the words of the sessions that it has now. */
@Injectable()
export class Relearning {
  constructor(
    private readonly observations: ObservationsRepository,
    private readonly index: SearchIndex,
  ) {}

  /** What comes back into the index learns of its earlier sessions, whose words went with it. */
  async ofFlow(tx: AccountTx, flowId: string): Promise<void> {
    await this.learn(tx, flowId, await this.observations.wordsOfFlow(tx, flowId, MOST_SESSIONS));
  }

  async ofProposal(tx: AccountTx, proposalId: string): Promise<void> {
    await this.learn(tx, proposalId, await this.observations.wordsOfProposal(tx, proposalId, MOST_SESSIONS));
  }

  /** A flow that lost sessions is not found by their words any more. */
  async ofFlowAnew(tx: AccountTx, flowId: string): Promise<void> {
    await this.index.forget(tx, flowId);
    await this.ofFlow(tx, flowId);
  }

  /** As `ofFlowAnew`, of a proposal, pending or set aside. */
  async ofProposalAnew(tx: AccountTx, proposalId: string): Promise<void> {
    await this.index.forget(tx, proposalId);
    await this.ofProposal(tx, proposalId);
  }

  private async learn(tx: AccountTx, subjectId: string, sessions: readonly SessionWords[]): Promise<void> {
    for (const { title, opening, steps } of sessions)
      await this.index.learn(tx, subjectId, {
        title: opening ? `${title}\n${opening}` : title,
        texts: steps,
      });
  }
}
