import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { SearchModule } from '../search/search.module.js';
import { Calibration } from './calibration/calibration.service.js';
import { CalibrationView } from './calibration/calibration.view.js';
import { ClaimsController } from './claims/claims.controller.js';
import { ClaimsRepository } from './claims/claims.repository.js';
import { ClaimsService } from './claims/claims.service.js';
import { ClaimsView } from './claims/claims.view.js';
import { FlowMergesController } from './drafts/flow-merges.controller.js';
import { FlowMerges } from './drafts/flow-merges.service.js';
import { SessionDeparturesRepository } from './departures/session-departures.repository.js';
import { SessionDepartures } from './departures/session-departures.service.js';
import { DraftsService } from './drafts/drafts.service.js';
import { ProposalChangesView } from './changes/proposal-changes.view.js';
import { ProposalDecisions } from './proposal-decisions.service.js';
import { ProposalEventsRepository } from './trail/proposal-events.repository.js';
import { ProposalPreconditions } from './proposal-preconditions.service.js';
import { ProposalReversions } from './changes/proposal-reversions.service.js';
import { ProposalReversionsRepository } from './changes/proposal-reversions.repository.js';
import { ProposalEntity } from './proposal.entity.js';
import { ProposalsController } from './proposals.controller.js';
import { ProposalsRepository } from './proposals.repository.js';
import { ProposalsService } from './proposals.service.js';
import { ProposalsView } from './proposals.view.js';
import { ReviewRules } from './rules/review-rules.service.js';
import { ReviewRulesView } from './rules/review-rules.view.js';
import { SkipsController } from './claims/skips.controller.js';
import { SkipsRepository } from './claims/skips.repository.js';
import { SkipsService } from './claims/skips.service.js';
import { UnsureLabels } from './unsure/unsure-labels.service.js';
import { UnsureLabelsView } from './unsure/unsure-labels.view.js';
import { SetAsideProposals } from './set-aside.service.js';
import { ProposalEventEntity } from './trail/proposal-event.entity.js';
import { ProposalSkipEntity } from './claims/proposal-skip.entity.js';

/** Proposals of flows and of changes to them, and their audit trail. */
@Module({
  imports: [
    AccountsModule,
    FlowsModule,
    SearchModule,
    SessionsModule,
    TypeOrmModule.forFeature([ProposalEntity, ProposalEventEntity, ProposalSkipEntity]),
  ],
  controllers: [ClaimsController, ProposalsController, SkipsController, FlowMergesController],
  providers: [
    Calibration,
    CalibrationView,
    ClaimsRepository,
    ClaimsService,
    ClaimsView,
    DraftsService,
    FlowMerges,
    ProposalChangesView,
    ProposalDecisions,
    ProposalEventsRepository,
    ProposalPreconditions,
    ProposalReversions,
    ProposalReversionsRepository,
    ProposalsRepository,
    ProposalsService,
    ProposalsView,
    ReviewRules,
    ReviewRulesView,
    SessionDepartures,
    SessionDeparturesRepository,
    SetAsideProposals,
    SkipsRepository,
    SkipsService,
    UnsureLabels,
    UnsureLabelsView,
  ],
  exports: [
    Calibration,
    ClaimsService,
    DraftsService,
    ProposalDecisions,
    ProposalPreconditions,
    ProposalReversions,
    ProposalReversionsRepository,
    ProposalsRepository,
    ProposalsService,
    ReviewRules,
    SessionDepartures,
    SetAsideProposals,
    UnsureLabels,
  ],
})
export class ProposalsModule {}
