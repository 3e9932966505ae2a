import type { SessionStep } from '../../ai-sessions/session.js';
import { stepsOfTranscript } from './read-transcript.js';
import { StepExtractor, type Transcript } from './step-extractor.js';

/** The extractor that comes with the program: rules alone, no model, the same answer every time. */
export class TranscriptReader extends StepExtractor {
  override async extract({ messages }: Transcript): Promise<SessionStep[]> {
    return Promise.resolve(stepsOfTranscript(messages));
  }
}
