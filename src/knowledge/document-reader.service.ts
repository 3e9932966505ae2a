import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { GaveUp, ThreadPool } from '../kernel/threads/thread-pool.js';
import { readerBusy } from './knowledge.errors.js';
import { nothing, type Reading } from './reader/procedure.js';
import { readDocument } from './reader/read-document.js';
import type { Written } from './reader/reading-thread.js';

/** Up to so many characters a document is read at once, which takes a few milliseconds. */
const SMALL = 4_000;
/** Documents that wait for a thread; each request has one at a time. */
const MOST_WAITING = 200;

/** Reads documents; long ones in threads of their own, so that nobody else waits for it. */
@Injectable()
export class DocumentReader implements OnModuleDestroy {
  private readonly threads = new ThreadPool<Written, Reading>({
    module: new URL('./reader/reading-thread.js', import.meta.url),
    threads: 2,
    seconds: 30,
    megabytes: 512,
  });

  async onModuleDestroy(): Promise<void> {
    await this.threads.end();
  }

  /**
   * A document that takes too long, or too much memory, holds nothing, and the reading says so.
   * @throws DomainError 503 when too many wait
   */
  async read(document: Written): Promise<Reading> {
    const { format, content, name } = document;
    if (content.length <= SMALL) return readDocument(format, content, name);
    if (this.threads.waiting >= MOST_WAITING) throw readerBusy();
    try {
      return await this.threads.run({ format, content, name });
    } catch (error) {
      if (error instanceof GaveUp) return nothing(`Reading it took more than ${error.limit}`);
      throw error;
    }
  }
}
