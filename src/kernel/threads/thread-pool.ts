import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

/** A thread that has nothing to do for so long (ms) gives its memory back. */
const IDLE = 30_000;

/** Tests run the TypeScript as it is. */
const FROM_SOURCE = import.meta.url.endsWith('.ts');

export interface ThreadPoolOptions {
  /** The module, whose default export is the function; its name ends in `.js`. */
  module: URL;
  threads: number;
  /** What one call may take once it has begun. */
  seconds: number;
  megabytes: number;
}

/** A call that took more than it may; its thread is ended. */
export class GaveUp extends Error {
  constructor(readonly limit: string) {
    super(`it took more than ${limit}`);
  }
}

/** A pure function in threads of its own, so that the program goes on meanwhile. Whoever calls waits for a free one. */
export class ThreadPool<Q, A> {
  private pool: Piscina<Q, A> | null = null;
  private running = 0;
  /** In the order in which they came. */
  private readonly turns: (() => void)[] = [];

  constructor(private readonly options: ThreadPoolOptions) {}

  /** Calls that wait for a thread. */
  get waiting(): number {
    return this.turns.length;
  }

  /**
   * @param question is copied, as the answer is: https://nodejs.org/api/worker_threads.html#portpostmessagevalue-transferlist
   * @throws GaveUp
   */
  async run(question: Q): Promise<A> {
    if (this.running < this.options.threads) this.running++;
    else await new Promise<void>((resolve) => this.turns.push(resolve));
    try {
      return await this.runNow(question);
    } finally {
      const next = this.turns.shift();
      if (next) next();
      else this.running--;
    }
  }

  /** What runs fails. */
  async end(): Promise<void> {
    await this.pool?.destroy();
  }

  private async runNow(question: Q): Promise<A> {
    const { seconds, megabytes } = this.options;
    const late = AbortSignal.timeout(seconds * 1_000);
    try {
      return await (this.pool ??= this.start()).run(question, { signal: late });
    } catch (error) {
      if (late.aborted) throw new GaveUp(`${seconds} seconds`);
      if (isOutOfMemory(error)) throw new GaveUp(`${megabytes} MB`);
      throw error;
    }
  }

  private start(): Piscina<Q, A> {
    const { module, threads, megabytes } = this.options;
    const file = fileURLToPath(module);
    return new Piscina<Q, A>({
      filename: FROM_SOURCE ? file.replace(/\.js$/, '.ts') : file,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      ...(FROM_SOURCE ? { execArgv: ['--import', '@swc-node/register/esm-register'] } : {}),
    });
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
