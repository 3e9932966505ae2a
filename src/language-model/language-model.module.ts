import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.js';
import { Config } from '../kernel/config.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { ModelCallEntity } from './calls/model-call.entity.js';
import { ModelCallsController } from './calls/model-calls.controller.js';
import { ModelCallsRepository } from './calls/model-calls.repository.js';
import { ModelCalls } from './calls/model-calls.service.js';
import { ModelCallsView } from './calls/model-calls.view.js';
import { ModelMonthEntity } from './calls/model-month.entity.js';
import { ModelUse } from './calls/model-use.service.js';
import { EndpointModel } from './endpoint-model.js';
import { LanguageModel } from './language-model.js';
import { NoLanguageModel } from './no-language-model.js';

/** What rules read poorly, read by a language model, where there is one and the account wants it. */
@Module({
  imports: [AccountsModule, ProposalsModule, TypeOrmModule.forFeature([ModelCallEntity, ModelMonthEntity])],
  controllers: [ModelCallsController],
  providers: [
    { provide: LanguageModel, useFactory: modelOf, inject: [Config] },
    ModelCalls,
    ModelCallsRepository,
    ModelCallsView,
    ModelUse,
  ],
  exports: [LanguageModel, ModelCalls, ModelCallsRepository],
})
export class LanguageModelModule {}

function modelOf(config: Config): LanguageModel {
  const { LANGUAGE_MODEL: kind, LANGUAGE_MODEL_URL: url, LANGUAGE_MODEL_NAME: model } = config;
  const { LANGUAGE_MODEL_INPUT_PRICE: input, LANGUAGE_MODEL_OUTPUT_PRICE: output } = config;
  if (kind === 'none' || !url || !model || input === undefined || output === undefined)
    return new NoLanguageModel();
  return new EndpointModel({
    ...{ url, model, key: config.LANGUAGE_MODEL_KEY, prices: { input, output } },
    jsonSchema: config.LANGUAGE_MODEL_JSON_SCHEMA,
    seconds: config.LANGUAGE_MODEL_TIMEOUT_SECONDS,
    concurrency: config.LANGUAGE_MODEL_CONCURRENCY,
  });
}
