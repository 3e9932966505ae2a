import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  DISMISS_REASONS,
  REJECT_REASONS,
  type DismissReason,
  type ReasonCode,
  type RejectReason,
} from '../../proposals/decision-reason.js';
import { EXAMPLE_IDS } from '../../proposals/proposal.example.js';
import {
  PROPOSAL_SOURCES,
  REVIEWABLE_TYPES,
  type ProposalSource,
  type ReviewableType,
} from '../../proposals/proposal.js';
import {
  AGES,
  type Age,
  type DecisionCountRow,
  type OldestPendingRow,
  type ReasonCountRow,
  type ReviewSummaryRows,
} from '../decisions/review.view.js';

@ApiSchema({ name: 'PendingOfType' })
export class PendingOfTypeDto {
  @ApiProperty({ enum: REVIEWABLE_TYPES, example: 'branch_addition' })
  proposal_type: ReviewableType;

  @ApiProperty({ type: 'integer', example: 9 })
  count: number;
}

@ApiSchema({ name: 'PendingOfDomain' })
export class PendingOfDomainDto {
  @ApiProperty({ type: String, nullable: true, example: 'printing' })
  problem_domain: string | null;

  @ApiProperty({ type: 'integer', example: 5 })
  count: number;
}

@ApiSchema({ name: 'PendingOfSource' })
export class PendingOfSourceDto {
  @ApiProperty({ enum: PROPOSAL_SOURCES, enumName: 'ProposalSource', example: 'ai_promoted' })
  source: ProposalSource;

  @ApiProperty({ type: 'integer', example: 12 })
  count: number;
}

@ApiSchema({ name: 'PendingOfAge' })
export class PendingOfAgeDto {
  @ApiProperty({ enum: AGES, example: '1_to_7_days' })
  age: Age;

  @ApiProperty({ type: 'integer', example: 8 })
  count: number;
}

@ApiSchema({ name: 'OldestPending' })
export class OldestPendingDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.proposal })
  id: string;

  @ApiProperty({ example: 'VPN client asks for the MFA code twice' })
  title: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-11T16:20:09.512Z' })
  created_at: Date;

  @ApiProperty({ example: 1641275.4 })
  age_seconds: number;

  static from({ id, title, created_at, age }: OldestPendingRow): OldestPendingDto {
    return { id, title, created_at, age_seconds: age };
  }
}

@ApiSchema({ name: 'PendingSummary' })
export class PendingSummaryDto {
  @ApiProperty({ type: 'integer', example: 14 })
  total: number;

  @ApiProperty({ type: () => [PendingOfTypeDto] })
  by_type: PendingOfTypeDto[];

  @ApiProperty({
    type: () => [PendingOfDomainDto],
  })
  by_domain: PendingOfDomainDto[];

  @ApiProperty({ type: () => [PendingOfAgeDto] })
  by_age: PendingOfAgeDto[];

  @ApiProperty({ type: () => [PendingOfSourceDto] })
  by_source: PendingOfSourceDto[];

  @ApiProperty({ type: () => OldestPendingDto, nullable: true })
  oldest: OldestPendingDto | null;
}

@ApiSchema({ name: 'OutcomeCounts' })
export class OutcomeCountsDto {
  @ApiProperty({ type: 'integer', example: 31 })
  approved: number;

  @ApiProperty({ type: 'integer', example: 6 })
  modified: number;

  @ApiProperty({ type: 'integer', example: 4 })
  rejected: number;

  @ApiProperty({ type: 'integer', example: 2 })
  dismissed: number;

  static from({ approved, modified, rejected, dismissed }: OutcomeCountsDto): OutcomeCountsDto {
    return { approved, modified, rejected, dismissed };
  }
}

@ApiSchema({ name: 'RejectedFor' })
export class RejectedForDto {
  @ApiProperty({ enum: REJECT_REASONS, enumName: 'RejectReason', example: 'incorrect' })
  reason_code: RejectReason;

  @ApiProperty({ type: 'integer', example: 3 })
  count: number;
}

@ApiSchema({ name: 'DismissedFor' })
export class DismissedForDto {
  @ApiProperty({ enum: DISMISS_REASONS, enumName: 'DismissReason', example: 'not_now' })
  reason_code: DismissReason;

  @ApiProperty({ type: 'integer', example: 2 })
  count: number;
}

@ApiSchema({ name: 'ReasonCounts' })
export class ReasonCountsDto {
  @ApiProperty({ type: () => [RejectedForDto] })
  rejected: RejectedForDto[];

