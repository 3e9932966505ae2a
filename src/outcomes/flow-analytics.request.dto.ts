import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { MAX_VERSION } from '../flows/version.pipe.js';

const ANALYTICS_FORMATS = ['json', 'csv'] as const;

export class FlowAnalyticsQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'Walks and sessions from this time on',
    example: '2026-01-05T00:00:00Z',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  since?: Date;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'Up to but without this time',
    example: '2026-03-30T00:00:00Z',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  until?: Date;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Only what went by this version; by_version has all of them nonetheless',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  version?: number;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only walks and sessions of this team' })
  @IsOptional()
  @IsUUID()
  team_id?: string;

  @ApiPropertyOptional({
    enum: ANALYTICS_FORMATS,
    description: 'Goes before the Accept header; without either it is json.',
    example: 'json',
  })
  @IsOptional()
  @IsIn(ANALYTICS_FORMATS)
  format?: (typeof ANALYTICS_FORMATS)[number];
}
