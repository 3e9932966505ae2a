import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { EncodingModule } from '../encoding/encoding.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { L1WalksModule } from '../l1-walks/l1-walks.module.js';
import { LanguageModelModule } from '../language-model/language-model.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { SearchModule } from '../search/search.module.js';
import { AlignmentController } from './alignment/alignment.controller.js';
import { AlignmentService } from './alignment/alignment.service.js';
import { AlignmentView } from './alignment/alignment.view.js';
import { Candidates } from './candidates/candidates.service.js';
import { CandidatesView } from './candidates/candidates.view.js';
import { ProposalConfidence } from './write/confidence.service.js';
import { ConfirmOutcome } from './observe/confirm-outcome.service.js';
import { ConfirmWalk } from './observe/confirm-walk.service.js';
import { Decider } from './deciding/decider.service.js';
import { DecisionWriter } from './write/decision-writer.service.js';
import { Deliberation } from './observe/deliberation.service.js';
import { DocumentObserver } from './observe/document-observer.service.js';
import { ProblemsView } from './write/problems.view.js';
import { EvidenceView } from './write/evidence.view.js';
import { StepExtractor } from './extraction/step-extractor.js';
import { TranscriptReader } from './observe/transcript-reader.service.js';
import { FlowEvidenceController } from './evidence/flow-evidence.controller.js';
import { FlowEvidenceService } from './evidence/flow-evidence.service.js';
import { FlowEvidenceView } from './evidence/flow-evidence.view.js';
import { ModelAdvice } from './model/model-advice.service.js';
import { ModelQuestions } from './model/model-questions.service.js';
import { SessionMovesController } from './moving/session-moves.controller.js';
import { SessionMoves } from './moving/session-moves.service.js';
import { ObserveSession } from './observe/observe-session.service.js';
import { RefreshProposals } from './observe/refresh-proposals.service.js';
import { SecondLook } from './observe/second-look.service.js';
import { SessionReader } from './observe/session-reader.service.js';
import { SetAsideCandidates } from './candidates/set-aside-candidates.service.js';
import { SetAsideView } from './candidates/set-aside.view.js';
import { SplitSuggestionController } from './splitting/split-suggestion.controller.js';
import { SplitSuggestions } from './splitting/split-suggestion.service.js';
import { SetAsideWriter } from './write/set-aside-writer.service.js';

/** Resolved session -> observation -> proposal. */
@Module({
  imports: [
    AccountsModule,
    SearchModule,
    EncodingModule,
    FlowsModule,
    SessionsModule,
    ProposalsModule,
    LanguageModelModule,
    L1WalksModule,
  ],
  controllers: [
    AlignmentController,
    FlowEvidenceController,
    SessionMovesController,
    SplitSuggestionController,
  ],
  providers: [
    AlignmentService,
    AlignmentView,
    Candidates,
    CandidatesView,
    ConfirmOutcome,
    ConfirmWalk,
    Decider,
    DecisionWriter,
    Deliberation,
    DocumentObserver,
    EvidenceView,
    ProblemsView,
    FlowEvidenceService,
    FlowEvidenceView,
    ModelAdvice,
    ModelQuestions,
    ObserveSession,
    ProposalConfidence,
    RefreshProposals,
    SecondLook,
    SessionMoves,
    SessionReader,
    SetAsideCandidates,
    SetAsideView,
    SetAsideWriter,
    SplitSuggestions,
    { provide: StepExtractor, useClass: TranscriptReader },
  ],
  exports: [DocumentObserver, ObserveSession],
})
export class FlywheelModule {}
