import { fileURLToPath } from 'node:url';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { readerBusy } from './knowledge.errors.js';
import { nothing, type Reading } from './reader/procedure.js';
import { readDocument } from './reader/read-document.js';
import type { Written } from './reader/reading-thread.js';

/** Up to so many characters a document is read at once, which takes a few milliseconds. */
const SMALL = 4_000;
const THREADS = 2;
/** Documents that wait for a thread; each request has one at a time. */
const MOST_WAITING = 200;
const MOST_SECONDS = 30;
const MOST_MEGABYTES = 512;
/** A thread that has nothing to do for so long (ms) gives its memory back. */
const IDLE = 30_000;

/** Tests run the TypeScript as it is. */
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const THREAD = fileURLToPath(
  new URL(`./reader/reading-thread.${FROM_SOURCE ? 'ts' : 'js'}`, import.meta.url),
);

/** Reads documents; long ones in threads of their own, so that nobody else waits for it. */
@Injectable()
export class DocumentReader implements OnModuleDestroy {
  private pool: Piscina<Written, Reading> | null = null;

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }

  /**
   * A document that takes too long, or too much memory, holds nothing, and the reading says so.
   * @throws DomainError 503 when too many wait
   */
  async read(document: Written): Promise<Reading> {
    const { format, content, name } = document;
    if (content.length <= SMALL) return readDocument(format, content, name);
    this.pool ??= new Piscina<Written, Reading>({
      filename: THREAD,
      minThreads: 0,
      maxThreads: THREADS,
      maxQueue: MOST_WAITING,
      idleTimeout: IDLE,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
      ...(FROM_SOURCE ? { execArgv: ['--import', '@swc-node/register/esm-register'] } : {}),
    });
    if (this.pool.queueSize >= MOST_WAITING) throw readerBusy();
    const late = AbortSignal.timeout(MOST_SECONDS * 1_000);
    try {
      return await this.pool.run({ format, content, name }, { signal: late });
    } catch (error) {
      if (late.aborted) return nothing(`Reading it took longer than ${MOST_SECONDS} seconds`);
      if (isOutOfMemory(error)) return nothing(`Reading it took more than ${MOST_MEGABYTES} MB`);
      throw error;
    }
  }
}

function isOutOfMemory(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  );
}
