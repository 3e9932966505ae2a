import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import {
  caseOf,
  modelOf,
  scoreOf,
  type CalibrationCase,
  type CalibrationModel,
  type JudgedProposal,
} from './calibration.js';
import { CalibrationView } from './calibration.view.js';
import type { Confidence } from './confidence.js';

/** What the account's decisions say about the program's confidence. */
export interface Calibrated {
  judged: JudgedProposal[];
  cases: CalibrationCase[];
  /** So many cases it takes before they are in force. */
  minimum: number;
  model: CalibrationModel;
}

/** Turns what the formula says of a proposal into the share of such proposals that reviewers approved. */
@Injectable()
export class Calibration {
  constructor(
    private readonly accounts: AccountsService,
    private readonly view: CalibrationView,
  ) {}

  async read(tx: AccountTx): Promise<Calibrated> {
    const { calibrationMinimum: minimum } = await this.accounts.settings(tx);
    const judged = await this.view.judged(tx);
    const cases = judged.map(caseOf).filter((each) => each !== null);
    return { judged, cases, minimum, model: modelOf(cases, minimum) };
  }

  /** @param prior 0 to 1: what the formula says */
  assess({ model }: Calibrated, prior: number): Confidence {
    return {
      confidenceScore: scoreOf(model, prior),
      priorConfidence: prior,
      confidenceBasis: model.basis,
    };
  }
}
