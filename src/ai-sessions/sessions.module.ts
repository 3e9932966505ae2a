import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '../jobs/jobs.module.js';
import { SearchModule } from '../search/search.module.js';
import { AiSessionEntity } from './ai-session.entity.js';
import { ImportChunkEntity } from './import/import-chunk.entity.js';
import { ImportChunksRepository } from './import/import-chunks.repository.js';
import { ObservationsRepository } from './observations/observations.repository.js';
import { Relearning } from './observations/relearning.service.js';
import { SessionImportController } from './import/session-import.controller.js';
import { SessionImportService } from './import/session-import.service.js';
import { SessionImporter } from './import/session-importer.js';
import { SessionObservationEntity } from './observations/session-observation.entity.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SessionsView } from './sessions.view.js';
import { UploadWatch } from './import/upload-watch.js';

/** Support sessions: recorded, imported, ended, and what the flywheel concluded from each. */
@Module({
  imports: [
    JobsModule,
    SearchModule,
    TypeOrmModule.forFeature([AiSessionEntity, ImportChunkEntity, SessionObservationEntity]),
  ],
  controllers: [SessionImportController, SessionsController],
  providers: [
    ImportChunksRepository,
    ObservationsRepository,
    Relearning,
    SessionImporter,
    SessionImportService,
    SessionsRepository,
    SessionsService,
    SessionsView,
    UploadWatch,
  ],
  exports: [ObservationsRepository, Relearning, SessionImportService, SessionsRepository, SessionsService],
})
export class SessionsModule {}
