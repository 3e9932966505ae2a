import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EXAMPLE_IDS } from '../../proposals/proposal.example.js';
import { share, weeksOf, type Period } from './analytics.js';
import type { BacklogRow, FiguresRow, ReviewerRow } from './analytics.view.js';
import { OutcomeCountsDto } from './review-summary.response.dto.js';
import { AGES, type Age } from '../decisions/review.view.js';

const SHARE = {
  type: Number,
  nullable: true,
  minimum: 0,
  maximum: 1,
  description: 'Of what was decided; null where nothing was',
} as const;
const SECONDS = {
  type: Number,
  nullable: true,
  description: 'Seconds from the creation of a proposal to its decision',
} as const;
const EDITS = {
  type: Number,
  nullable: true,
  description:
    'Of modified proposals: nodes and edges in which what was published differs from what was proposed',
} as const;

@ApiSchema({ name: 'ReviewFigures' })
export class FiguresDto extends OutcomeCountsDto {
  @ApiProperty({ type: 'integer', example: 52 })
  made: number;

  @ApiProperty({
    type: 'integer',
    example: 43,
  })
  decided: number;

  @ApiProperty({ ...SHARE, example: 0.72 })
  share_approved: number | null;

  @ApiProperty({ ...SHARE, example: 0.14 })
  share_modified: number | null;

  @ApiProperty({ ...SHARE, example: 0.09 })
  share_rejected: number | null;

  @ApiProperty({ ...SHARE, example: 0.05 })
  share_dismissed: number | null;

  @ApiProperty({ ...SECONDS, example: 5421.7 })
  median_seconds_to_decision: number | null;

  @ApiProperty({ ...SECONDS, example: 86210.2 })
  p90_seconds_to_decision: number | null;

  @ApiProperty({ ...EDITS, example: 2 })
  median_edits: number | null;

  @ApiProperty({ ...EDITS, example: 6.4 })
  p90_edits: number | null;

  static override from(row: Omit<FiguresRow, 'dimension' | 'value'>): FiguresDto {
    const { made, decided, approved, modified, rejected, dismissed } = row;
    return {
      made,
      decided,
      approved,
      modified,
      rejected,
      dismissed,
      share_approved: share(approved, decided),
      share_modified: share(modified, decided),
      share_rejected: share(rejected, decided),
      share_dismissed: share(dismissed, decided),
      median_seconds_to_decision: row.median_seconds_to_decision,
      p90_seconds_to_decision: row.p90_seconds_to_decision,
      median_edits: row.median_edits,
      p90_edits: row.p90_edits,
    };
  }
}

@ApiSchema({ name: 'ReviewBreakdown' })
export class BreakdownDto extends FiguresDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The Monday of the week (UTC), the domain, the type or the source',
    example: 'printing',
  })
  value: string | null;

  static override from(row: Omit<FiguresRow, 'dimension'>): BreakdownDto {
    return { value: row.value, ...FiguresDto.from(row) };
  }
}

@ApiSchema({ name: 'ReviewerShare' })
export class ReviewerShareDto extends OutcomeCountsDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null for users who are gone',
    example: EXAMPLE_IDS.reviewer,
  })
  reviewer_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Priya Nair' })
  reviewer_name: string | null;

  @ApiProperty({ type: 'integer', example: 31 })
  decided: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.72 })
  share_of_decisions: number;

  @ApiProperty({ ...SECONDS, example: 5100.3 })
  median_seconds_to_decision: number | null;

  @ApiProperty({ ...SECONDS, example: 81200.9 })
  p90_seconds_to_decision: number | null;
}

@ApiSchema({ name: 'BacklogOfAge' })
export class BacklogOfAgeDto {
  @ApiProperty({ enum: AGES, example: '1_to_7_days' })
  age: Age;

  @ApiProperty({ type: 'integer', example: 8 })
  count: number;
}

@ApiSchema({ name: 'Backlog' })
export class BacklogDto {
  @ApiProperty({ type: 'integer', example: 14 })
  total: number;

  @ApiProperty({ type: Number, nullable: true, example: 190412.4 })
  median_age_seconds: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 901233.8 })
  p90_age_seconds: number | null;

  @ApiProperty({ type: () => [BacklogOfAgeDto] })
  by_age: BacklogOfAgeDto[];

  static from(rows: BacklogRow[]): BacklogDto {
    const of = (age: Age | null) => rows.find((row) => row.age === age);
    return {
      total: of(null)?.count ?? 0,
      median_age_seconds: of(null)?.median_age_seconds ?? null,
      p90_age_seconds: of(null)?.p90_age_seconds ?? null,
      by_age: AGES.map((age) => ({ age, count: of(age)?.count ?? 0 })),
    };
  }
}

const NOTHING = {
  made: 0,
  decided: 0,
  approved: 0,
  modified: 0,
  rejected: 0,
  dismissed: 0,
  median_seconds_to_decision: null,
  p90_seconds_to_decision: null,
  median_edits: null,
  p90_edits: null,
};

@ApiSchema({ name: 'ReviewAnalytics' })
export class AnalyticsDto {
  @ApiProperty({ type: String, format: 'date-time', example: '2026-01-05T00:00:00.000Z' })
  since: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-30T00:00:00.000Z' })
  until: Date;

  @ApiProperty({ type: () => FiguresDto })
  total: FiguresDto;

  @ApiProperty({ type: () => [BreakdownDto] })
  by_week: BreakdownDto[];

  @ApiProperty({ type: () => [BreakdownDto] })
  by_domain: BreakdownDto[];

  @ApiProperty({ type: () => [BreakdownDto] })
  by_type: BreakdownDto[];

  @ApiProperty({ type: () => [BreakdownDto] })
  by_source: BreakdownDto[];

  @ApiProperty({ type: () => [ReviewerShareDto] })
  by_reviewer: ReviewerShareDto[];

  @ApiProperty({ type: () => BacklogDto })
  backlog: BacklogDto;

  static from(
    period: Period,
    figures: FiguresRow[],
    reviewers: ReviewerRow[],
    backlog: BacklogRow[],
  ): AnalyticsDto {
    const by = (dimension: FiguresRow['dimension']) => figures.filter((row) => row.dimension === dimension);
    const weeks = new Map(by('week').map((row) => [row.value, row]));
    const total = by('all')[0] ?? NOTHING;
    return {
      ...period,
      total: FiguresDto.from(total),
      by_week: weeksOf(period).map((value) => BreakdownDto.from(weeks.get(value) ?? { value, ...NOTHING })),
      by_domain: by('domain').map((row) => BreakdownDto.from(row)),
      by_type: by('type').map((row) => BreakdownDto.from(row)),
      by_source: by('source').map((row) => BreakdownDto.from(row)),
      by_reviewer: reviewers.map((row) => ({ ...row, share_of_decisions: row.decided / total.decided })),
      backlog: BacklogDto.from(backlog),
    };
  }
}
