import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';
import { GaveUp, ThreadPool } from '../../kernel/threads/thread-pool.js';
import { isReadHere } from '../../search/text/languages.js';
import { stepsOfTranscript } from '../extraction/read-transcript.js';
import type readMessages from '../extraction/transcript-thread.js';
import { StepExtractor, type Transcript } from '../extraction/step-extractor.js';

/** Up to so many characters a transcript is read at once, which takes some milliseconds. */
const SMALL = 4_000;

/**
 * The extractor that comes with the program: rules alone, no model, the same answer every time. Long transcripts are read in
 * a thread of its own, so that nobody else waits for it.
 */
@Injectable()
export class TranscriptReader extends StepExtractor implements OnModuleDestroy {
  private readonly logger = new Logger(TranscriptReader.name);
  private readonly threads = new ThreadPool<readonly SessionMessage[], ReturnType<typeof readMessages>>({
    module: new URL('../extraction/transcript-thread.js', import.meta.url),
    threads: 1,
    seconds: 60,
    megabytes: 512,
  });

  async onModuleDestroy(): Promise<void> {
    await this.threads.end();
  }

  override async extract({ messages }: Transcript): Promise<SessionStep[] | null> {
    // The beginning tells the language.
    const talk = messages.map(({ content }) => content.slice(0, SMALL)).join('\n');
    if (!isReadHere(talk.slice(0, SMALL))) return null;
    const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
    if (characters <= SMALL) return stepsOfTranscript(messages);
    try {
      return await this.threads.run(messages);
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      this.logger.warn({ err: error, characters }, 'a transcript was not read for steps');
      return [];
    }
  }
}
