import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  CLAIM_MINUTES,
  MINIMUM_STEPS,
  REVERT_WINDOW_HOURS,
  readSettings,
  REVIEW_ORDERS,
  type AccountSettings,
  type ReviewOrder,
} from './account-settings.js';
import { MAX_SLUG_LENGTH } from './account-slug.js';
import type { AccountEntity } from './account.entity.js';
import { MAX_NAME_LENGTH } from './name.js';

@ApiSchema({ name: 'AccountSettings' })
export class SettingsDto {
  @ApiProperty({ description: 'Whether resolved sessions are learned from', example: true })
  flywheel_enabled: boolean;

  @ApiProperty({
    type: 'integer',
    minimum: MINIMUM_STEPS.least,
    maximum: MINIMUM_STEPS.most,
    description: 'Sessions with fewer steps are too thin to learn from',
    example: 2,
  })
  minimum_steps: number;

  @ApiProperty({
    enum: REVIEW_ORDERS,
    enumName: 'ReviewOrder',
    description:
      'Which waiting proposal a reviewer is given next. impact: supporting sessions x confidence, halved for every 30 days without a change',
    example: 'impact',
  })
  review_order: ReviewOrder;

  @ApiProperty({
    type: 'integer',
    minimum: CLAIM_MINUTES.least,
    maximum: CLAIM_MINUTES.most,
    description: 'How many minutes a claim on a proposal lasts',
    example: 15,
  })
  claim_minutes: number;

  @ApiProperty({
    description: 'Whether a decision on a proposal, and a change of a flow, must carry If-Match',
    example: false,
  })
  require_if_match: boolean;

  @ApiProperty({
    type: 'integer',
    minimum: REVERT_WINDOW_HOURS.least,
    maximum: REVERT_WINDOW_HOURS.most,
    description: 'For how many hours an approval can be undone',
    example: 168,
  })
  revert_window_hours: number;

  static from(settings: AccountSettings): SettingsDto {
    return {
      flywheel_enabled: settings.flywheelEnabled,
      minimum_steps: settings.minimumSteps,
      review_order: settings.reviewOrder,
      claim_minutes: settings.claimMinutes,
      require_if_match: settings.requireIfMatch,
      revert_window_hours: settings.revertWindowHours,
    };
  }
}

@ApiSchema({ name: 'Account' })
export class AccountDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f' })
  id: string;

  @ApiProperty({ maxLength: MAX_NAME_LENGTH, example: 'Larkfield IT' })
  name: string;

  @ApiProperty({ maxLength: MAX_SLUG_LENGTH, description: 'Never changes', example: 'larkfield-it' })
  slug: string;

  @ApiProperty({ type: () => SettingsDto })
  settings: SettingsDto;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:40:51.008Z' })
  created_at: Date;

  static from({ id, name, slug, settings, createdAt }: AccountEntity): AccountDto {
    return { id, name, slug, settings: SettingsDto.from(readSettings(settings)), created_at: createdAt };
  }
}
