import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module.js';
import { FlowAnalyticsController } from './flow-analytics.controller.js';
import { FlowAnalyticsService } from './flow-analytics.service.js';
import { FlowAnalyticsView } from './flow-analytics.view.js';

/** Did it help? What came of flows, of proposals and of tickets. */
@Module({
  imports: [FlowsModule],
  controllers: [FlowAnalyticsController],
  providers: [FlowAnalyticsService, FlowAnalyticsView],
  exports: [FlowAnalyticsService],
})
export class OutcomesModule {}
