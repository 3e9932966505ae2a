import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuthModule } from '../accounts/auth.module.js';
import { SignInModule } from '../accounts/sign-in/sign-in.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowCareModule } from '../flow-care/flow-care.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { FlywheelModule } from '../flywheel/flywheel.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { KnowledgeModule } from '../knowledge/knowledge.module.js';
import { L1WalksModule } from '../l1-walks/l1-walks.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { ReviewModule } from '../review/review.module.js';
import { DemoAccount } from './demo-account.service.js';
import { DemoCareTaking } from './demo-care-taking.service.js';
import { DemoDecisions } from './demo-decisions.service.js';
import { DemoExamples } from './demo-examples.service.js';
import { DemoImports } from './demo-imports.service.js';
import { DemoSeeder } from './demo-seeder.service.js';
import { DemoUse } from './demo-use.service.js';
import { DemoWalks } from './demo-walks.service.js';
import { DemoView } from './demo.view.js';
import { Welcome } from './welcome.service.js';

/** The demo accounts, filled through the program's own doors, and what is shown of them at the start. */
@Module({
  imports: [
    AccountsModule,
    AuthModule,
    FlowCareModule,
    FlowsModule,
    FlywheelModule,
    JobsModule,
    KnowledgeModule,
    L1WalksModule,
    ProposalsModule,
    ReviewModule,
    SessionsModule,
    SignInModule,
  ],
  providers: [
    DemoAccount,
    DemoCareTaking,
    DemoDecisions,
    DemoExamples,
    DemoImports,
    DemoSeeder,
    DemoUse,
    DemoView,
    DemoWalks,
    Welcome,
  ],
})
export class DemoModule {}
