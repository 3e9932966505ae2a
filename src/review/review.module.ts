import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { SearchModule } from '../search/search.module.js';
import { AnalyticsController } from './analytics.controller.js';
import { AnalyticsService } from './analytics.service.js';
import { AnalyticsView } from './analytics.view.js';
import { AuditExportController } from './audit-export.controller.js';
import { AuditExportRepository } from './audit-export.repository.js';
import { AuditExport } from './audit-export.service.js';
import { BulkController } from './bulk.controller.js';
import { BulkDecisions } from './bulk-decisions.service.js';
import { BulkOutcomesRepository } from './bulk-outcomes.repository.js';
import { BulkOutcomes } from './bulk-outcomes.service.js';
import { BulkRehearsalsRepository } from './bulk-rehearsals.repository.js';
import { BulkRehearsals } from './bulk-rehearsals.service.js';
import { BulkSelectionView } from './bulk-selection.view.js';
import { BulkWorker } from './bulk-worker.service.js';
import { BulkService } from './bulk.service.js';
import { CalibrationController } from './calibration.controller.js';
import { CalibrationService } from './calibration.service.js';
import { FlowChangesController } from './flow-changes.controller.js';
import { FlowChanges } from './flow-changes.service.js';
import { FlowHistoryController } from './flow-history.controller.js';
import { FlowHistory } from './flow-history.service.js';
import { FlowHistoryView } from './flow-history.view.js';
import { DecisionsController } from './decisions.controller.js';
import { PreviewController } from './preview.controller.js';
import { PreviewService } from './preview.service.js';
import { Publishing } from './publishing.service.js';
import { Relearning } from './relearning.service.js';
import { RevertsController } from './reverts.controller.js';
import { RevertsService } from './reverts.service.js';
import { ReviewController } from './review.controller.js';
import { DecisionsService } from './decisions.service.js';
import { ReviewSummary } from './review-summary.service.js';
import { ReviewView } from './review.view.js';
import { Undoing } from './undoing.service.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BulkOutcomeEntity } from './bulk-outcome.entity.js';
import { BulkRehearsalEntity } from './bulk-rehearsal.entity.js';

/** The review desk: decisions on proposals, and what they publish. */
@Module({
  imports: [
    AccountsModule,
    FlowsModule,
    JobsModule,
    SearchModule,
    SessionsModule,
    ProposalsModule,
    TypeOrmModule.forFeature([BulkOutcomeEntity, BulkRehearsalEntity]),
  ],
  controllers: [
    AnalyticsController,
    BulkController,
    CalibrationController,
    DecisionsController,
    AuditExportController,
    FlowChangesController,
    FlowHistoryController,
    PreviewController,
    RevertsController,
    ReviewController,
  ],
  providers: [
    AnalyticsService,
    AnalyticsView,
    BulkDecisions,
    BulkOutcomes,
    BulkOutcomesRepository,
    BulkRehearsals,
    BulkRehearsalsRepository,
    BulkSelectionView,
    BulkService,
    CalibrationService,
    AuditExport,
    AuditExportRepository,
    FlowChanges,
    FlowHistory,
    FlowHistoryView,
    BulkWorker,
    PreviewService,
    Publishing,
    Relearning,
    RevertsService,
    DecisionsService,
    ReviewSummary,
    ReviewView,
    Undoing,
  ],
  exports: [DecisionsService],
})
export class ReviewModule {}
