import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { share, weeksOf, type Period } from './analytics.js';
import type { BacklogRow, FiguresRow, ReviewerRow } from './analytics.view.js';
import { OutcomeCountsDto } from './review-summary.response.dto.js';
import { AGES, type Age } from '../decisions/review.view.js';

const SHARE = { description: 'Of what was decided; null where nothing was' };
const SECONDS = { description: 'Seconds from the creation of a proposal to its decision' };
const EDITS = {
  description:
    'Of modified proposals: nodes and edges in which what was published differs from what was proposed',
};

@ApiSchema({ name: 'ReviewFigures' })
export class FiguresDto extends OutcomeCountsDto {
  @ApiProperty({ type: 'integer' })
  made: number;

  @ApiProperty({ type: 'integer' })
  decided: number;

  @ApiProperty(SHARE)
  share_approved: number | null;

  @ApiProperty(SHARE)
  share_modified: number | null;

  @ApiProperty(SHARE)
  share_rejected: number | null;

  @ApiProperty(SHARE)
  share_dismissed: number | null;

  @ApiProperty(SECONDS)
  median_seconds_to_decision: number | null;

  @ApiProperty(SECONDS)
  p90_seconds_to_decision: number | null;

  @ApiProperty(EDITS)
  median_edits: number | null;

  @ApiProperty(EDITS)
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
  /** The Monday of the week (UTC), the domain, the type or the source */
  value: string | null;

  static override from(row: Omit<FiguresRow, 'dimension'>): BreakdownDto {
    return { value: row.value, ...FiguresDto.from(row) };
  }
}

@ApiSchema({ name: 'ReviewerShare' })
export class ReviewerShareDto extends OutcomeCountsDto {
  /** null for users who are gone */
  @ApiProperty({ format: 'uuid' })
  reviewer_id: string | null;

  reviewer_name: string | null;

  @ApiProperty({ type: 'integer' })
  decided: number;

  share_of_decisions: number;

  @ApiProperty(SECONDS)
  median_seconds_to_decision: number | null;

  @ApiProperty(SECONDS)
  p90_seconds_to_decision: number | null;
}

@ApiSchema({ name: 'BacklogOfAge' })
export class BacklogOfAgeDto {
  @ApiProperty({ enum: AGES })
  age: Age;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'Backlog' })
export class BacklogDto {
  @ApiProperty({ type: 'integer' })
  total: number;

  median_age_seconds: number | null;

  p90_age_seconds: number | null;

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
  since: Date;

  until: Date;

  total: FiguresDto;

  by_week: BreakdownDto[];

  by_domain: BreakdownDto[];

  by_type: BreakdownDto[];

  by_source: BreakdownDto[];

  by_reviewer: ReviewerShareDto[];

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
