import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { LATEST_DECISIONS } from '../../proposals/calibration/calibration.js';
import { CalibrationDto } from './calibration.response.dto.js';
import { CalibrationService } from './calibration.service.js';

@ApiTags('review')
@Controller({ path: 'review/calibration', version: '1' })
export class CalibrationController {
  constructor(private readonly calibration: CalibrationService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'How far the confidence of proposals can be believed',
    description: `What was predicted of the latest ${LATEST_DECISIONS} decided proposals when each was decided, against what came of it, and the model that scores new and grown ones. Approved and modified count as 1, rejected and dismissed as 0; what the outcome confirmed or took back since counts as much as the reviewer. Left out are drafts, and what was decided against as a duplicate, for now, or for want of an owner.`,
  })
  @ApiOkResponse({ type: CalibrationDto })
  get(@CurrentActor() actor: Actor): Promise<CalibrationDto> {
    return this.calibration.report(actor);
  }
}
