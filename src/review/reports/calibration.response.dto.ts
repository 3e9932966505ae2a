import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  brierScoresOf,
  caseOf,
  isApproval,
  laterOutcome,
  reliabilityOf,
  RELIABILITY_BINS,
  scoreOf,
  type BrierScores,
  type CalibrationModel,
  type JudgedProposal,
  type ReliabilityBin,
} from '../../proposals/calibration/calibration.js';
import type { Calibrated } from '../../proposals/calibration/calibration.service.js';
import { CONFIDENCE_BASES, type ConfidenceBasis } from '../../proposals/calibration/confidence.js';

@ApiSchema({ name: 'CalibrationPoint' })
export class CalibrationPointDto {
  prior_confidence: number;

  confidence_score: number;
}

@ApiSchema({ name: 'CalibrationModel' })
export class CalibrationModelDto {
  @ApiProperty({
    enum: CONFIDENCE_BASES,
    enumName: 'ConfidenceBasis',
    description:
      'prior: the score is what a formula says, (1 - .65 * .75^(sessions - 1) * .7^confirmed) * (1 + fitness) / 2; calibrated: it is the share of such proposals that was approved',
  })
  basis: ConfidenceBasis;

  @ApiProperty({ type: 'integer' })
  decisions: number;

  /** The setting calibration_minimum */
  @ApiProperty({ type: 'integer' })
  minimum: number;

  curve: CalibrationPointDto[];

  static from(model: CalibrationModel, decisions: number, minimum: number): CalibrationModelDto {
    const tenths = Array.from({ length: 11 }, (_, tenth) => tenth / 10);
    return {
      basis: model.basis,
      decisions,
      minimum,
      curve: tenths.map((prior) => ({ prior_confidence: prior, confidence_score: scoreOf(model, prior) })),
    };
  }
}

@ApiSchema({ name: 'CalibrationCounts' })
export class CalibrationCountsDto {
  @ApiProperty({ type: 'integer' })
  approved: number;

  @ApiProperty({ type: 'integer' })
  declined: number;

  @ApiProperty({ type: 'integer' })
  left_out: number;

  /** Whose outcome was confirmed since */
  @ApiProperty({ type: 'integer' })
  confirmed_since: number;

  /** Whose confirmation was taken back since */
  @ApiProperty({ type: 'integer' })
  withdrawn_since: number;

  static from(judged: readonly JudgedProposal[]): CalibrationCountsDto {
    const learned = judged.filter((each) => caseOf(each) !== null);
    const later = learned.map(laterOutcome);
    const approved = learned.filter(({ status }) => isApproval(status)).length;
    return {
      approved,
      declined: learned.length - approved,
      left_out: judged.length - learned.length,
      confirmed_since: later.filter((outcome) => outcome === 'confirmed').length,
      withdrawn_since: later.filter((outcome) => outcome === 'withdrawn').length,
    };
  }
}

const BRIER = 'The mean square of what it was off by: 0 is perfect, .25 is what always saying .5 gets';

@ApiSchema({ name: 'BrierScores', description: BRIER })
export class BrierScoresDto implements BrierScores {
  predicted: number;

  prior: number;

  /** Of what the model in force says, which has learned from them */
  model: number;
}

@ApiSchema({ name: 'ReliabilityBin' })
export class ReliabilityBinDto {
  from: number;

  /** Not in it any more, but for 1 */
  to: number;

  @ApiProperty({ type: 'integer' })
  count: number;

  mean_predicted: number | null;

  /** The share that was approved, but for outcomes known since */
  mean_observed: number | null;

  static from(bin: ReliabilityBin): ReliabilityBinDto {
    const { from, to, count, meanPredicted, meanObserved } = bin;
    return { from, to, count, mean_predicted: meanPredicted, mean_observed: meanObserved };
  }
}

@ApiSchema({ name: 'Calibration' })
export class CalibrationDto {
  model: CalibrationModelDto;

  decisions: CalibrationCountsDto;

  /** null while there is no decision */
  brier_scores: BrierScoresDto | null;

  /** The reliability curve */
  @ApiProperty({ minItems: RELIABILITY_BINS, maxItems: RELIABILITY_BINS })
  bins: ReliabilityBinDto[];

  static from({ judged, cases, minimum, model }: Calibrated): CalibrationDto {
    return {
      model: CalibrationModelDto.from(model, cases.length, minimum),
      decisions: CalibrationCountsDto.from(judged),
      brier_scores: brierScoresOf(cases, model),
      bins: reliabilityOf(cases).map((bin) => ReliabilityBinDto.from(bin)),
    };
  }
}
