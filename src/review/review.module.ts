import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { SearchModule } from '../search/search.module.js';
import { AnalyticsController } from './reports/analytics.controller.js';
import { AnalyticsService } from './reports/analytics.service.js';
import { AnalyticsView } from './reports/analytics.view.js';
import { AuditExportController } from './audit/audit-export.controller.js';
import { AuditExportRepository } from './audit/audit-export.repository.js';
import { AuditExport } from './audit/audit-export.service.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkDecisions } from './bulk/bulk-decisions.service.js';
import { BulkOutcomesRepository } from './bulk/bulk-outcomes.repository.js';
import { BulkOutcomes } from './bulk/bulk-outcomes.service.js';
import { BulkRehearsalsRepository } from './bulk/bulk-rehearsals.repository.js';
import { BulkRehearsals } from './bulk/bulk-rehearsals.service.js';
import { BulkSelectionView } from './bulk/bulk-selection.view.js';
import { BulkWorker } from './bulk/bulk-worker.service.js';
import { BulkService } from './bulk/bulk.service.js';
import { CalibrationController } from './reports/calibration.controller.js';
import { CalibrationService } from './reports/calibration.service.js';
import { FlowChangesController } from './history/flow-changes.controller.js';
import { FlowChanges } from './history/flow-changes.service.js';
import { FlowHistoryController } from './history/flow-history.controller.js';
import { FlowHistory } from './history/flow-history.service.js';
import { FlowHistoryView } from './history/flow-history.view.js';
import { DecisionsController } from './decisions/decisions.controller.js';
import { PreviewController } from './publishing/preview.controller.js';
import { PreviewService } from './publishing/preview.service.js';
import { Publishing } from './publishing/publishing.service.js';
import { RevertsController } from './undo/reverts.controller.js';
import { RevertsService } from './undo/reverts.service.js';
import { ReviewController } from './reports/review.controller.js';
import { DecisionsService } from './decisions/decisions.service.js';
import { ReviewSummary } from './reports/review-summary.service.js';
import { ReviewView } from './decisions/review.view.js';
import { SplitsController } from './splitting/splits.controller.js';
import { SplitsService } from './splitting/splits.service.js';
import { Undoing } from './undo/undoing.service.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BulkOutcomeEntity } from './bulk/bulk-outcome.entity.js';
import { BulkRehearsalEntity } from './bulk/bulk-rehearsal.entity.js';

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
    SplitsController,
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
    RevertsService,
    DecisionsService,
    ReviewSummary,
    ReviewView,
    SplitsService,
    Undoing,
  ],
  exports: [DecisionsService, PreviewService],
})
export class ReviewModule {}
