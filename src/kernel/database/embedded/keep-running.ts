import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { StartupError } from '../../errors/startup-error.js';
import { surviveLoss } from '../connection-loss.js';
import type { Log } from './system-folders.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

export interface KeptServer {
  /** Rejects with a StartupError once the server was given up; else never settles. */
  lost: Promise<never>;
  /** Leaves the server as it is from now on; done when nothing of this is under way. */
  end(): Promise<void>;
}

export interface Keeping {
  /** Connects to the server as long as it runs, on whatever start. */
  url: string;
  /** Starts the server where it does not run. */
  start: () => Promise<void>;
  log: Log;
  /** For how long it may be away before it is given up. */
  seconds: number;
}

/** Holds a connection to a running server of the program's own; when that breaks, starts the server where it has ended. */
export async function keepRunning(keeping: Keeping): Promise<KeptServer> {
  const ending = new AbortController();
  const watching = watch(await connect(keeping.url), keeping, ending.signal);
  const lost = new Promise<never>((_, reject) => {
    watching.catch(reject);
  });
  // Whoever waits for it hears of it all the same.
  lost.catch(() => undefined);
  return {
    lost,
    async end() {
      ending.abort();
      await watching.catch(() => undefined);
    },
  };
}

async function watch(connected: pg.Client, keeping: Keeping, ending: AbortSignal): Promise<void> {
  let client: pg.Client | null = connected;
  let pause = FIRST_PAUSE_MS;
  while (client) {
    const began = Date.now();
    await untilBroken(client, ending);
    if (ending.aborted) return;
    client = await bringBack(keeping, pause, ending);
    // One that ends again and again, though it starts each time, is started less and less often.
    const held = Date.now() - began > LONGEST_PAUSE_MS;
    pause = held ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

/** A connection to it once it is back; null when that is not wanted any more. */
async function bringBack(
  { url, start, log, seconds }: Keeping,
  firstPause: number,
  ending: AbortSignal,
): Promise<pg.Client | null> {
  log('The database went away; bringing it back');
  const deadline = Date.now() + seconds * 1_000;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    await delay(pause, undefined, { signal: ending }).catch(() => undefined);
    if (ending.aborted) return null;
    try {
      await start();
      const client = await connect(url);
      log('The database is back');
      return client;
    } catch (error) {
      if (Date.now() + pause < deadline) continue;
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartupError(
        `The database is not back after ${seconds} seconds, so the program ends: ${reason}`,
      );
    }
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'resolutionflow-watch',
  });
  surviveLoss(client);
  await client.connect();
  return client;
}

async function untilBroken(client: pg.Client, ending: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    client.once('end', resolve);
    ending.addEventListener('abort', () => resolve(), { once: true });
  });
  await client.end();
}
