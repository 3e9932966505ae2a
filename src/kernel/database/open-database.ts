import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Config } from '../config.js';
import { inDataFolder } from '../data-folder.js';
import { StartupError } from '../errors/startup-error.js';
import { surviveLoss } from './connection-loss.js';
import { findDatabaseHome } from './embedded/data-folder.js';
import { findHolder, FolderInUseError } from './embedded/folder-lock.js';
import type { Log } from './embedded/system-folders.js';
import { startEmbeddedPostgres, urlsOf } from './embedded-postgres.js';

const MINIMUM_VERSION = 15;
const CONNECT_TIMEOUT_MS = 10_000;
const WAIT_FOR_OTHERS_MS = 60_000;
const LOOK_AGAIN_MS = 100;

export interface OpenDatabase {
  /** Connects as the user that owns the database. */
  url: string;
  /** Only where the program's own PostgreSQL serves it. */
  superuserUrl?: string;
  /** Of a server that was started here: rejects with a StartupError once it is given up. Else it never settles. */
  lost?: Promise<never>;
  /** Ends the server that was started here; one that was there before goes on. */
  stop(): Promise<void>;
}

/**
 * The database to work on: the one that DATABASE_URL leads to, or PostgreSQL of the program's own in the data folder.
 * Commands (`share`), and the parts of a program run as ROLE=api and ROLE=worker, use the one that another process has
 * running there; a server that does everything wants the folder for itself.
 * @throws StartupError in one line when it cannot be reached or used
 */
export async function openDatabase(
  config: Config,
  log: Log,
  options: { share?: boolean } = {},
): Promise<OpenDatabase> {
  if (config.DATABASE_URL) {
    await check(config.DATABASE_URL);
    return { url: config.DATABASE_URL, stop: () => Promise.resolve() };
  }
  const own = options.share
    ? ({ dataDir: config.DATA_DIR, log, purpose: 'command' } as const)
    : ({
        dataDir: config.DATA_DIR,
        log,
        purpose: 'server',
        restartSeconds: config.DATABASE_RESTART_SECONDS,
      } as const);
  if (!options.share && config.ROLE === 'all') return startEmbeddedPostgres(own);
  for (;;) {
    const running = await inDataFolder(config.DATA_DIR, () => findRunning(config.DATA_DIR, log));
    if (running) return { ...running, stop: () => Promise.resolve() };
    try {
      return await startEmbeddedPostgres(own);
    } catch (error) {
      // Another process came first; now it is the one that runs.
      if (!(error instanceof FolderInUseError)) throw error;
    }
  }
}

/** A server that is only starting, or a command's short-lived one, is waited for. */
async function findRunning(dataDir: string, log: Log): Promise<{ url: string; superuserUrl: string } | null> {
  const deadline = Date.now() + WAIT_FOR_OTHERS_MS;
  for (let told = false; ; told = true) {
    const holder = await findHolder(dataDir);
    if (!holder) return null;
    if (holder.purpose === 'server' && holder.port !== null) {
      const home = await findDatabaseHome(dataDir);
      if (home) return urlsOf(holder.port, home.passwords);
    }
    if (Date.now() > deadline) {
      throw new FolderInUseError(dataDir, holder);
    }
    if (!told) log(`Waiting for process ${holder.pid}, which uses the data folder ${dataDir}`);
    await delay(LOOK_AGAIN_MS);
  }
}

async function check(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  surviveLoss(client);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
              current_setting('server_encoding') AS encoding`,
    );
    const [server] = rows;
    if (!server || server.number < MINIMUM_VERSION * 10_000) {
      throw new StartupError(
        `DATABASE_URL leads to PostgreSQL ${server?.version ?? 'of no known version'}; ${MINIMUM_VERSION} or later is needed`,
      );
    }
    if (server.encoding !== 'UTF8') {
      throw new StartupError(
        `DATABASE_URL leads to a database encoded in ${server.encoding}; UTF8 is needed`,
      );
    }
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const { host, port, database } = client;
    throw new StartupError(
      `DATABASE_URL: database ${database || '(none named)'} on ${host}:${port} cannot be reached: ${reason(error)}`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A refusal by several addresses of one name has no message of its own. */
function reason(error: unknown): string {
  const { message, errors } = error as Partial<AggregateError>;
  if (!message && errors?.length) return reason(errors[0]);
  return (message ?? String(error)).split('\n')[0] ?? '';
}
