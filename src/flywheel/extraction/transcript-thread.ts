import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';
import { stepsOfTranscript } from './read-transcript.js';

/** What a thread of the pool does with what was said. */
export default function readMessages(messages: readonly SessionMessage[]): SessionStep[] {
  return stepsOfTranscript(messages);
}
