import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsIn, IsOptional } from 'class-validator';

export const ANALYTICS_FORMATS = ['json', 'csv'] as const;
export type AnalyticsFormat = (typeof ANALYTICS_FORMATS)[number];

export class AnalyticsQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'From this time on; left out, twelve weeks before until',
    example: '2026-01-05T00:00:00Z',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  since?: Date;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'Up to but without this time; left out, now',
    example: '2026-03-30T00:00:00Z',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  until?: Date;

  @ApiPropertyOptional({
    enum: ANALYTICS_FORMATS,
    description: 'Goes before the Accept header; without either it is json.',
    example: 'json',
  })
  @IsOptional()
  @IsIn(ANALYTICS_FORMATS)
  format?: AnalyticsFormat;
}
