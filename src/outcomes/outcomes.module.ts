import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { FlowAnalyticsController } from './flow-analytics.controller.js';
import { FlowAnalyticsService } from './flow-analytics.service.js';
import { FlowAnalyticsView } from './flow-analytics.view.js';
import { ProposalImpactController } from './proposal-impact.controller.js';
import { ProposalImpactService } from './proposal-impact.service.js';
import { ProposalImpactView } from './proposal-impact.view.js';
import { TicketsController } from './tickets.controller.js';
import { TicketsService } from './tickets.service.js';
import { TicketsView } from './tickets.view.js';

/** Did it help? What came of flows, of proposals and of tickets. */
@Module({
  imports: [FlowsModule, ProposalsModule],
  controllers: [FlowAnalyticsController, ProposalImpactController, TicketsController],
  providers: [
    FlowAnalyticsService,
    FlowAnalyticsView,
    ProposalImpactService,
    ProposalImpactView,
    TicketsService,
    TicketsView,
  ],
  exports: [FlowAnalyticsService],
})
export class OutcomesModule {}
