import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsIn, IsOptional } from 'class-validator';

const TABLE_FORMATS = ['json', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A query parameter that is a moment, and may be left out. */
export const Moment = (description: string, example: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, format: 'date-time', description, example }),
    IsOptional(),
    Type(() => Date),
    IsDate(),
  );

/** The query parameter of figures that are answered as JSON or as CSV. */
export class TableFormatQuery {
  @ApiPropertyOptional({
    enum: TABLE_FORMATS,
    description: 'Goes before the Accept header; without either it is json.',
    example: 'json',
  })
  @IsOptional()
  @IsIn(TABLE_FORMATS)
  format?: TableFormat;
}
