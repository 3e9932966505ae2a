import { Global, Module } from '@nestjs/common';
import { SessionReplay } from '../../proposals/session-replay.js';
import { CandidatesView } from '../candidates/candidates.view.js';
import { MergingService } from '../merging/merging.service.js';
import { FlywheelReplay } from './session-replay.service.js';

/** Gives those who publish flows the flywheel's replay, without their knowing the flywheel. */
@Global()
@Module({
  providers: [CandidatesView, MergingService, { provide: SessionReplay, useClass: FlywheelReplay }],
  exports: [SessionReplay, MergingService],
})
export class SessionReplayModule {}
