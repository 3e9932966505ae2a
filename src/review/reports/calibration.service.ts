import { Injectable } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { Calibration } from '../../proposals/calibration/calibration.service.js';
import { CalibrationDto } from './calibration.response.dto.js';

/** How far the confidence of proposals can be believed. */
@Injectable()
export class CalibrationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly calibration: Calibration,
  ) {}

  async report(actor: Actor): Promise<CalibrationDto> {
    const calibrated = await this.transactions.snapshot(actor, (tx) => this.calibration.read(tx));
    return CalibrationDto.from(calibrated);
  }
}
