import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { LanguageModel } from '../language-model.js';
import {
  ModelMonthDto,
  ModelSumsDto,
  type ModelUseDto,
  type ProposalModelCallsDto,
} from './model-calls.response.dto.js';
import { ModelCallsView } from './model-calls.view.js';

const SHOWN_CALLS = 100;

/** What the language model was asked, and what that came to. */
@Injectable()
export class ModelUse {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly accounts: AccountsService,
    private readonly view: ModelCallsView,
    private readonly model: LanguageModel,
  ) {}

  /** @throws DomainError 404 */
  async ofProposal(actor: Actor, proposalId: string): Promise<ProposalModelCallsDto> {
    return this.transactions.snapshot(actor, async (tx) => {
      await this.proposals.getStored(tx, proposalId);
      return {
        sums: ModelSumsDto.of(await this.view.sumsOfProposal(tx, proposalId)),
        items: await this.view.ofProposal(tx, proposalId, SHOWN_CALLS),
      };
    });
  }

  async ofAccount(actor: Actor): Promise<ModelUseDto> {
    return this.transactions.snapshot(actor, async (tx) => {
      const { languageModelEnabled, languageModelBudget } = await this.accounts.settings(tx);
      return {
        model: this.model.model,
        enabled: languageModelEnabled,
        budget: languageModelBudget,
        ...(await this.view.spending(tx)),
        months: ModelMonthDto.from(await this.view.months(tx)),
      };
    });
  }
}
