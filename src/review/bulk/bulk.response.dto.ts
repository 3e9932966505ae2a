import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import { PROPOSAL_STATUSES } from '../../proposals/proposal.js';
import type { RehearsalToken } from './bulk-rehearsals.repository.js';
import type { SelectedProposal, Selection } from './bulk-selection.view.js';
import { BULK_ACTIONS, countsOf, type BulkAction, type BulkCommand, type BulkOutcome } from './bulk.js';

@ApiSchema({ name: 'BulkOutcome' })
export class BulkOutcomeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** null where the account has no such proposal */
  title: string | null;

  summary: string | null;

  succeeded: boolean;

  @ApiProperty({ type: String, enum: PROPOSAL_STATUSES, nullable: true })
  status: string | null;

  /** null also where a dry run would make a new flow */
  @ApiProperty({ format: 'uuid' })
  published_flow_id: string | null;

  @ApiProperty({ type: 'integer' })
  published_version: number | null;

  /** The code that a single decision would have been refused with; null where it was not */
  code: string | null;

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
  items: BulkOutcomeDto[];

  next_cursor: string | null;

  /** Of your own dry run, once it has ended: what the decision takes; null once used or over */
  @ApiProperty({ format: 'uuid' })
  token: string | null;

  token_expires_at: Date | null;
}

@ApiSchema({ name: 'BulkRefusals' })
export class BulkRefusalsDto {
  code: string;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'BulkResult' })
export class BulkResultDto {
  @ApiProperty({ enum: BULK_ACTIONS })
  action: BulkAction;

  dry_run: boolean;

  @ApiProperty({ type: 'integer' })
  total: number;

  @ApiProperty({ type: 'integer' })
  succeeded: number;

  @ApiProperty({ type: 'integer' })
  refused: number;

  @ApiProperty({ type: 'integer' })
  new_flows: number;

  @ApiProperty({ type: 'integer' })
  new_versions: number;

  /** Approvals that publish nothing until somebody else agrees */
  @ApiProperty({ type: 'integer' })
  first_approvals: number;

  refusals: BulkRefusalsDto[];

  /** Those that the filter fits, but that were reverted once: these go by `ids` alone */
  @ApiProperty({ type: 'integer' })
  reverted_left_out: number;

  /** Of a dry run of what publishes: what the decision takes; null else */
  @ApiProperty({ format: 'uuid' })
  token: string | null;

  token_expires_at: Date | null;

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
