import { Injectable } from '@nestjs/common';
import { ObservationsService } from '../../ai-sessions/observations/observations.service.js';
import type { SessionWords } from '../../ai-sessions/session-words.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { SearchIndex } from '../../search/search-index.service.js';

/** The latest sessions that are asked; a term counts as known after a few. */
const MOST_SESSIONS = 40;

/** Lets what comes back into the index be found by the words of its earlier sessions, which went with it. */
@Injectable()
export class Relearning {
  constructor(
    private readonly observations: ObservationsService,
    private readonly index: SearchIndex,
  ) {}

  async ofFlow(tx: AccountTx, flowId: string): Promise<void> {
    await this.learn(tx, flowId, await this.observations.wordsOfFlow(tx, flowId, MOST_SESSIONS));
  }

  async ofProposal(tx: AccountTx, proposalId: string): Promise<void> {
    await this.learn(tx, proposalId, await this.observations.wordsOfProposal(tx, proposalId, MOST_SESSIONS));
  }

  private async learn(tx: AccountTx, subjectId: string, sessions: readonly SessionWords[]): Promise<void> {
    for (const { title, opening, steps } of sessions)
      await this.index.learn(tx, subjectId, {
        title: opening ? `${title}\n${opening}` : title,
        texts: steps,
      });
  }
}
