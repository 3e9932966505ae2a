import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  CALIBRATION_MINIMUM,
  CLAIM_MINUTES,
  DEFAULT_SETTINGS,
  MINIMUM_STEPS,
  REOPEN_AFTER_SESSIONS,
  REVERT_WINDOW_HOURS,
  readSettings,
  REVIEW_ORDERS,
  type AccountSettings,
  type ReviewOrder,
} from './settings/account-settings.js';
import { MAX_SLUG_LENGTH } from './account-slug.js';
import type { AccountEntity } from './account.entity.js';
import { MAX_NAME_LENGTH } from './name.js';
import { ModelSettingsDto, modelSettings } from './settings/model-settings.dto.js';
import { verificationSettings } from './settings/verification-settings.dto.js';

@ApiSchema({ name: 'AccountSettings' })
export class SettingsDto extends ModelSettingsDto {
  @ApiProperty({
    default: DEFAULT_SETTINGS.flywheelEnabled,
  })
  flywheel_enabled: boolean;

  @ApiProperty({
    type: 'integer',
    minimum: MINIMUM_STEPS.least,
    maximum: MINIMUM_STEPS.most,
    description: 'Sessions with fewer steps are too thin to learn from',
    default: DEFAULT_SETTINGS.minimumSteps,
  })
  minimum_steps: number;

  @ApiProperty({
    enum: REVIEW_ORDERS,
    enumName: 'ReviewOrder',
    description:
      'Which waiting proposal a reviewer is given next. impact: supporting sessions x confidence, halved for every 30 days without a change',
    default: DEFAULT_SETTINGS.reviewOrder,
  })
  review_order: ReviewOrder;

  @ApiProperty({
    type: 'integer',
    minimum: CLAIM_MINUTES.least,
    maximum: CLAIM_MINUTES.most,
    description: 'How many minutes a claim on a proposal lasts',
    default: DEFAULT_SETTINGS.claimMinutes,
  })
  claim_minutes: number;

  @ApiProperty({
    description: 'Whether a decision on a proposal, and a change of a flow, must carry If-Match',
    default: DEFAULT_SETTINGS.requireIfMatch,
  })
  require_if_match: boolean;

  @ApiProperty({
    type: 'integer',
    minimum: REVERT_WINDOW_HOURS.least,
    maximum: REVERT_WINDOW_HOURS.most,
    description: 'For how many hours an approval can be undone',
    default: DEFAULT_SETTINGS.revertWindowHours,
  })
  revert_window_hours: number;

  @ApiProperty({
    type: 'integer',
    minimum: CALIBRATION_MINIMUM.least,
    maximum: CALIBRATION_MINIMUM.most,
    description: 'So many decisions it takes before the confidence of proposals is calibrated by them',
    default: DEFAULT_SETTINGS.calibrationMinimum,
  })
  calibration_minimum: number;

  @ApiProperty({
    type: 'integer',
    minimum: REOPEN_AFTER_SESSIONS.least,
    maximum: REOPEN_AFTER_SESSIONS.most,
    description: 'So many sessions that join a dismissed proposal bring it back to the queue; 0: none do',
    default: DEFAULT_SETTINGS.reopenAfterSessions,
  })
  reopen_after_sessions: number;

  @ApiProperty({
    description: 'Whether nobody decides on what they drafted or whose session it came from',
    default: DEFAULT_SETTINGS.fourEyes,
  })
  four_eyes: boolean;

  @ApiProperty({
    type: [String],
    description: 'Problem domains, in any case, in which it takes two people to publish',
    default: DEFAULT_SETTINGS.secondApprovalDomains,
  })
  second_approval_domains: string[];

  @ApiProperty({
    description: 'Whether it takes two people to publish a change of a flow that is marked critical',
    default: DEFAULT_SETTINGS.secondApprovalCritical,
  })
  second_approval_critical: boolean;

  @ApiProperty({
    description: 'Whether each of `unsure_labels` must be named before it is published',
    default: DEFAULT_SETTINGS.nameUnsureLabels,
  })
  name_unsure_labels: boolean;

  static from(settings: AccountSettings): SettingsDto {
    return {
      flywheel_enabled: settings.flywheelEnabled,
      minimum_steps: settings.minimumSteps,
      review_order: settings.reviewOrder,
      claim_minutes: settings.claimMinutes,
      require_if_match: settings.requireIfMatch,
      revert_window_hours: settings.revertWindowHours,
      calibration_minimum: settings.calibrationMinimum,
      reopen_after_sessions: settings.reopenAfterSessions,
      four_eyes: settings.fourEyes,
      second_approval_domains: settings.secondApprovalDomains,
      second_approval_critical: settings.secondApprovalCritical,
      name_unsure_labels: settings.nameUnsureLabels,
      ...verificationSettings(settings),
      ...modelSettings(settings),
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
