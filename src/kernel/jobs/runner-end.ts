import type { WorkerEvents } from 'graphile-worker';

/** For how long a runner whose jobs have ended may still write that down. */
const LAST_WRITES_MS = 5_000;

/**
 * Resolves once the runner of these events has let all its jobs end. It is not waited for until the runner says so of
 * itself: where two jobs at once could not be written down as done, it counts what it still has to write below zero and
 * waits for ever (0.17; https://github.com/graphile/worker/issues/636 is about the same place).
 */
export function endOfRunner(events: WorkerEvents): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const jobsEnded = (): void => void (timer ??= setTimeout(resolve, LAST_WRITES_MS));
    events.once('pool:gracefulShutdown:complete', jobsEnded);
    events.once('pool:forcefulShutdown:complete', jobsEnded);
    events.once('pool:forcefulShutdown:error', jobsEnded);
    events.once('pool:release', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
