import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { AuthModule } from '../accounts/auth.module.js';
import { DiagramLinksController } from './diagram-links.controller.js';
import { DiagramLinksService } from './diagram-links.service.js';
import { DiagramsController } from './diagrams.controller.js';
import { DiagramsService } from './diagrams.service.js';
import { DrawingService } from './drawing.service.js';

/** Flows and proposals as diagrams, runbooks and files. */
@Module({
  imports: [AuthModule, FlowsModule, OutcomesModule, ProposalsModule],
  controllers: [DiagramsController, DiagramLinksController],
  providers: [DiagramLinksService, DiagramsService, DrawingService],
  exports: [DiagramsService],
})
export class DiagramsModule {}
