import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Change, Figures, Share } from './flow-analytics.js';

@ApiSchema({
  name: 'SuccessShare',
  description:
    'A share of finished walks with its 95 % interval (Wilson); resolved and not reopened is success',
})
export class SuccessShareDto {
  share: number;

  low: number;

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
  difference: number;

  low: number;

  high: number;

  /** Whether the interval leaves out 0 */
  significant: boolean;

  static from(change: Omit<Change, 'comparedWith'> | null): SuccessChangeDto | null {
    if (change === null) return null;
    const { difference, low, high, isSignificant } = change;
    return { difference, low, high, significant: isSignificant };
  }
}

@ApiSchema({ name: 'VersionChange' })
export class VersionChangeDto extends SuccessChangeDto {
  @ApiProperty({ type: 'integer' })
  compared_with: number;

  static of(change: Change | null): VersionChangeDto | null {
    const figures = SuccessChangeDto.from(change);
    return change && figures && { ...figures, compared_with: change.comparedWith };
  }
}

@ApiSchema({ name: 'WalkFigures' })
export class WalkFiguresDto {
  @ApiProperty({ type: 'integer' })
  walks: number;

  @ApiProperty({ type: 'integer' })
  active: number;

  @ApiProperty({ type: 'integer' })
  finished: number;

  @ApiProperty({ type: 'integer' })
  resolved: number;

  @ApiProperty({ type: 'integer' })
  escalated: number;

  @ApiProperty({ type: 'integer' })
  abandoned: number;

  /** Resolved, but it did not hold */
  @ApiProperty({ type: 'integer' })
  reopened: number;

  /** Resolved, and the ticket stayed closed */
  @ApiProperty({ type: 'integer' })
  confirmed: number;

  @ApiProperty({ type: 'integer' })
  deviated: number;

  /** Resolved and not reopened */
  @ApiProperty({ type: 'integer' })
  succeeded: number;

  /** AI sessions that went the same way, without those made of walks */
  @ApiProperty({ type: 'integer' })
  reinforced_sessions: number;

  @ApiProperty({ type: 'integer' })
  reuse: number;

  success: SuccessShareDto | null;

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
