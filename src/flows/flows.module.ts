import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SearchModule } from '../search/search.module.js';
import { FlowCriticalityController } from './flow-criticality.controller.js';
import { FlowCriticality } from './flow-criticality.service.js';
import { FlowDistinctionEntity } from './flow-distinction.entity.js';
import { FlowDistinctionsRepository } from './flow-distinctions.repository.js';
import { FlowEventsRepository } from './flow-events.repository.js';
import { FlowLifecycle } from './flow-lifecycle.service.js';
import { FlowPreconditions } from './flow-preconditions.service.js';
import { FlowsController } from './flows.controller.js';
import { FlowsRepository } from './flows.repository.js';
import { FlowsService } from './flows.service.js';
import { TreeVersionEntity } from './tree-version.entity.js';
import { TreeEntity } from './tree.entity.js';
import { FlowEventEntity } from './flow-event.entity.js';

@Module({
  imports: [
    AccountsModule,
    SearchModule,
    TypeOrmModule.forFeature([FlowDistinctionEntity, FlowEventEntity, TreeEntity, TreeVersionEntity]),
  ],
  controllers: [FlowCriticalityController, FlowsController],
  providers: [
    FlowCriticality,
    FlowDistinctionsRepository,
    FlowEventsRepository,
    FlowLifecycle,
    FlowPreconditions,
    FlowsRepository,
    FlowsService,
  ],
  exports: [FlowDistinctionsRepository, FlowEventsRepository, FlowLifecycle, FlowPreconditions, FlowsService],
})
export class FlowsModule {}
