import type { Log } from './database/embedded/system-folders.js';

/** npm passes on the signal that the terminal has already sent; a person needs longer to send a second one. */
const SAME_SIGNAL_MS = 1_000;

/** Resolves on the first SIGINT or SIGTERM, after which all is drained; a second one ends the process at once. */
export function firstSignal(say: Log): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let endingSince: number | null = null;
    const end = (signal: NodeJS.Signals): void => {
      if (endingSince !== null) {
        if (performance.now() - endingSince > SAME_SIGNAL_MS) process.exit(1);
        return;
      }
      endingSince = performance.now();
      say(`\n${signal}: finishing what is under way`);
      resolve(signal);
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
  });
}
