import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';
import { PROPOSAL_STATUSES } from '../proposals/proposal.js';
import { BULK_ACTIONS, type BulkAction, type BulkCommand, type BulkOutcome } from './bulk.js';

@ApiSchema({ name: 'BulkOutcome' })
export class BulkOutcomeDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.proposal })
  id: string;

  @ApiProperty({ example: false })
  succeeded: boolean;

  @ApiProperty({
    type: String,
    enum: PROPOSAL_STATUSES,
    nullable: true,
    description: 'After the decision; null where it was refused',
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

  static from(outcome: BulkOutcome): BulkOutcomeDto {
    const { id, succeeded, status, publishedFlowId, publishedVersion, code, detail } = outcome;
    const published = { published_flow_id: publishedFlowId, published_version: publishedVersion };
    return { id, succeeded, status, ...published, code, detail };
  }
}

@ApiSchema({ name: 'BulkOutcomePage' })
export class BulkOutcomePageDto implements Page<BulkOutcomeDto> {
  @ApiProperty({ type: () => [BulkOutcomeDto] })
  items: BulkOutcomeDto[];

  @ApiProperty({ type: String, nullable: true, description: 'null on the last page', example: null })
  next_cursor: string | null;
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

  @ApiProperty({ type: () => [BulkOutcomeDto], description: 'In the order in which they were decided' })
  items: BulkOutcomeDto[];

  static from({ action, dryRun }: BulkCommand, outcomes: BulkOutcome[]): BulkResultDto {
    const succeeded = outcomes.filter((outcome) => outcome.succeeded).length;
    const items = outcomes.map((outcome) => BulkOutcomeDto.from(outcome));
    const total = outcomes.length;
    return { action, dry_run: dryRun, total, succeeded, refused: total - succeeded, items };
  }
}
