import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { MAX_VERSION } from '../../flows/version.pipe.js';

const MAX_NOTES = 20_000;

@ApiSchema({ name: 'FlowNotes' })
export class FlowNotesRequest {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: MAX_NOTES,
    example: 'The last of these printers went back to the lessor.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NOTES)
  notes?: string | null;
}

@ApiSchema({ name: 'Rollback' })
export class RollbackRequest extends FlowNotesRequest {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    example: 1,
  })
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  version: number;

  @ApiPropertyOptional({
    default: false,
    description: 'Publish although known sessions would fit worse; notes must say why',
    example: false,
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  accept_regressions?: boolean;
}
