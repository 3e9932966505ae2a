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

const LIKELIHOOD = { minimum: 0, maximum: 1 } as const;

@ApiSchema({ name: 'CalibrationPoint' })
export class CalibrationPointDto {
  @ApiProperty({ ...LIKELIHOOD, example: 0.4 })
  prior_confidence: number;

  @ApiProperty({ ...LIKELIHOOD, example: 0.71 })
  confidence_score: number;
}

@ApiSchema({ name: 'CalibrationModel' })
export class CalibrationModelDto {
  @ApiProperty({
    enum: CONFIDENCE_BASES,
    enumName: 'ConfidenceBasis',
    description:
      'prior: the score is what a formula says, (1 - .65 * .75^(sessions - 1) * .7^confirmed) * (1 + fitness) / 2; calibrated: it is the share of such proposals that was approved',
    example: 'calibrated',
  })
  basis: ConfidenceBasis;

  @ApiProperty({ type: 'integer', example: 63 })
  decisions: number;

  @ApiProperty({
    type: 'integer',
    description: 'The setting calibration_minimum',
    example: 50,
  })
  minimum: number;

  @ApiProperty({ type: () => [CalibrationPointDto] })
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
  @ApiProperty({ type: 'integer', example: 49 })
  approved: number;

  @ApiProperty({ type: 'integer', example: 14 })
  declined: number;

  @ApiProperty({ type: 'integer', example: 5 })
  left_out: number;

  @ApiProperty({
    type: 'integer',
    description: 'Whose outcome was confirmed since',
    example: 6,
  })
  confirmed_since: number;

  @ApiProperty({
    type: 'integer',
    description: 'Whose confirmation was taken back since',
    example: 0,
  })
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
  @ApiProperty({ ...LIKELIHOOD, example: 0.148 })
  predicted: number;

  @ApiProperty({ ...LIKELIHOOD, example: 0.231 })
  prior: number;

  @ApiProperty({
    ...LIKELIHOOD,
    description: 'Of what the model in force says, which has learned from them',
    example: 0.132,
  })
  model: number;
}

@ApiSchema({ name: 'ReliabilityBin' })
export class ReliabilityBinDto {
  @ApiProperty({ ...LIKELIHOOD, example: 0.6 })
  from: number;

  @ApiProperty({ ...LIKELIHOOD, description: 'Not in it any more, but for 1', example: 0.7 })
  to: number;

  @ApiProperty({ type: 'integer', example: 17 })
  count: number;

  @ApiProperty({
    ...LIKELIHOOD,
    type: Number,
    nullable: true,
    example: 0.652,
  })
  mean_predicted: number | null;

  @ApiProperty({
    ...LIKELIHOOD,
    type: Number,
    nullable: true,
    description: 'The share that was approved, but for outcomes known since',
    example: 0.706,
  })
  mean_observed: number | null;

  static from(bin: ReliabilityBin): ReliabilityBinDto {
    const { from, to, count, meanPredicted, meanObserved } = bin;
    return { from, to, count, mean_predicted: meanPredicted, mean_observed: meanObserved };
  }
}

@ApiSchema({ name: 'Calibration' })
export class CalibrationDto {
  @ApiProperty({ type: () => CalibrationModelDto })
  model: CalibrationModelDto;

  @ApiProperty({ type: () => CalibrationCountsDto })
  decisions: CalibrationCountsDto;

  @ApiProperty({ type: () => BrierScoresDto, nullable: true, description: 'null while there is no decision' })
  brier_scores: BrierScoresDto | null;

  @ApiProperty({
    type: () => [ReliabilityBinDto],
    minItems: RELIABILITY_BINS,
    maxItems: RELIABILITY_BINS,
    description: 'The reliability curve',
  })
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
