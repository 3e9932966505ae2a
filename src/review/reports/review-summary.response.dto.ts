import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  DISMISS_REASONS,
  REJECT_REASONS,
  type DismissReason,
  type ReasonCode,
  type RejectReason,
} from '../../proposals/decision-reason.js';
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
  @ApiProperty({ enum: REVIEWABLE_TYPES })
  proposal_type: ReviewableType;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'PendingOfDomain' })
export class PendingOfDomainDto {
  problem_domain: string | null;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'PendingOfSource' })
export class PendingOfSourceDto {
  @ApiProperty({ enum: PROPOSAL_SOURCES, enumName: 'ProposalSource' })
  source: ProposalSource;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'PendingOfAge' })
export class PendingOfAgeDto {
  @ApiProperty({ enum: AGES })
  age: Age;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'OldestPending' })
export class OldestPendingDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  created_at: Date;

  age_seconds: number;

  static from({ id, title, created_at, age }: OldestPendingRow): OldestPendingDto {
    return { id, title, created_at, age_seconds: age };
  }
}

@ApiSchema({ name: 'PendingSummary' })
export class PendingSummaryDto {
  @ApiProperty({ type: 'integer' })
  total: number;

  by_type: PendingOfTypeDto[];

  by_domain: PendingOfDomainDto[];

  by_age: PendingOfAgeDto[];

  by_source: PendingOfSourceDto[];

  oldest: OldestPendingDto | null;
}

@ApiSchema({ name: 'OutcomeCounts' })
export class OutcomeCountsDto {
  @ApiProperty({ type: 'integer' })
  approved: number;

  @ApiProperty({ type: 'integer' })
  modified: number;

  @ApiProperty({ type: 'integer' })
  rejected: number;

  @ApiProperty({ type: 'integer' })
  dismissed: number;

  static from({ approved, modified, rejected, dismissed }: OutcomeCountsDto): OutcomeCountsDto {
    return { approved, modified, rejected, dismissed };
  }
}

@ApiSchema({ name: 'RejectedFor' })
export class RejectedForDto {
  @ApiProperty({ enum: REJECT_REASONS, enumName: 'RejectReason' })
  reason_code: RejectReason;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'DismissedFor' })
export class DismissedForDto {
  @ApiProperty({ enum: DISMISS_REASONS, enumName: 'DismissReason' })
  reason_code: DismissReason;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'ReasonCounts' })
export class ReasonCountsDto {
  rejected: RejectedForDto[];

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
  /** null for users who are gone */
  @ApiProperty({ format: 'uuid' })
  reviewer_id: string | null;

  reviewer_name: string | null;

  @ApiProperty({ type: 'integer' })
  total: number;
}

@ApiSchema({ name: 'DecisionsSummary' })
export class DecisionsSummaryDto {
  since: Date;

  @ApiProperty({ type: 'integer' })
  total: number;

  by_outcome: OutcomeCountsDto;

  by_reason: ReasonCountsDto;

  by_reviewer: ReviewerCountsDto[];

  /** From the creation of a proposal to its decision, in seconds; null without a decision */
  median_seconds_to_decision: number | null;
}

@ApiSchema({ name: 'ReinforcedSummary' })
export class ReinforcedSummaryDto {
  /** Sessions that agreed with a flow, so that nobody had to decide */
  @ApiProperty({ type: 'integer' })
  total: number;

  /** Those since the time that decisions are counted from */
  @ApiProperty({ type: 'integer' })
  since: number;
}

@ApiSchema({
  name: 'ReviewSummary',
  description: 'A decision counts as it stands now: one that was reopened is pending again.',
})
export class ReviewSummaryDto {
  pending: PendingSummaryDto;

  decisions: DecisionsSummaryDto;

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
