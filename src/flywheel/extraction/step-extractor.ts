import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';

/** What there is to read the steps of a session from. */
export interface Transcript {
  title: string;
  messages: readonly SessionMessage[];
}

/**
 * Reads the steps of a session that has none from what was said in it. A port: a language model can take the place of
 * the built-in reader. It is asked outside of any transaction, so that it may take its time, and asked again when the
 * job that asks is run again.
 */
export abstract class StepExtractor {
  /**
   * @returns the steps in the order in which they were said; none where nothing was asked, done or explained; null where
   *   the transcript is in a language that is not read
   */
  abstract extract(transcript: Transcript): Promise<SessionStep[] | null>;
}
