import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { CareCheck } from './care-check.service.js';
import { CareMarking } from './care-marking.service.js';
import { CareRepository } from './care.repository.js';
import { CareView } from './care.view.js';
import { FlagsController } from './flags.controller.js';
import { FlagsRepository } from './flags.repository.js';
import { FlagsService } from './flags.service.js';
import { VerificationController } from './verification.controller.js';
import { VerificationService } from './verification.service.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FlowFlagEntity } from './flow-flag.entity.js';

/** Whose flows are, what technicians flag in them, and whether they still hold. */
@Module({
  imports: [AccountsModule, FlowsModule, TypeOrmModule.forFeature([FlowFlagEntity])],
  controllers: [FlagsController, VerificationController],
  providers: [
    CareCheck,
    CareMarking,
    CareRepository,
    CareView,
    FlagsRepository,
    FlagsService,
    VerificationService,
  ],
  exports: [CareCheck, FlagsService, VerificationService],
})
export class FlowCareModule {}
