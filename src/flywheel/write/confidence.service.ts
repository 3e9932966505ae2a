import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Calibration } from '../../proposals/calibration/calibration.service.js';
import { priorOnly, type Confidence } from '../../proposals/calibration/confidence.js';
import type { ProposalType } from '../../proposals/proposal.js';
import { confidenceOf, type ConfidenceEvidence } from '../core/decision/confidence.js';
import { EvidenceView } from './evidence.view.js';

/** What a session adds to the evidence for a proposal. */
export interface Witness {
  outcomeConfirmed: boolean;
  /** 0 to 1 */
  fitness: number;
}

/** A proposal as its sessions make it look. */
export interface Standing {
  confidence: Confidence;
  /** 0 to 1: the mean of its sessions. */
  fitness: number;
  /** Whether the resolution of any of them was confirmed. */
  validatedByOutcome: boolean;
}

const NO_EVIDENCE: ConfidenceEvidence = { supportingSessions: 0, confirmedOutcomes: 0, meanFitness: 0 };

/** How far proposals are to be trusted, from the sessions behind them and the decisions on others before. */
@Injectable()
export class ProposalConfidence {
  constructor(
    private readonly evidence: EvidenceView,
    private readonly calibration: Calibration,
  ) {}

  /** Of a proposal that one session makes. */
  async ofNew(tx: AccountTx, type: ProposalType, session: Witness): Promise<Standing> {
    return this.standing(tx, type, NO_EVIDENCE, session);
  }

  /** Of a proposal once one more session has joined it. */
  async joinedBy(tx: AccountTx, id: string, type: ProposalType, session: Witness): Promise<Standing> {
    return this.standing(tx, type, await this.evidence.ofProposal(tx, id), session);
  }

  async of(tx: AccountTx, id: string, type: ProposalType): Promise<Standing> {
    return this.standing(tx, type, await this.evidence.ofProposal(tx, id), null);
  }

  private async standing(
    tx: AccountTx,
    type: ProposalType,
    before: ConfidenceEvidence,
    session: Witness | null,
  ): Promise<Standing> {
    // Nobody decides on a mere record, so decisions on others say nothing about it.
    const calibrated = type === 'auto_reinforced' ? null : await this.calibration.read(tx);
    const evidence = session ? withSession(before, session) : before;
    const prior = confidenceOf(evidence);
    return {
      confidence: calibrated ? this.calibration.assess(calibrated, prior) : priorOnly(prior),
      fitness: evidence.meanFitness,
      validatedByOutcome: evidence.confirmedOutcomes > 0,
    };
  }
}

/** The evidence with one more session. */
function withSession(before: ConfidenceEvidence, session: Witness): ConfidenceEvidence {
  const supportingSessions = before.supportingSessions + 1;
  return {
    supportingSessions,
    confirmedOutcomes: before.confirmedOutcomes + (session.outcomeConfirmed ? 1 : 0),
    meanFitness: (before.meanFitness * before.supportingSessions + session.fitness) / supportingSessions,
  };
}
