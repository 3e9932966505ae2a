import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../kernel/http/paging.js';
import { toBoolean } from '../kernel/http/query-values.js';
import { FLOW_STATUSES, type FlowStatus } from './flow.js';
import { MAX_VERSION } from './version.pipe.js';

export class FlowListQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: FLOW_STATUSES,
    enumName: 'FlowStatus',
    description: 'Whether the flow is in use',
    example: 'published',
  })
  @IsOptional()
  @IsIn(FLOW_STATUSES)
  status?: FlowStatus;

  @ApiPropertyOptional({
    maxLength: 100,
    description: 'The whole domain, in the same case',
    example: 'printing',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  problem_domain?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Flows of this team' })
  @IsOptional()
  @IsUUID()
  team_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Flows of this owner' })
  @IsOptional()
  @IsUUID()
  owner_id?: string;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Flows that somebody has to look at again, or those that hold as far as is known',
    example: true,
  })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  needs_verification?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'Flows with open flags, or without', example: true })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  flagged?: boolean;

  @ApiPropertyOptional({
    maxLength: 200,
    description:
      'Words, each of which begins a word of the title, the description, the domain or a step, in any case',
    example: 'printer offline',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class FlowCompareQuery {
  @ApiProperty({ minimum: 1, description: 'The earlier version, or any other', example: 1 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  from: number;

  @ApiProperty({ minimum: 1, description: 'The version that the diff leads to', example: 2 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  to: number;
}

@ApiSchema({ name: 'FlowChange' })
export class FlowChangeRequest {
  @ApiProperty({ description: 'Whether a change of it may take two people', example: true })
  @IsBoolean()
  critical: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 20_000,
    example: 'A wrong step here locks the whole site out.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  notes?: string | null;
}
