import { Logger } from '@nestjs/common';
import type { Runner } from 'graphile-worker';
import { isDatabaseAway } from '../errors/postgres-error.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** One of the queue's runners. */
export interface BegunRunner {
  runner: Runner;
  /** Resolved once it has taken its last job and has let go of all of them. */
  ended: Promise<void>;
}

/**
 * Keeps one of the queue's runners going. The queue stops a runner that could not write down how a job ended, as when the
 * database goes away; then another one is begun, with growing pauses until that succeeds. So it is with one that says of
 * itself that it cannot go on.
 */
export class LaneRunner {
  private readonly logger = new Logger(LaneRunner.name);
  private current: BegunRunner | null = null;
  private retry: NodeJS.Timeout | null = null;
  private pause = FIRST_PAUSE_MS;
  private stopped = false;
  /** Of those that were replaced and let their last jobs end. */
  private readonly ending = new Set<Promise<void>>();

  /** @param begin is given what to call when the runner cannot go on, which may be before it has begun */
  constructor(private readonly begin: (failed: () => void) => Promise<BegunRunner>) {}

  get running(): boolean {
    return this.current !== null;
  }

  /** @throws whatever keeps a runner from beginning, but for a database that is away, which is waited for */
  async start(): Promise<void> {
    // What of it is known when it says that it cannot go on.
    const known: { begun: BegunRunner | null; failed: boolean } = { begun: null, failed: false };
    let begun: BegunRunner;
    try {
      begun = await this.begin(() => {
        known.failed = true;
        if (known.begun) this.replace(known.begun);
      });
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (!this.stopped) this.startLater();
      return;
    }
    // How it ends is told by `ended`.
    begun.runner.promise.catch(() => undefined);
    if (this.stopped) return this.end(begun);
    this.current = known.begun = begun;
    this.pause = FIRST_PAUSE_MS;
    if (known.failed) this.replace(begun);
  }

  /** Lets running jobs end. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    if (this.current) void this.end(this.current);
    this.current = null;
    await Promise.all(this.ending);
  }

  /** Begins another one in place of this one, which takes no more jobs and lets those that run end. */
  private replace(begun: BegunRunner): void {
    if (this.current !== begun || this.stopped) return;
    this.current = null;
    void this.end(begun);
    this.startLater();
  }

  private end({ runner, ended }: BegunRunner): Promise<void> {
    // One that is ending by itself says so by failing, and may never say that it has ended.
    runner.stop().catch(() => undefined);
    this.ending.add(ended);
    return ended.finally(() => this.ending.delete(ended));
  }

  private startLater(): void {
    this.logger.warn(`nobody works on jobs; trying again in ${this.pause} ms`);
    this.retry = setTimeout(() => {
      this.start().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'cannot work on jobs');
        if (!this.stopped) this.startLater();
      });
    }, this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }
}
