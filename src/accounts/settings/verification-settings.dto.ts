import { RetentionSettingsDto, RetentionSettingsPatchDto } from './retention-settings.dto.js';
import { Setting, SettingPatch } from './setting-members.js';
import {
  FLAGS_TO_VERIFY,
  SUCCESS_FALL_DAYS,
  SUCCESS_FALL_MINIMUM,
  SUCCESS_FALL_POINTS,
  UNUSED_DAYS,
  VERIFY_EVERY_DAYS,
  VERIFY_GRACE_DAYS,
  type VerificationSettings,
  type VerificationSettingsPatch,
} from './verification-settings.js';

export class VerificationSettingsPatchDto
  extends RetentionSettingsPatchDto
  implements VerificationSettingsPatch
{
  @SettingPatch(VERIFY_EVERY_DAYS)
  verify_every_days?: number | null;

  @SettingPatch(VERIFY_GRACE_DAYS)
  verify_grace_days?: number | null;

  @SettingPatch(FLAGS_TO_VERIFY)
  flags_to_verify?: number | null;

  @SettingPatch(UNUSED_DAYS)
  unused_days?: number | null;

  @SettingPatch(SUCCESS_FALL_MINIMUM)
  success_fall_minimum?: number | null;

  @SettingPatch(SUCCESS_FALL_POINTS)
  success_fall_points?: number | null;

  @SettingPatch(SUCCESS_FALL_DAYS)
  success_fall_days?: number | null;
}

export class VerificationSettingsDto extends RetentionSettingsDto {
  @Setting(
    VERIFY_EVERY_DAYS,
    'Days after which a flow needs verification again, unless the flow has an interval of its own; 0: never',
  )
  verify_every_days: number;

  @Setting(
    VERIFY_GRACE_DAYS,
    'A flow that has needed verification for so many days ranks lower in suggestions; 0: it never does',
  )
  verify_grace_days: number;

  @Setting(
    FLAGS_TO_VERIFY,
    'So many open flags since its last verification make a flow need another; 0: none do',
  )
  flags_to_verify: number;

  @Setting(
    UNUSED_DAYS,
    'A flow that no walk and no session used for so many days needs verification; 0: never',
  )
  unused_days: number;

  @Setting(
    SUCCESS_FALL_MINIMUM,
    'So many finished walks there have to be before and after, for the success of a flow to be compared; 0: it never is',
  )
  success_fall_minimum: number;

  @Setting(
    SUCCESS_FALL_POINTS,
    'By so many percentage points success has to have fallen at the least, and significantly',
  )
  success_fall_points: number;

  @Setting(
    SUCCESS_FALL_DAYS,
    'The success of the last so many days is compared with that of the time before, beside that of version with version',
  )
  success_fall_days: number;
}

export function verificationSettings(
  settings: VerificationSettings,
): Omit<VerificationSettingsDto, keyof RetentionSettingsDto> {
  return {
    verify_every_days: settings.verifyEveryDays,
    verify_grace_days: settings.verifyGraceDays,
    flags_to_verify: settings.flagsToVerify,
    unused_days: settings.unusedDays,
    success_fall_minimum: settings.successFallMinimum,
    success_fall_points: settings.successFallPoints,
    success_fall_days: settings.successFallDays,
  };
}
