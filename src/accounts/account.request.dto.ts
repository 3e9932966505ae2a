import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  CLAIM_MINUTES,
  DEFAULT_SETTINGS,
  MINIMUM_STEPS,
  REVERT_WINDOW_HOURS,
  REVIEW_ORDERS,
  type ReviewOrder,
  type SettingsPatch,
} from './account-settings.js';
import { MAX_SLUG_LENGTH } from './account-slug.js';
import { IsName, MAX_NAME_LENGTH } from './name.js';

@ApiSchema({ name: 'AccountSettingsPatch' })
export class SettingsPatchDto implements SettingsPatch {
  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    default: DEFAULT_SETTINGS.flywheelEnabled,
    description: 'Whether resolved sessions are learned from; null goes back to the default',
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  flywheel_enabled?: boolean | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: MINIMUM_STEPS.least,
    maximum: MINIMUM_STEPS.most,
    default: DEFAULT_SETTINGS.minimumSteps,
    description: 'Sessions with fewer steps are too thin to learn from; null goes back to the default',
    example: 3,
  })
  @IsOptional()
  @IsInt()
  @Min(MINIMUM_STEPS.least)
  @Max(MINIMUM_STEPS.most)
  minimum_steps?: number | null;

  @ApiPropertyOptional({
    enum: REVIEW_ORDERS,
    enumName: 'ReviewOrder',
    nullable: true,
    default: DEFAULT_SETTINGS.reviewOrder,
    description: 'Which waiting proposal a reviewer is given next; null goes back to the default',
    example: 'impact',
  })
  @IsOptional()
  @IsIn(REVIEW_ORDERS)
  review_order?: ReviewOrder | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: CLAIM_MINUTES.least,
    maximum: CLAIM_MINUTES.most,
    default: DEFAULT_SETTINGS.claimMinutes,
    description: 'How many minutes a claim on a proposal lasts; null goes back to the default',
    example: 30,
  })
  @IsOptional()
  @IsInt()
  @Min(CLAIM_MINUTES.least)
  @Max(CLAIM_MINUTES.most)
  claim_minutes?: number | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    default: DEFAULT_SETTINGS.requireIfMatch,
    description:
      'Whether a decision on a proposal, and a change of a flow, must carry If-Match; null goes back to the default',
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  require_if_match?: boolean | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: REVERT_WINDOW_HOURS.least,
    maximum: REVERT_WINDOW_HOURS.most,
    default: DEFAULT_SETTINGS.revertWindowHours,
    description: 'For how many hours an approval can be undone; null goes back to the default',
    example: 72,
  })
  @IsOptional()
  @IsInt()
  @Min(REVERT_WINDOW_HOURS.least)
  @Max(REVERT_WINDOW_HOURS.most)
  revert_window_hours?: number | null;
}

@ApiSchema({ name: 'AccountPatch' })
export class AccountPatchDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: MAX_NAME_LENGTH, example: 'Larkfield IT' })
  @ValidateIf((_, value) => value !== undefined)
  @IsName()
  name?: string;

  @ApiPropertyOptional({
    type: () => SettingsPatchDto,
    nullable: true,
    description: 'What is left out stays; null resets every setting',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SettingsPatchDto)
  settings?: SettingsPatchDto | null;
}

@ApiSchema({ name: 'AccountDeletion' })
export class AccountDeletionDto {
  @ApiProperty({
    maxLength: MAX_SLUG_LENGTH,
    description: "The account's slug, to show that it is meant",
    example: 'larkfield-it',
  })
  @IsString()
  confirm: string;
}
