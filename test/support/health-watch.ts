import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TestApp } from './app.js';

/** Milliseconds for which nothing that one sends may keep `/health/live` waiting. */
export const LONGEST_STALL = 250;

const POLLER = fileURLToPath(new URL('./health-poller.mjs', import.meta.url));

/** Watches from a thread of its own how long a program under test, which runs in this one, lets `/health/live` wait. */
export class HealthWatch {
  private constructor(
    /** Where the program listens. */
    readonly base: string,
    private readonly poller: Worker,
  ) {}

  /** Lets the program listen. */
  static async start({ app }: TestApp): Promise<HealthWatch> {
    await app.listen(0, '127.0.0.1');
    const base = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    const watch = new HealthWatch(base, new Worker(POLLER, { workerData: { base }, execArgv: [] }));
    // The first poll makes the connection.
    await watch.stallDuring(() => Promise.resolve());
    return watch;
  }

  /**
   * The longest that `/health/live` waited for its answer during some work, in milliseconds. What the program did not
   * compute in that time does not count: other programs may have had the processor.
   */
  async stallDuring(work: () => Promise<unknown>): Promise<number> {
    this.poller.postMessage('begin');
    await work();
    this.poller.postMessage('end');
    const [worst] = (await once(this.poller, 'message')) as [number];
    return worst;
  }

  async end(): Promise<void> {
    await this.poller.terminate();
  }
}
