import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { NotBlank } from '../kernel/http/text-rules.js';
import {
  CALIBRATION_MINIMUM,
  CLAIM_MINUTES,
  MINIMUM_STEPS,
  REOPEN_AFTER_SESSIONS,
  REVERT_WINDOW_HOURS,
  REVIEW_ORDERS,
  SECOND_APPROVAL_DOMAINS,
  type ReviewOrder,
  type SettingsPatch,
} from './settings/account-settings.js';
import { MAX_SLUG_LENGTH } from './account-slug.js';
import { IsName, MAX_NAME_LENGTH } from './name.js';
import { ModelSettingsPatchDto } from './settings/model-settings.dto.js';

/** What each means is said of `AccountSettings`. What is left out stays; null goes back to the default. */
@ApiSchema({ name: 'AccountSettingsPatch' })
export class SettingsPatchDto extends ModelSettingsPatchDto implements SettingsPatch {
  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
  })
  @IsOptional()
  @IsBoolean()
  flywheel_enabled?: boolean | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: MINIMUM_STEPS.least,
    maximum: MINIMUM_STEPS.most,
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
  })
  @IsOptional()
  @IsIn(REVIEW_ORDERS)
  review_order?: ReviewOrder | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: CLAIM_MINUTES.least,
    maximum: CLAIM_MINUTES.most,
  })
  @IsOptional()
  @IsInt()
  @Min(CLAIM_MINUTES.least)
  @Max(CLAIM_MINUTES.most)
  claim_minutes?: number | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
  })
  @IsOptional()
  @IsBoolean()
  require_if_match?: boolean | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: REVERT_WINDOW_HOURS.least,
    maximum: REVERT_WINDOW_HOURS.most,
  })
  @IsOptional()
  @IsInt()
  @Min(REVERT_WINDOW_HOURS.least)
  @Max(REVERT_WINDOW_HOURS.most)
  revert_window_hours?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: CALIBRATION_MINIMUM.least,
    maximum: CALIBRATION_MINIMUM.most,
  })
  @IsOptional()
  @IsInt()
  @Min(CALIBRATION_MINIMUM.least)
  @Max(CALIBRATION_MINIMUM.most)
  calibration_minimum?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: REOPEN_AFTER_SESSIONS.least,
    maximum: REOPEN_AFTER_SESSIONS.most,
  })
  @IsOptional()
  @IsInt()
  @Min(REOPEN_AFTER_SESSIONS.least)
  @Max(REOPEN_AFTER_SESSIONS.most)
  reopen_after_sessions?: number | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
  })
  @IsOptional()
  @IsBoolean()
  four_eyes?: boolean | null;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    maxItems: SECOND_APPROVAL_DOMAINS.most,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(SECOND_APPROVAL_DOMAINS.most)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(SECOND_APPROVAL_DOMAINS.length, { each: true })
  @NotBlank({ each: true })
  second_approval_domains?: string[] | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
  })
  @IsOptional()
  @IsBoolean()
  second_approval_critical?: boolean | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
  })
  @IsOptional()
  @IsBoolean()
  name_unsure_labels?: boolean | null;
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
