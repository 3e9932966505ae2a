import { Module } from '@nestjs/common';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { DiagramsModule } from '../diagrams/diagrams.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { L1WalksModule } from '../l1-walks/l1-walks.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { ReviewModule } from '../review/review.module.js';
import { SuggestionsModule } from '../suggestions/suggestions.module.js';
import { McpEndpoint } from './mcp-endpoint.service.js';
import { McpServices } from './mcp-services.js';
import { McpController } from './mcp.controller.js';

/** The account's knowledge for AI assistants, by the Model Context Protocol. */
@Module({
  imports: [
    DiagramsModule,
    FlowsModule,
    L1WalksModule,
    ProposalsModule,
    ReviewModule,
    SessionsModule,
    SuggestionsModule,
  ],
  controllers: [McpController],
  providers: [McpEndpoint, McpServices],
})
export class McpModule {}
