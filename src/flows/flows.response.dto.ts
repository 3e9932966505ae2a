import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import type { FlowDiff } from './document/diff-flow-documents.js';
import { FlowDiffDto, FlowDocumentDto } from './document/flow-document.dto.js';
import type { FlowDocument } from './document/flow-document.js';
import { FLOW_STATUSES, type FlowStatus } from './flow.js';
import type { FlowRow, FlowSummaryRow, VersionRow, VersionSummaryRow } from './flows.repository.js';
import { VERIFICATION_REASONS, type VerificationReason } from './verification-reason.js';

@ApiSchema({ name: 'FlowVersionSummary' })
export class FlowVersionSummaryDto {
  @ApiProperty({ type: 'integer', minimum: 1, example: 2 })
  version: number;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f4-6b3e-7d51-8a0e-5f1c2b7d9e10',
  })
  proposal_id: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f',
  })
  published_by: string | null;

  @ApiProperty({ description: 'As it was then', example: 'Priya Nair' })
  published_by_name: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  published_at: Date;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Adds the driver as a further cause',
  })
  change_summary: string | null;

  static from(row: VersionSummaryRow): FlowVersionSummaryDto {
    const { version, proposal_id, published_by, published_by_name, published_at, change_summary } = row;
    return { version, proposal_id, published_by, published_by_name, published_at, change_summary };
  }
}

@ApiSchema({ name: 'FlowVersion' })
export class FlowVersionDto extends FlowVersionSummaryDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21' })
  flow_id: string;

  @ApiProperty({ type: () => FlowDocumentDto })
  flow_data: FlowDocumentDto;

  static fromVersion(flowId: string, row: VersionRow): FlowVersionDto {
    return { flow_id: flowId, ...FlowVersionSummaryDto.from(row), flow_data: inReadingOrder(row.flow_data) };
  }
}

@ApiSchema({ name: 'FlowSummary' })
export class FlowSummaryDto extends FlowVersionSummaryDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21' })
  id: string;

  @ApiProperty({ maxLength: 255, example: 'Network printer shows as offline' })
  title: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'A shared network printer is offline for everybody, or for one user.',
  })
  description: string | null;

  @ApiProperty({ type: String, maxLength: 100, nullable: true, example: 'printing' })
  problem_domain: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  team_id: string | null;

  @ApiProperty({ enum: FLOW_STATUSES, enumName: 'FlowStatus', example: 'published' })
  status: FlowStatus;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The flow that holds all of this archived one: the two had been begun apart',
    example: null,
  })
  merged_into: string | null;

  @ApiProperty({ description: 'Whether a change of it may take two people', example: false })
  critical: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f',
  })
  owner_id: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    example: '2026-02-24T15:40:51.008Z',
  })
  verified_at: Date;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null where the program published it',
    example: '0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f',
  })
  verified_by: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: "Days until it has to be verified again; 0 for never, null for the account's setting",
    example: null,
  })
  verify_every: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  needs_verification_since: Date | null;

  @ApiProperty({
    enum: VERIFICATION_REASONS,
    enumName: 'VerificationReason',
    isArray: true,
    description: 'Empty while it holds as far as is known; `flows/{id}/verification` has the figures',
    example: [],
  })
  verification_reasons: VerificationReason[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since then it ranks lower in suggestions, for want of verification',
    example: null,
  })
  downgraded_at: Date | null;

  @ApiProperty({ type: 'integer', example: 0 })
  open_flags: number;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:40:51.008Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
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
  @ApiProperty({ type: () => FlowDocumentDto })
  flow_data: FlowDocumentDto;

  static override from(row: FlowRow): FlowDto {
    return { ...FlowSummaryDto.from(row), flow_data: inReadingOrder(row.flow_data) };
  }
}

@ApiSchema({ name: 'FlowPage' })
export class FlowPageDto implements Page<FlowSummaryDto> {
  @ApiProperty({ type: () => [FlowSummaryDto] })
  items: FlowSummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

@ApiSchema({ name: 'FlowVersionPage' })
export class FlowVersionPageDto implements Page<FlowVersionSummaryDto> {
  @ApiProperty({ type: () => [FlowVersionSummaryDto] })
  items: FlowVersionSummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

@ApiSchema({ name: 'FlowComparison' })
export class FlowComparisonDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21' })
  flow_id: string;

  @ApiProperty({ type: 'integer', example: 1 })
  from: number;

  @ApiProperty({ type: 'integer', example: 2 })
  to: number;

  @ApiProperty({ type: () => FlowDiffDto })
  diff: FlowDiffDto;

  static from(flowId: string, from: number, to: number, diff: FlowDiff): FlowComparisonDto {
    return { flow_id: flowId, from, to, diff };
  }
}

/** The database does not keep the order of properties. */
function inReadingOrder({ schema_version, entries, nodes, edges }: FlowDocument): FlowDocument {
  return { schema_version, entries, nodes, edges };
}
