import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { VERIFY_EVERY_DAYS } from '../accounts/settings/verification-settings.js';
import { CLOSED_FLAG_STATUSES, type ClosedFlagStatus } from './flag.js';

const MAX_NOTES = 20_000;

@ApiSchema({ name: 'FlowCareChange', description: 'What is left out stays.' })
export class CareChangeRequest {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'An active user of the account, who is more than a viewer; null for nobody',
    example: '0199c2f0-1a2b-7c3d-9e4f-000000000002',
  })
  @IsOptional()
  @IsUUID('loose')
  owner_id?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: VERIFY_EVERY_DAYS.least,
    maximum: VERIFY_EVERY_DAYS.most,
    description: "Days; 0 for never, null for the account's `verify_every_days`",
    example: 90,
  })
  @IsOptional()
  @IsInt()
  @Min(VERIFY_EVERY_DAYS.least)
  @Max(VERIFY_EVERY_DAYS.most)
  verify_every?: number | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: MAX_NOTES,
    example: 'Tom looks after the print servers now.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NOTES)
  notes?: string | null;
}

const OPEN_FLAGS = ['keep', ...CLOSED_FLAG_STATUSES] as const;

@ApiSchema({ name: 'FlowVerify' })
export class VerifyRequest {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: MAX_NOTES,
    description: "Kept in the flow's history, and with the flags that are closed",
    example: 'Went through it with the vendor; the driver page moved, the rest holds.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NOTES)
  notes?: string | null;

  @ApiPropertyOptional({
    enum: OPEN_FLAGS,
    default: 'keep',
    description:
      'What becomes of its open flags; keep: they ask for no verification unless they are raised again',
    example: 'keep',
  })
  @IsOptional()
  @IsIn(OPEN_FLAGS)
  open_flags?: 'keep' | ClosedFlagStatus;
}
