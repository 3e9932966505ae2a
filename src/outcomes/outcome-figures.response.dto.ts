import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Change, Figures, Share } from './flow-analytics.js';

const SECONDS = { type: Number, nullable: true } as const;
const PART = { minimum: 0, maximum: 1 } as const;

@ApiSchema({
  name: 'SuccessShare',
  description:
    'A share of finished walks with its 95 % interval (Wilson); resolved and not reopened is success',
})
export class SuccessShareDto {
  @ApiProperty({ ...PART, example: 0.75 })
  share: number;

  @ApiProperty({ ...PART, example: 0.409 })
  low: number;

  @ApiProperty({ ...PART, example: 0.929 })
  high: number;

  static from(share: Share | null): SuccessShareDto | null {
    return share && { share: share.share, low: share.low, high: share.high };
  }
}

@ApiSchema({
  name: 'SuccessChange',
  description: 'After less before, with its 95 % interval (Newcombe)',
})
export class SuccessChangeDto {
  @ApiProperty({ minimum: -1, maximum: 1, example: 0.25 })
  difference: number;

  @ApiProperty({ minimum: -1, maximum: 1, example: 0.02 })
  low: number;

  @ApiProperty({ minimum: -1, maximum: 1, example: 0.44 })
  high: number;

  @ApiProperty({ description: 'Whether the interval leaves out 0', example: true })
  significant: boolean;

  static from(change: Omit<Change, 'comparedWith'> | null): SuccessChangeDto | null {
    if (change === null) return null;
    const { difference, low, high, isSignificant } = change;
    return { difference, low, high, significant: isSignificant };
  }
}

@ApiSchema({ name: 'VersionChange' })
export class VersionChangeDto extends SuccessChangeDto {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    example: 1,
  })
  compared_with: number;

  static of(change: Change | null): VersionChangeDto | null {
    const figures = SuccessChangeDto.from(change);
    return change && figures && { ...figures, compared_with: change.comparedWith };
  }
}

@ApiSchema({ name: 'WalkFigures' })
export class WalkFiguresDto {
  @ApiProperty({ type: 'integer', example: 12 })
  walks: number;

  @ApiProperty({ type: 'integer', example: 4 })
  active: number;

  @ApiProperty({ type: 'integer', example: 8 })
  finished: number;

  @ApiProperty({ type: 'integer', example: 6 })
  resolved: number;

  @ApiProperty({ type: 'integer', example: 1 })
  escalated: number;

  @ApiProperty({ type: 'integer', example: 1 })
  abandoned: number;

  @ApiProperty({ type: 'integer', description: 'Resolved, but it did not hold', example: 0 })
  reopened: number;

  @ApiProperty({ type: 'integer', description: 'Resolved, and the ticket stayed closed', example: 5 })
  confirmed: number;

  @ApiProperty({ type: 'integer', example: 2 })
  deviated: number;

  @ApiProperty({ type: 'integer', description: 'Resolved and not reopened', example: 6 })
  succeeded: number;

  @ApiProperty({
    type: 'integer',
    description: 'AI sessions that went the same way, without those made of walks',
    example: 9,
  })
  reinforced_sessions: number;

  @ApiProperty({ type: 'integer', example: 21 })
  reuse: number;

  @ApiProperty({
    type: () => SuccessShareDto,
    nullable: true,
  })
  success: SuccessShareDto | null;

  @ApiProperty({ ...SECONDS, example: 312.5 })
  median_seconds: number | null;

  static from(figures: Figures): WalkFiguresDto {
    const { walks, active, finished, resolved, escalated, abandoned, reopened, confirmed } = figures;
    const { deviated, succeeded, reinforced_sessions, reuse, median_seconds } = figures;
    return {
      ...{ walks, active, finished, resolved, escalated, abandoned, reopened, confirmed },
      ...{ deviated, succeeded, reinforced_sessions, reuse },
      success: SuccessShareDto.from(figures.success),
      median_seconds,
    };
  }
}
