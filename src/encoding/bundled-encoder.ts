import type { OnModuleDestroy } from '@nestjs/common';
import { ThreadPool } from '../kernel/threads/thread-pool.js';
import { languagesOf } from '../search/text/languages.js';
import type encodeTexts from './bundled-encoder-thread.js';
import { TextEncoder } from './text-encoder.js';
import { PLAIN, vectorOf, type Scale, type Vector } from './vectors.js';

/**
 * Google's Universal Sentence Encoder (lite), of which the package brings the weights, in a thread of its own, which is
 * started with the first texts and ended when there were none for a while.
 * Source: D. Cer et al., "Universal Sentence Encoder" (2018).
 */
export class BundledEncoder extends TextEncoder implements OnModuleDestroy {
  readonly model = 'use-lite-en';
  private readonly threads: ThreadPool<readonly string[], Awaited<ReturnType<typeof encodeTexts>>>;

  constructor(seconds: number) {
    super();
    const module = new URL('./bundled-encoder-thread.js', import.meta.url);
    this.threads = new ThreadPool({ module, threads: 1, seconds, megabytes: 256 });
  }

  /** It learned English alone: to it all German sentences mean nearly the same. */
  reads(text: string): boolean {
    const languages = languagesOf(text);
    return languages.length === 0 || languages.includes('en');
  }

  async encode(texts: readonly string[]): Promise<Vector[]> {
    return (await this.threads.run(texts)).map(vectorOf);
  }

  scale(): Promise<Scale> {
    return Promise.resolve(PLAIN);
  }

  async onModuleDestroy(): Promise<void> {
    await this.threads.end();
  }
}
