import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SearchModule } from '../search/search.module.js';
import { FlowsController } from './flows.controller.js';
import { FlowsRepository } from './flows.repository.js';
import { FlowsService } from './flows.service.js';
import { TreeVersionEntity } from './tree-version.entity.js';
import { TreeEntity } from './tree.entity.js';

@Module({
  imports: [SearchModule, TypeOrmModule.forFeature([TreeEntity, TreeVersionEntity])],
  controllers: [FlowsController],
  providers: [FlowsRepository, FlowsService],
  exports: [FlowsService],
})
export class FlowsModule {}
