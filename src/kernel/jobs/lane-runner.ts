import { Logger } from '@nestjs/common';
import type { Runner } from 'graphile-worker';
import { isDatabaseAway } from '../errors/postgres-error.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Keeps one of the queue's runners going. The queue stops a runner that could not write down how a job ended, as when the
 * database goes away; then another one is begun, with growing pauses until that succeeds. So it is with one that is
 * replaced.
 */
export class LaneRunner {
  private readonly logger = new Logger(LaneRunner.name);
  private runner: Runner | null = null;
  private retry: NodeJS.Timeout | null = null;
  private pause = FIRST_PAUSE_MS;
  private stopped = false;
  /** Runners that were replaced and let their last jobs end. */
  private readonly replaced = new Set<Promise<unknown>>();

  constructor(private readonly begin: () => Promise<Runner>) {}

  get running(): boolean {
    return this.runner !== null;
  }

  /** @throws whatever keeps a runner from beginning, but for a database that is away, which is waited for */
  async start(): Promise<void> {
    let runner: Runner;
    try {
      runner = await this.begin();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (!this.stopped) this.startLater();
      return;
    }
    if (this.stopped) return runner.stop();
    this.runner = runner;
    this.pause = FIRST_PAUSE_MS;
    const ended = (): void => {
      if (this.runner !== runner) return;
      this.runner = null;
      if (!this.stopped) this.startLater();
    };
    runner.promise.then(ended, ended);
  }

  /** Begins another runner in place of this one, which takes no more jobs and lets those that run end. */
  replace(): void {
    const old = this.runner;
    if (!old || this.stopped) return;
    this.runner = null;
    // A runner that has ended already says so by failing.
    const ended: Promise<unknown> = old
      .stop()
      .catch(() => undefined)
      .finally(() => this.replaced.delete(ended));
    this.replaced.add(ended);
    this.startLater();
  }

  /** Lets running jobs end. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    await Promise.all([this.runner?.stop(), ...this.replaced]);
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
