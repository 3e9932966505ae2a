import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuthModule } from '../accounts/auth.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlywheelModule } from '../flywheel/flywheel.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { ReviewModule } from '../review/review.module.js';
import { DemoAccount } from './demo-account.service.js';
import { DemoDecisions } from './demo-decisions.service.js';
import { DemoImports } from './demo-imports.service.js';
import { DemoSeeder } from './demo-seeder.service.js';
import { DemoView } from './demo.view.js';
import { Welcome } from './welcome.service.js';

/** The demo accounts, filled through the program's own doors, and what is shown of them at the start. */
@Module({
  imports: [
    AccountsModule,
    AuthModule,
    FlywheelModule,
    JobsModule,
    ProposalsModule,
    ReviewModule,
    SessionsModule,
  ],
  providers: [DemoAccount, DemoDecisions, DemoImports, DemoSeeder, DemoView, Welcome],
})
export class DemoModule {}
