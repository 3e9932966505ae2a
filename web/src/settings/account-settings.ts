import type { AccountSettings } from './settings.queries.js';

export type SettingName = keyof AccountSettings;

/** The settings as they are shown together. */
export const GROUPS = {
  flywheel: ['flywheel_enabled', 'minimum_steps', 'reopen_after_sessions', 'calibration_minimum'],
  review: ['review_order', 'claim_minutes', 'revert_window_hours', 'require_if_match', 'name_unsure_labels'],
  people: ['four_eyes', 'second_approval_domains', 'second_approval_critical'],
  care: [
    'verify_every_days',
    'verify_grace_days',
    'flags_to_verify',
    'unused_days',
    'success_fall_minimum',
    'success_fall_points',
    'success_fall_days',
  ],
  keeping: ['keep_transcripts_days', 'keep_words_days', 'keep_deliveries_days', 'keep_events_days'],
  model: ['language_model_enabled', 'language_model_tasks', 'language_model_budget'],
} as const satisfies Record<string, readonly SettingName[]>;

/** What differs from what was read. A number that was cleared away is left as it was. */
export function settingsPatch(before: AccountSettings, after: AccountSettings): Partial<AccountSettings> {
  const changed = Object.entries(after).filter(
    ([name, value]) =>
      (value as unknown) !== '' && JSON.stringify(value) !== JSON.stringify(before[name as SettingName]),
  );
  return Object.fromEntries(changed);
}
