import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { SearchModule } from '../search/search.module.js';
import { SuggestionsModule } from '../suggestions/suggestions.module.js';
import { WalkEndingsController } from './walk-endings.controller.js';
import { WalkEndingsService } from './walk-endings.service.js';
import { WalkGate } from './walk-gate.service.js';
import { WalkMemory } from './walk-memory.service.js';
import { WalkMemoryView } from './walk-memory.view.js';
import { WalkOutcomes } from './walk-outcomes.service.js';
import { WalkStepsController } from './walk-steps.controller.js';
import { WalkStepsService } from './walk-steps.service.js';
import { WalkSupportRepository } from './walk-support.repository.js';
import { WalkSupport } from './walk-support.service.js';
import { WalkEntity } from './walk.entity.js';
import { WalksController } from './walks.controller.js';
import { WalksRepository } from './walks.repository.js';
import { WalksService } from './walks.service.js';
import { WalksView } from './walks.view.js';
import { WalkSupportEntity } from './walk-support.entity.js';

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
  exports: [WalkEndingsService, WalkMemory, WalkOutcomes, WalkStepsService, WalksService, WalkSupport],
})
export class L1WalksModule {}
