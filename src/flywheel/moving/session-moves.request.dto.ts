import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { MAX_VERSION } from '../../flows/version.pipe.js';

/** To which flow a session belongs, as a person says. */
@ApiSchema({ name: 'SessionMove' })
export class SessionMoveRequest {
  @ApiProperty({ format: 'uuid', example: '0199c2f8-0c11-7e55-b2a4-3d6f8a9b0c21' })
  @IsUUID()
  flow_id: string;

  /** The version of the flow that was looked at; if it is no longer the current one, nothing happens */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_VERSION, example: 2 })
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  flow_version: number;

  /** The proposal with which the session was seen, its `flywheel.proposal_id`; if it is another by now, nothing happens */
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f4-6b3e-7d51-8a0e-5f1c2b7d9e10',
  })
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  proposal_id: string | null;

  /** Kept in the histories of both flows */
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 20_000,
    example: 'The toner was empty; that the queue stood still came of it.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  notes?: string | null;
}
