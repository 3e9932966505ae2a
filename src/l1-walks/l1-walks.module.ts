import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { SearchModule } from '../search/search.module.js';
import { SuggestionsModule } from '../suggestions/suggestions.module.js';
import { WalkEndingsController } from './walking/walk-endings.controller.js';
import { WalkEndingsService } from './walking/walk-endings.service.js';
import { WalkGate } from './walking/walk-gate.service.js';
import { WalkMemory } from './learning/walk-memory.service.js';
import { WalkMemoryView } from './learning/walk-memory.view.js';
import { WalkOutcomes } from './learning/walk-outcomes.service.js';
import { WalkStepsController } from './walking/walk-steps.controller.js';
import { WalkStepsService } from './walking/walk-steps.service.js';
import { WalkSupportRepository } from './learning/walk-support.repository.js';
import { WalkSupport } from './learning/walk-support.service.js';
import { WalkEntity } from './walk.entity.js';
import { WalksController } from './walks.controller.js';
import { WalksRepository } from './walks.repository.js';
import { WalksService } from './walks.service.js';
import { WalksView } from './walks.view.js';
import { WalkSupportEntity } from './learning/walk-support.entity.js';

/** First-line technicians walk published flows; what came of it goes back into the flywheel. */
@Module({
  imports: [
    FlowsModule,
    SearchModule,
    SessionsModule,
    SuggestionsModule,
    TypeOrmModule.forFeature([WalkEntity, WalkSupportEntity]),
  ],
  controllers: [WalksController, WalkStepsController, WalkEndingsController],
  providers: [
    WalkEndingsService,
    WalkGate,
    WalkMemory,
    WalkMemoryView,
    WalkOutcomes,
    WalkStepsService,
    WalksRepository,
    WalksService,
    WalksView,
    WalkSupport,
    WalkSupportRepository,
  ],
  exports: [
    WalkEndingsService,
    WalkMemory,
    WalkOutcomes,
    WalkStepsService,
    WalksService,
    WalkSupportRepository,
  ],
})
export class L1WalksModule {}
