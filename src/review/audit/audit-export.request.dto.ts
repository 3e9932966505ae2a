import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsOptional } from 'class-validator';

export class AuditExportQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'Events from this time on; left out, from the first',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  from?: Date;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'Events before this time; left out, up to now',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  to?: Date;
}
