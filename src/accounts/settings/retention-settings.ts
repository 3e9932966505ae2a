/** For how many days an account keeps what was said; 0: for good, or as long as the server keeps it. */
export interface RetentionSettings {
  /** Days after the end of a session for which its messages are kept; 0: for good. */
  keepTranscriptsDays: number;
  /** Days after the end of a walk for which callers' words and technicians' notes are kept; 0: for good. */
  keepWordsDays: number;
  /** Days after its last attempt for which a message to a webhook is kept; 0: as long as the server keeps it. */
  keepDeliveriesDays: number;
  /** Days for which events are kept for who was away; 0: as long as the server keeps them. */
  keepEventsDays: number;
}

export const KEEP_DAYS = { least: 0, most: 36_500, fallback: 0 } as const;

/** A change of them, on the wire and in the column: null goes back to the default. */
export interface RetentionSettingsPatch {
  keep_transcripts_days?: number | null;
  keep_words_days?: number | null;
  keep_deliveries_days?: number | null;
  keep_events_days?: number | null;
}
