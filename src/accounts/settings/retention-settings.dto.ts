import { KEEP_DAYS, type RetentionSettings, type RetentionSettingsPatch } from './retention-settings.js';
import { Setting, SettingPatch } from './setting-members.js';

export class RetentionSettingsPatchDto implements RetentionSettingsPatch {
  @SettingPatch(KEEP_DAYS)
  keep_transcripts_days?: number | null;

  @SettingPatch(KEEP_DAYS)
  keep_words_days?: number | null;

  @SettingPatch(KEEP_DAYS)
  keep_deliveries_days?: number | null;

  @SettingPatch(KEEP_DAYS)
  keep_events_days?: number | null;
}

export class RetentionSettingsDto {
  @Setting(
    KEEP_DAYS,
    'So many days after a session has ended its messages are removed, for good; its steps, and what was learned of them, stay. 0: they are kept',
  )
  keep_transcripts_days: number;

  @Setting(
    KEEP_DAYS,
    'So many days after a walk has ended the words of the caller and the notes of the technician are removed, for good; the way that was walked stays. 0: they are kept',
  )
  keep_words_days: number;

  @Setting(
    KEEP_DAYS,
    'So many days after its last attempt a message to a webhook is removed; 0, or more than 30: after 30 days',
  )
  keep_deliveries_days: number;

  @Setting(
    KEEP_DAYS,
    'So many days events are kept for who was away; 0, or more than the server keeps any (`EVENT_DAYS`): as long as that',
  )
  keep_events_days: number;
}

export function retentionSettings(settings: RetentionSettings): RetentionSettingsDto {
  return {
    keep_transcripts_days: settings.keepTranscriptsDays,
    keep_words_days: settings.keepWordsDays,
    keep_deliveries_days: settings.keepDeliveriesDays,
    keep_events_days: settings.keepEventsDays,
  };
}
