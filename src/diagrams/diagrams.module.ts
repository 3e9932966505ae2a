import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { DiagramsController } from './diagrams.controller.js';
import { DiagramsService } from './diagrams.service.js';
import { DrawingService } from './drawing.service.js';

/** Flows and proposals as diagrams, runbooks and files. */
@Module({
  imports: [FlowsModule, OutcomesModule, ProposalsModule],
  controllers: [DiagramsController],
  providers: [DiagramsService, DrawingService],
})
export class DiagramsModule {}
