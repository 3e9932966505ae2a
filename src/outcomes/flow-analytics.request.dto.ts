import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { MAX_VERSION } from '../flows/version.pipe.js';
import { Moment, TableFormatQuery } from '../kernel/http/csv/json-or-csv.request.dto.js';

export class FlowAnalyticsQuery extends TableFormatQuery {
  @Moment('Walks and sessions from this time on', '2026-01-05T00:00:00Z')
  since?: Date;

  @Moment('Up to but without this time', '2026-03-30T00:00:00Z')
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
}
