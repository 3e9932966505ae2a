import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SearchModule } from '../search/search.module.js';
import { FlowEventsRepository } from './flow-events.repository.js';
import { FlowLifecycle } from './flow-lifecycle.service.js';
import { FlowsController } from './flows.controller.js';
import { FlowsRepository } from './flows.repository.js';
import { FlowsService } from './flows.service.js';
import { TreeVersionEntity } from './tree-version.entity.js';
import { TreeEntity } from './tree.entity.js';

@Module({
  imports: [SearchModule, TypeOrmModule.forFeature([TreeEntity, TreeVersionEntity])],
  controllers: [FlowsController],
  providers: [FlowEventsRepository, FlowLifecycle, FlowsRepository, FlowsService],
  exports: [FlowLifecycle, FlowsService],
})
export class FlowsModule {}
