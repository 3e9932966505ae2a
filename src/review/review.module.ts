import { Module } from '@nestjs/common';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { AnalyticsController } from './analytics.controller.js';
import { AnalyticsService } from './analytics.service.js';
import { AnalyticsView } from './analytics.view.js';
import { BulkController } from './bulk.controller.js';
import { BulkDecisions } from './bulk-decisions.service.js';
import { BulkService } from './bulk.service.js';
import { DecisionsController } from './decisions.controller.js';
import { PreviewController } from './preview.controller.js';
import { PreviewService } from './preview.service.js';
import { Publishing } from './publishing.service.js';
import { ReviewController } from './review.controller.js';
import { ReviewService } from './review.service.js';
import { ReviewView } from './review.view.js';

/** The review desk: decisions on proposals, and what they publish. */
@Module({
  imports: [FlowsModule, JobsModule, SessionsModule, ProposalsModule],
  controllers: [
    AnalyticsController,
    BulkController,
    DecisionsController,
    PreviewController,
    ReviewController,
  ],
  providers: [
    AnalyticsService,
    AnalyticsView,
    BulkDecisions,
    BulkService,
    PreviewService,
    Publishing,
    ReviewService,
    ReviewView,
  ],
  exports: [ReviewService],
})
export class ReviewModule {}
