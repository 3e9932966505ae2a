import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { SearchModule } from '../search/search.module.js';
import { ClaimsController } from './claims.controller.js';
import { ClaimsRepository } from './claims.repository.js';
import { ClaimsService } from './claims.service.js';
import { ClaimsView } from './claims.view.js';
import { DraftsService } from './drafts.service.js';
import { ProposalEventsRepository } from './proposal-events.repository.js';
import { ProposalChangesView } from './proposal-changes.view.js';
import { ProposalPreconditions } from './proposal-preconditions.service.js';
import { ProposalEntity } from './proposal.entity.js';
import { ProposalsController } from './proposals.controller.js';
import { ProposalsRepository } from './proposals.repository.js';
import { ProposalsService } from './proposals.service.js';
import { ProposalsView } from './proposals.view.js';

/** Proposals of flows and of changes to them, and their audit trail. */
@Module({
  imports: [
    AccountsModule,
    FlowsModule,
    SearchModule,
    SessionsModule,
    TypeOrmModule.forFeature([ProposalEntity]),
  ],
  controllers: [ClaimsController, ProposalsController],
  providers: [
    ClaimsRepository,
    ClaimsService,
    ClaimsView,
    DraftsService,
    ProposalChangesView,
    ProposalEventsRepository,
    ProposalPreconditions,
    ProposalsRepository,
    ProposalsService,
    ProposalsView,
  ],
  exports: [ClaimsService, DraftsService, ProposalPreconditions, ProposalsService],
})
export class ProposalsModule {}
