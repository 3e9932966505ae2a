import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import type { FlowDiffDto, FlowDocumentDto } from './document/flow-document.dto.js';
import { FLOW_STATUSES, type FlowStatus } from './flow.js';
import { VERIFICATION_REASONS, type VerificationReason } from './verification-reason.js';

@ApiSchema({ name: 'FlowVersionSummary' })
export class FlowVersionSummaryDto {
  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ format: 'uuid' })
  proposal_id: string | null;

  @ApiProperty({ format: 'uuid' })
  published_by: string | null;

  /** As it was then */
  published_by_name: string;

  published_at: Date;

  change_summary: string | null;
}

@ApiSchema({ name: 'FlowVersion' })
export class FlowVersionDto extends FlowVersionSummaryDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  flow_data: FlowDocumentDto;
}

@ApiSchema({ name: 'FlowSummary' })
export class FlowSummaryDto extends FlowVersionSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  description: string | null;

  problem_domain: string | null;

  @ApiProperty({ format: 'uuid' })
  team_id: string | null;

  @ApiProperty({ enum: FLOW_STATUSES, enumName: 'FlowStatus' })
  status: FlowStatus;

  /** The flow that holds all of this archived one: the two had been begun apart */
  @ApiProperty({ format: 'uuid' })
  merged_into: string | null;

  /** Whether a change of it may take two people */
  critical: boolean;

  @ApiProperty({ format: 'uuid' })
  owner_id: string | null;

  verified_at: Date;

  /** null where the program published it */
  @ApiProperty({ format: 'uuid' })
  verified_by: string | null;

  /** Days until it has to be verified again; 0 for never, null for the account's setting */
  @ApiProperty({ type: 'integer' })
  verify_every: number | null;

  needs_verification_since: Date | null;

  @ApiProperty({
    enum: VERIFICATION_REASONS,
    enumName: 'VerificationReason',
    isArray: true,
    description: 'Empty while it holds as far as is known; `flows/{id}/verification` has the figures',
  })
  verification_reasons: VerificationReason[];

  /** Since then it ranks lower in suggestions, for want of verification */
  downgraded_at: Date | null;

  @ApiProperty({ type: 'integer' })
  open_flags: number;

  created_at: Date;

  updated_at: Date;
}

@ApiSchema({ name: 'Flow' })
export class FlowDto extends FlowSummaryDto {
  flow_data: FlowDocumentDto;
}

@ApiSchema({ name: 'RecentWalks', description: 'Of the latest finished walks of a flow, 100 at most' })
export class RecentWalksDto {
  @ApiProperty({ type: 'integer' })
  finished: number;

  /** Resolved and not reopened */
  @ApiProperty({ type: 'integer' })
  succeeded: number;

  /** The share that succeeded; null where none is finished */
  success: number | null;
}

@ApiSchema({ name: 'FlowListItem' })
export class FlowListItemDto extends FlowSummaryDto {
  owner_name: string | null;

  recent_walks: RecentWalksDto;
}

@ApiSchema({ name: 'FlowPage' })
export class FlowPageDto implements Page<FlowListItemDto> {
  items: FlowListItemDto[];

  next_cursor: string | null;
}

@ApiSchema({ name: 'FlowVersionPage' })
export class FlowVersionPageDto implements Page<FlowVersionSummaryDto> {
  items: FlowVersionSummaryDto[];

  next_cursor: string | null;
}

@ApiSchema({ name: 'FlowComparison' })
export class FlowComparisonDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  @ApiProperty({ type: 'integer' })
  from: number;

  @ApiProperty({ type: 'integer' })
  to: number;

  diff: FlowDiffDto;
}
