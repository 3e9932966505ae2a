import { Injectable } from '@nestjs/common';
import { SessionsService } from '../ai-sessions/sessions.service.js';
import { DiagramsService } from '../diagrams/diagrams.service.js';
import { FlowsService } from '../flows/flows.service.js';
import { WalkEndingsService } from '../l1-walks/walking/walk-endings.service.js';
import { WalkStepsService } from '../l1-walks/walking/walk-steps.service.js';
import { WalksService } from '../l1-walks/walks.service.js';
import { ClaimsService } from '../proposals/claims/claims.service.js';
import { ProposalPreconditions } from '../proposals/proposal-preconditions.service.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { DecisionsService } from '../review/decisions/decisions.service.js';
import { PreviewService } from '../review/publishing/preview.service.js';
import { SuggestionsService } from '../suggestions/suggestions.service.js';

/** The services that tools, resources and prompts call: the same that the controllers of the API call. */
@Injectable()
export class McpServices {
  constructor(
    readonly flows: FlowsService,
    readonly suggestions: SuggestionsService,
    readonly diagrams: DiagramsService,
    readonly walks: WalksService,
    readonly walkSteps: WalkStepsService,
    readonly walkEndings: WalkEndingsService,
    readonly sessions: SessionsService,
    readonly proposals: ProposalsService,
    readonly claims: ClaimsService,
    readonly preconditions: ProposalPreconditions,
    readonly preview: PreviewService,
    readonly decisions: DecisionsService,
  ) {}
}
