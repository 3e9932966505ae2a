import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '../jobs/jobs.module.js';
import { SearchModule } from '../search/search.module.js';
import { AiSessionEntity } from './ai-session.entity.js';
import { ImportChunkEntity } from './import-chunk.entity.js';
import { ImportChunksRepository } from './import-chunks.repository.js';
import { ObservationsRepository } from './observations.repository.js';
import { ObservationsService } from './observations.service.js';
import { SessionImportController } from './session-import.controller.js';
import { SessionImportService } from './session-import.service.js';
import { SessionImporter } from './session-importer.js';
import { SessionObservationEntity } from './session-observation.entity.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SessionsView } from './sessions.view.js';
import { UploadWatch } from './upload-watch.js';

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
    ObservationsService,
    SessionImporter,
    SessionImportService,
    SessionsRepository,
    SessionsService,
    SessionsView,
    UploadWatch,
  ],
  exports: [ObservationsService, SessionImportService, SessionsService],
})
export class SessionsModule {}
