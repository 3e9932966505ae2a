import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import type { FlowDiff } from './document/diff-flow-documents.js';
import type { FlowDiffDto, FlowDocumentDto } from './document/flow-document.dto.js';
import type { FlowDocument } from './document/flow-document.js';
import { FLOW_STATUSES, type FlowStatus } from './flow.js';
import type { FlowRow, FlowSummaryRow, VersionRow, VersionSummaryRow } from './flows.repository.js';
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

  static from(row: VersionSummaryRow): FlowVersionSummaryDto {
    const { version, proposal_id, published_by, published_by_name, published_at, change_summary } = row;
    return { version, proposal_id, published_by, published_by_name, published_at, change_summary };
  }
}

@ApiSchema({ name: 'FlowVersion' })
export class FlowVersionDto extends FlowVersionSummaryDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  flow_data: FlowDocumentDto;

  static fromVersion(flowId: string, row: VersionRow): FlowVersionDto {
    return { flow_id: flowId, ...FlowVersionSummaryDto.from(row), flow_data: inReadingOrder(row.flow_data) };
  }
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

  @ApiProperty({ enum: VERIFICATION_REASONS, enumName: 'VerificationReason', isArray: true, description: 'Empty while it holds as far as is known; `flows/{id}/verification` has the figures' })
  verification_reasons: VerificationReason[];

  /** Since then it ranks lower in suggestions, for want of verification */
  downgraded_at: Date | null;

  @ApiProperty({ type: 'integer' })
  open_flags: number;

  created_at: Date;

  updated_at: Date;

  static override from(row: FlowSummaryRow): FlowSummaryDto {
    const { id, title, description, problem_domain, team_id, status, merged_into, critical } = row;
    const { owner_id, verified_at, verified_by, verify_every, open_flags } = row;
    const { needs_verification_since, verification_reasons, downgraded_at } = row;
    const { created_at, updated_at } = row;
    const version = FlowVersionSummaryDto.from(row);
    return {
      ...{ id, title, description, problem_domain, team_id, status, merged_into, critical },
      ...version,
      ...{ owner_id, verified_at, verified_by, verify_every, open_flags },
      ...{ needs_verification_since, verification_reasons, downgraded_at },
      created_at,
      updated_at,
    };
  }
}

@ApiSchema({ name: 'Flow' })
export class FlowDto extends FlowSummaryDto {
  flow_data: FlowDocumentDto;

  static override from(row: FlowRow): FlowDto {
    return { ...FlowSummaryDto.from(row), flow_data: inReadingOrder(row.flow_data) };
  }
}

@ApiSchema({ name: 'FlowPage' })
export class FlowPageDto implements Page<FlowSummaryDto> {
  items: FlowSummaryDto[];

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

  static from(flowId: string, from: number, to: number, diff: FlowDiff): FlowComparisonDto {
    return { flow_id: flowId, from, to, diff };
  }
}

/** The database does not keep the order of properties. */
function inReadingOrder({ schema_version, entries, nodes, edges }: FlowDocument): FlowDocument {
  return { schema_version, entries, nodes, edges };
}
