import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { L1WalksModule } from '../l1-walks/l1-walks.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { SearchModule } from '../search/search.module.js';
import { AlignmentController } from './alignment.controller.js';
import { AlignmentService } from './alignment.service.js';
import { AlignmentView } from './alignment.view.js';
import { Candidates } from './candidates.service.js';
import { CandidatesView } from './candidates.view.js';
import { ProposalConfidence } from './confidence.service.js';
import { ConfirmOutcome } from './confirm-outcome.service.js';
import { ConfirmWalk } from './confirm-walk.service.js';
import { DecisionWriter } from './decision-writer.service.js';
import { Deliberation } from './deliberation.service.js';
import { DocumentObserver } from './document-observer.service.js';
import { EvidenceView } from './evidence.view.js';
import { StepExtractor } from './extraction/step-extractor.js';
import { TranscriptReader } from './extraction/transcript-reader.js';
import { FlowEvidenceController } from './flow-evidence.controller.js';
import { FlowEvidenceService } from './flow-evidence.service.js';
import { FlowEvidenceView } from './flow-evidence.view.js';
import { ObserveSession } from './observe-session.service.js';
import { RefreshProposals } from './refresh-proposals.service.js';
import { SecondLook } from './second-look.service.js';
import { SessionReader } from './session-reader.service.js';
import { SetAsideCandidates } from './set-aside-candidates.service.js';
import { SetAsideView } from './set-aside.view.js';
import { SetAsideWriter } from './set-aside-writer.service.js';

/** Resolved session -> observation -> proposal. */
@Module({
  imports: [AccountsModule, SearchModule, FlowsModule, SessionsModule, ProposalsModule, L1WalksModule],
  controllers: [AlignmentController, FlowEvidenceController],
  providers: [
    AlignmentService,
    AlignmentView,
    Candidates,
    CandidatesView,
    ConfirmOutcome,
    ConfirmWalk,
    DecisionWriter,
    Deliberation,
    DocumentObserver,
    EvidenceView,
    FlowEvidenceService,
    FlowEvidenceView,
    ObserveSession,
    ProposalConfidence,
    RefreshProposals,
    SecondLook,
    SessionReader,
    SetAsideCandidates,
    SetAsideView,
    SetAsideWriter,
    { provide: StepExtractor, useClass: TranscriptReader },
  ],
  exports: [DocumentObserver, ObserveSession],
})
export class FlywheelModule {}
