import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { NotBlank } from '../kernel/http/text-rules.js';
import { FLOW_LIMITS } from '../flows/document/flow-limits.js';
import { MAX_VERSION } from '../flows/version.pipe.js';
import { PageQuery } from '../kernel/http/paging.js';
import {
  CLOSED_FLAG_STATUSES,
  FLAG_REASONS,
  FLAG_STATUSES,
  MAX_FLAG_WORDS,
  type ClosedFlagStatus,
  type FlagReason,
  type FlagStatus,
} from './flag.js';

const FLAG_ID_EXAMPLE = '0199c2f6-5b21-7e4c-8d3a-2f6b9c8e7a10';

@ApiSchema({ name: 'NewFlowFlag' })
export class NewFlagRequest {
  @ApiProperty({
    enum: FLAG_REASONS,
    enumName: 'FlagReason',
    description: 'What is the matter; `other` needs words',
    example: 'outdated',
  })
  @IsIn(FLAG_REASONS)
  reason: FlagReason;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: FLOW_LIMITS.id,
    description: 'A node of the version that was looked at; none for the flow as a whole',
    example: 'driver',
  })
  @IsOptional()
  @IsString()
  @MaxLength(FLOW_LIMITS.id)
  node_id?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: MAX_FLAG_WORDS,
    example: 'The vendor moved the driver to another page.',
  })
  @ValidateIf(
    ({ reason }: NewFlagRequest, words) => reason === 'other' || (words !== undefined && words !== null),
  )
  @IsString()
  @MaxLength(MAX_FLAG_WORDS)
  @NotBlank()
  words?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The walk of the flow in the middle of which it was noticed; it also says which version',
    example: FLAG_ID_EXAMPLE,
  })
  @IsOptional()
  @IsUUID('loose')
  walk_id?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    description: 'The version that was looked at; the current one when left out',
    example: 2,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  version?: number | null;
}

@ApiSchema({ name: 'FlowFlagClosing' })
export class CloseFlagRequest {
  @ApiProperty({
    enum: CLOSED_FLAG_STATUSES,
    description: 'resolved: something was done about it; dismissed: nothing is to be done',
    example: 'resolved',
  })
  @IsIn(CLOSED_FLAG_STATUSES)
  status: ClosedFlagStatus;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: MAX_FLAG_WORDS,
    example: 'Version 3 has the new address.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_FLAG_WORDS)
  notes?: string | null;
}

export class FlagListQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: FLAG_STATUSES,
    enumName: 'FlagStatus',
    description: 'Whether it is open, or how it was closed',
    example: 'open',
  })
  @IsOptional()
  @IsIn(FLAG_STATUSES)
  status?: FlagStatus;

  @ApiPropertyOptional({
    enum: FLAG_REASONS,
    enumName: 'FlagReason',
    description: 'Flags raised for this reason',
    example: 'unsafe',
  })
  @IsOptional()
  @IsIn(FLAG_REASONS)
  reason?: FlagReason;

  @ApiPropertyOptional({ maxLength: FLOW_LIMITS.id, description: 'Flags of this node', example: 'driver' })
  @IsOptional()
  @IsString()
  @MaxLength(FLOW_LIMITS.id)
  node_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Flags that this user raised' })
  @IsOptional()
  @IsUUID('loose')
  raised_by?: string;
}