  @ApiProperty({ type: () => [DismissedForDto] })
  dismissed: DismissedForDto[];

  static from(rows: readonly ReasonCountRow[]): ReasonCountsDto {
    const counted = <R extends ReasonCode>(status: ReasonCountRow['status'], reasons: readonly R[]) =>
      reasons.map((reason_code) => ({
        reason_code,
        count: rows.find((row) => row.status === status && row.reason_code === reason_code)?.count ?? 0,
      }));
    return {
      rejected: counted('rejected', REJECT_REASONS),
      dismissed: counted('dismissed', DISMISS_REASONS),
    };
  }
}

@ApiSchema({ name: 'ReviewerCounts' })
export class ReviewerCountsDto extends OutcomeCountsDto {
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

  @ApiProperty({ type: 'integer', example: 43 })
  total: number;
}

@ApiSchema({ name: 'DecisionsSummary' })
export class DecisionsSummaryDto {
  @ApiProperty({ type: String, format: 'date-time', example: '2026-01-31T00:00:00.000Z' })
  since: Date;

  @ApiProperty({ type: 'integer', example: 43 })
  total: number;

  @ApiProperty({ type: () => OutcomeCountsDto })
  by_outcome: OutcomeCountsDto;

  @ApiProperty({ type: () => ReasonCountsDto })
  by_reason: ReasonCountsDto;

  @ApiProperty({ type: () => [ReviewerCountsDto] })
  by_reviewer: ReviewerCountsDto[];

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'From the creation of a proposal to its decision, in seconds; null without a decision',
    example: 5421.7,
  })
  median_seconds_to_decision: number | null;
}

@ApiSchema({ name: 'ReinforcedSummary' })
export class ReinforcedSummaryDto {
  @ApiProperty({
    type: 'integer',
    description: 'Sessions that agreed with a flow, so that nobody had to decide',
    example: 208,
  })
  total: number;

  @ApiProperty({
    type: 'integer',
    description: 'Those since the time that decisions are counted from',
    example: 61,
  })
  since: number;
}

@ApiSchema({
  name: 'ReviewSummary',
  description: 'A decision counts as it stands now: one that was reopened is pending again.',
})
export class ReviewSummaryDto {
  @ApiProperty({ type: () => PendingSummaryDto })
  pending: PendingSummaryDto;

  @ApiProperty({ type: () => DecisionsSummaryDto })
  decisions: DecisionsSummaryDto;

  @ApiProperty({ type: () => ReinforcedSummaryDto })
  auto_reinforced: ReinforcedSummaryDto;

  static from({
    since,
    pending,
    oldest,
    decisions,
    reinforced,
    reasons,
  }: ReviewSummaryRows): ReviewSummaryDto {
    const counted = (dimension: string) => pending.filter((row) => row.dimension === dimension);
    const all = decisions.find((row) => row.is_total);
    return {
      pending: {
        total: counted('all')[0]?.count ?? 0,
        by_type: REVIEWABLE_TYPES.map((proposal_type) => ({
          proposal_type,
          count: counted('type').find((row) => row.proposal_type === proposal_type)?.count ?? 0,
        })),
        by_domain: counted('domain').map(({ problem_domain, count }) => ({ problem_domain, count })),
        by_age: AGES.map((age) => ({
          age,
          count: counted('age').find((row) => row.age === age)?.count ?? 0,
        })),
        by_source: PROPOSAL_SOURCES.map((source) => ({
          source,
          count: counted('source').find((row) => row.source === source)?.count ?? 0,
        })),
        oldest: oldest && OldestPendingDto.from(oldest),
      },
      decisions: {
        since,
        total: all?.total ?? 0,
        by_outcome: OutcomeCountsDto.from(all ?? NOTHING),
        by_reason: ReasonCountsDto.from(reasons),
        by_reviewer: decisions.filter((row) => !row.is_total).map(toReviewerCounts),
        median_seconds_to_decision: all?.median_time_to_decision ?? null,
      },
      auto_reinforced: reinforced,
    };
  }
}

const NOTHING = { approved: 0, modified: 0, rejected: 0, dismissed: 0 };

function toReviewerCounts(row: DecisionCountRow): ReviewerCountsDto {
  const { reviewed_by, display_name, total } = row;
  return { reviewer_id: reviewed_by, reviewer_name: display_name, total, ...OutcomeCountsDto.from(row) };
}
