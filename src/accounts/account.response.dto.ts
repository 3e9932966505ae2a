import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  DEFAULT_SETTINGS,
  readSettings,
  REVIEW_ORDERS,
  type AccountSettings,
  type ReviewOrder,
} from './settings/account-settings.js';
import type { AccountEntity } from './account.entity.js';
import { ModelSettingsDto, modelSettings } from './settings/model-settings.dto.js';
import { retentionSettings } from './settings/retention-settings.dto.js';
import { verificationSettings } from './settings/verification-settings.dto.js';

@ApiSchema({ name: 'AccountSettings' })
export class SettingsDto extends ModelSettingsDto {
  @ApiProperty({ default: DEFAULT_SETTINGS.flywheelEnabled })
  flywheel_enabled: boolean;

  /** Sessions with fewer steps are too thin to learn from */
  @ApiProperty({ type: 'integer', default: DEFAULT_SETTINGS.minimumSteps })
  minimum_steps: number;

  /** Which waiting proposal a reviewer is given next. impact: supporting sessions x confidence, halved for every 30 days without a change */
  @ApiProperty({ enum: REVIEW_ORDERS, enumName: 'ReviewOrder', default: DEFAULT_SETTINGS.reviewOrder })
  review_order: ReviewOrder;

  /** How many minutes a claim on a proposal lasts */
  @ApiProperty({ type: 'integer', default: DEFAULT_SETTINGS.claimMinutes })
  claim_minutes: number;

  /** Whether a decision on a proposal, and a change of a flow, must carry If-Match */
  @ApiProperty({ default: DEFAULT_SETTINGS.requireIfMatch })
  require_if_match: boolean;

  /** For how many hours an approval can be undone */
  @ApiProperty({ type: 'integer', default: DEFAULT_SETTINGS.revertWindowHours })
  revert_window_hours: number;

  /** So many decisions it takes before the confidence of proposals is calibrated by them */
  @ApiProperty({ type: 'integer', default: DEFAULT_SETTINGS.calibrationMinimum })
  calibration_minimum: number;

  /** So many sessions that join a dismissed proposal bring it back to the queue; 0: none do */
  @ApiProperty({ type: 'integer', default: DEFAULT_SETTINGS.reopenAfterSessions })
  reopen_after_sessions: number;

  /** Whether nobody decides on what they drafted or whose session it came from */
  @ApiProperty({ default: DEFAULT_SETTINGS.fourEyes })
  four_eyes: boolean;

  /** Problem domains, in any case, in which it takes two people to publish */
  @ApiProperty({ default: DEFAULT_SETTINGS.secondApprovalDomains })
  second_approval_domains: string[];

  /** Whether it takes two people to publish a change of a flow that is marked critical */
  @ApiProperty({ default: DEFAULT_SETTINGS.secondApprovalCritical })
  second_approval_critical: boolean;

  /** Whether each of `unsure_labels` must be named before it is published */
  @ApiProperty({ default: DEFAULT_SETTINGS.nameUnsureLabels })
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
      ...retentionSettings(settings),
      ...modelSettings(settings),
    };
  }
}

@ApiSchema({ name: 'Account' })
export class AccountDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  /** Never changes */
  slug: string;

  settings: SettingsDto;

  created_at: Date;

  static from({ id, name, slug, settings, createdAt }: AccountEntity): AccountDto {
    return { id, name, slug, settings: SettingsDto.from(readSettings(settings)), created_at: createdAt };
  }
}
