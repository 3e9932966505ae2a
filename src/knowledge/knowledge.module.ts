import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { FlywheelModule } from '../flywheel/flywheel.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { DocumentReader } from './document-reader.service.js';
import { DocumentImporter } from './document-importer.service.js';
import { KnowledgeDocumentEntity } from './knowledge-document.entity.js';
import { KnowledgeDocumentsRepository } from './knowledge-documents.repository.js';
import { KnowledgeImportItemEntity } from './knowledge-import-item.entity.js';
import { KnowledgeImportItemsRepository } from './knowledge-import-items.repository.js';
import { KnowledgeImportController } from './knowledge-import.controller.js';
import { KnowledgeImportJob } from './knowledge-import.job.js';
import { KnowledgeImportService } from './knowledge-import.service.js';
import { KnowledgeImports } from './knowledge-imports.service.js';
import { KnowledgeProcedureEntity } from './knowledge-procedure.entity.js';
import { KnowledgeController } from './knowledge.controller.js';
import { KnowledgeService } from './knowledge.service.js';
import { KnowledgeView } from './knowledge.view.js';

/** Runbooks, flowcharts and exports -> sessions of origin kb_import -> proposals of source kb_accelerator. */
@Module({
  imports: [
    FlowsModule,
    FlywheelModule,
    JobsModule,
    ProposalsModule,
    SessionsModule,
    TypeOrmModule.forFeature([KnowledgeDocumentEntity, KnowledgeImportItemEntity, KnowledgeProcedureEntity]),
  ],
  controllers: [KnowledgeController, KnowledgeImportController],
  providers: [
    DocumentImporter,
    DocumentReader,
    KnowledgeDocumentsRepository,
    KnowledgeImportItemsRepository,
    KnowledgeImportJob,
    KnowledgeImports,
    KnowledgeImportService,
    KnowledgeService,
    KnowledgeView,
  ],
  exports: [KnowledgeImportService],
})
export class KnowledgeModule {}
