import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './accounts/access/access.guard.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { AuthModule } from './accounts/auth.module.js';
import { SignInModule } from './accounts/sign-in/sign-in.module.js';
import { SessionsModule } from './ai-sessions/sessions.module.js';
import { DemoModule } from './demo/demo.module.js';
import { DiagramsModule } from './diagrams/diagrams.module.js';
import { EncodingModule } from './encoding/encoding.module.js';
import { EventsModule } from './events/events.module.js';
import { FlowCareModule } from './flow-care/flow-care.module.js';
import { FlowsModule } from './flows/flows.module.js';
import { AnswerReadingModule } from './flywheel/answer-reading.module.js';
import { FlywheelModule } from './flywheel/flywheel.module.js';
import { SessionReplayModule } from './flywheel/replay/session-replay.module.js';
import { HealthModule } from './health/health.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { Config } from './kernel/config.js';
import { ProblemFilter } from './kernel/errors/problem.filter.js';
import { IdempotencyKeyGuard } from './kernel/idempotency/idempotency-key.guard.js';
import { KernelModule, type KernelOptions } from './kernel/kernel.module.js';
import { LanguageModelModule } from './language-model/language-model.module.js';
import { McpModule } from './mcp/mcp.module.js';
import { L1WalksModule } from './l1-walks/l1-walks.module.js';
import { OutcomesModule } from './outcomes/outcomes.module.js';
import { KnowledgeModule } from './knowledge/knowledge.module.js';
import { ProposalsModule } from './proposals/proposals.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { ReviewModule } from './review/review.module.js';
import { SuggestionsModule } from './suggestions/suggestions.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

const FEATURES = [
  AuthModule,
  AccountsModule,
  SignInModule,
  JobsModule,
  EncodingModule,
  FlowsModule,
  SessionsModule,
  ProposalsModule,
  LanguageModelModule,
  SuggestionsModule,
  L1WalksModule,
  OutcomesModule,
  FlywheelModule,
  AnswerReadingModule,
  SessionReplayModule,
  KnowledgeModule,
  ReviewModule,
  FlowCareModule,
  DiagramsModule,
  EventsModule,
  WebhooksModule,
  RetentionModule,
  McpModule,
  DemoModule,
  HealthModule,
];

/** The table of contents of the program. */
@Module({})
export class AppModule {
  static forRoot(
    config: Config,
    databaseUrl: string,
    options: KernelOptions = { connect: true },
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [KernelModule.forRoot(config, databaseUrl, options), ...FEATURES],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: IdempotencyKeyGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
