import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import { MAX_SUMMARY } from '../../proposals/changes/change-summary.js';
import { EXAMPLE_IDS, EXAMPLE_SUMMARY } from '../../proposals/proposal.example.js';
import { PROPOSAL_STATUSES } from '../../proposals/proposal.js';
import type { RehearsalToken } from './bulk-rehearsals.repository.js';
import type { SelectedProposal, Selection } from './bulk-selection.view.js';
import { BULK_ACTIONS, countsOf, type BulkAction, type BulkCommand, type BulkOutcome } from './bulk.js';

@ApiSchema({ name: 'BulkOutcome' })
export class BulkOutcomeDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.proposal })
  id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null where the account has no such proposal',
    example: 'Printer offline: the driver can be the cause',
  })
  title: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    maxLength: MAX_SUMMARY,
    example: EXAMPLE_SUMMARY,
  })
  summary: string | null;

  @ApiProperty({ example: false })
  succeeded: boolean;

  @ApiProperty({
    type: String,
    enum: PROPOSAL_STATUSES,
    nullable: true,
    example: null,
  })
  status: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null also where a dry run would make a new flow',
    example: null,
  })
  published_flow_id: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  published_version: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The code that a single decision would have been refused with; null where it was not',
    example: 'already_decided',
  })
  code: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Priya Nair has already decided' })
  detail: string | null;

  static from(
    outcome: BulkOutcome,
    { title, summary }: Pick<SelectedProposal, 'title' | 'summary'>,
  ): BulkOutcomeDto {
    const { id, succeeded, status, publishedFlowId, publishedVersion, code, detail } = outcome;
    const published = { published_flow_id: publishedFlowId, published_version: publishedVersion };
    return { id, title, summary, succeeded, status, ...published, code, detail };
  }
}

@ApiSchema({ name: 'BulkOutcomePage' })
export class BulkOutcomePageDto implements Page<BulkOutcomeDto> {
  @ApiProperty({ type: () => [BulkOutcomeDto] })
  items: BulkOutcomeDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Of your own dry run, once it has ended: what the decision takes; null once used or over',
    example: null,
  })
  token: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  token_expires_at: Date | null;
}

@ApiSchema({ name: 'BulkRefusals' })
export class BulkRefusalsDto {
  @ApiProperty({ example: 'claimed' })
  code: string;

  @ApiProperty({ type: 'integer', example: 1 })
  count: number;
}

@ApiSchema({ name: 'BulkResult' })
export class BulkResultDto {
  @ApiProperty({ enum: BULK_ACTIONS, example: 'dismiss' })
  action: BulkAction;

  @ApiProperty({ example: false })
  dry_run: boolean;

  @ApiProperty({ type: 'integer', example: 1 })
  total: number;

  @ApiProperty({ type: 'integer', example: 0 })
  succeeded: number;

  @ApiProperty({ type: 'integer', example: 1 })
  refused: number;

  @ApiProperty({ type: 'integer', example: 0 })
  new_flows: number;

  @ApiProperty({ type: 'integer', example: 0 })
  new_versions: number;

  @ApiProperty({
    type: 'integer',
    description: 'Approvals that publish nothing until somebody else agrees',
    example: 0,
  })
  first_approvals: number;

  @ApiProperty({ type: () => [BulkRefusalsDto] })
  refusals: BulkRefusalsDto[];

  @ApiProperty({
    type: 'integer',
    description: 'Those that the filter fits, but that were reverted once: these go by `ids` alone',
    example: 0,
  })
  reverted_left_out: number;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Of a dry run of what publishes: what the decision takes; null else',
    example: null,
  })
  token: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  token_expires_at: Date | null;

  @ApiProperty({ type: () => [BulkOutcomeDto] })
  items: BulkOutcomeDto[];

  static from(
    { action, dryRun }: BulkCommand,
    { proposals, revertedLeftOut }: Selection,
    outcomes: readonly BulkOutcome[],
    token: RehearsalToken | null,
  ): BulkResultDto {
    const succeeded = outcomes.filter((outcome) => outcome.succeeded).length;
    const total = outcomes.length;
    return {
      ...{ action, dry_run: dryRun, total, succeeded, refused: total - succeeded },
      ...countsOf(action, outcomes),
      refusals: refusalsOf(outcomes),
      reverted_left_out: revertedLeftOut,
      token: token?.token ?? null,
      token_expires_at: token?.token_expires_at ?? null,
      items: outcomes.map((outcome, index) =>
        BulkOutcomeDto.from(outcome, proposals[index] ?? { title: null, summary: null }),
      ),
    };
  }
}

function refusalsOf(outcomes: readonly BulkOutcome[]): BulkRefusalsDto[] {
  const counts = new Map<string, number>();
  for (const { code } of outcomes) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}
