import { rm } from 'node:fs/promises';
import pg from 'pg';
import { surviveLoss } from './connection-loss.js';
import { Cluster } from './embedded/cluster.js';
import { openDatabaseHome, temporaryHome, type DatabaseHome } from './embedded/data-folder.js';
import { lockFolder, type FolderLock, type Purpose } from './embedded/folder-lock.js';
import { keepRunning } from './embedded/keep-running.js';
import { findPostgresBinaries } from './embedded/postgres-binaries.js';
import type { Log } from './embedded/system-folders.js';
import { type CallOff, watchServer, watchTemporary } from './embedded/watchdog.js';

const DATABASE = 'resolutionflow';
const OWNER = 'resolutionflow';

export interface EmbeddedPostgres {
  /** Connects as the user that owns the database, may create roles, and is no superuser. */
  url: string;
  /** Connects to the database `postgres` as the superuser. */
  superuserUrl: string;
  /** The folder that the server has for itself: its data and its log. */
  folder: string;
  /** Of one that is started again when it ends: rejects with a StartupError once it is given up. Else it never settles. */
  lost?: Promise<never>;
  /** Ends every connection and the server, keeping the data of one that is not thrown away. */
  stop(): Promise<void>;
}

interface RunningServer extends EmbeddedPostgres {
  port: number;
  /** Starts it again, on the same port, where it does not run. */
  startAgain(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the program, on a free port of the loopback address, and makes user and
 * database when there are none. It outlives a Ctrl-C in the terminal, until `stop`, and does not outlive the process.
 * @param options.restartSeconds for how long one that ended by itself may be away; it is started again until then, and never
 *   when this is left out
 * @throws StartupError when the folder is in use or cannot be used, or the server does not start
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: Log;
  purpose: Purpose;
  restartSeconds?: number;
}): Promise<EmbeddedPostgres> {
  const { dataDir, log, purpose, restartSeconds } = options;
  const locks: FolderLock[] = [];
  const unlock = async (): Promise<void> => {
    for (const lock of locks.splice(0).reverse()) await lock.release();
  };
  try {
    const home = await openDatabaseHome(
      dataDir,
      log,
      async (folder) => void locks.push(await lockFolder(folder, purpose)),
    );
    const running = await startIn(home, log, [], FOR_BACKUPS);
    for (const lock of locks) await lock.announce(running.port);
    const stopped = (): Promise<void> => stopThen(running, unlock);
    if (restartSeconds === undefined) return { ...running, stop: stopped };
    const kept = await keepRunning({
      url: running.superuserUrl,
      start: () => running.startAgain(),
      log,
      seconds: restartSeconds,
    }).catch(async (error: unknown) => {
      await running.stop();
      throw error;
    });
    return { ...running, lost: kept.lost, stop: () => kept.end().then(stopped) };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function stopThen(running: EmbeddedPostgres, work: () => Promise<void>): Promise<void> {
  try {
    await running.stop();
  } finally {
    await work();
  }
}

/** The log says enough for a copy that is taken while the server works, and lets one be taken. */
const FOR_BACKUPS = { wal_level: 'replica', max_wal_senders: '2' };

/** Quick to make and to connect to: nobody keeps the data, and the passwords are too long to be guessed at any speed. */
const THROWAWAY_OPTIONS = ['--no-sync', '--no-data-checksums', '--set=scram_iterations=1'];

/** As `startEmbeddedPostgres`, in a temporary folder that `stop` removes; nothing is written through to the disk. */
export async function startThrowawayPostgres(options: {
  log: Log;
  settings?: Record<string, string>;
}): Promise<EmbeddedPostgres> {
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', ...options.settings };
  const home = await temporaryHome();
  return inTemporaryHome(home, () => startIn(home, options.log, THROWAWAY_OPTIONS, settings));
}

/** Starts a server in a temporary home, which goes with it however it ends, and at once where it does not start. */
export async function inTemporaryHome(
  { folder }: DatabaseHome,
  start: () => Promise<EmbeddedPostgres>,
): Promise<EmbeddedPostgres> {
  const callOff = watchTemporary(folder);
  const remove = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    callOff();
  };
  try {
    const running = await start();
    return { ...running, stop: () => stopThen(running, remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** In a home whose data are there or not; they take the settings and, when they are made, the options. */
export async function startIn(
  home: DatabaseHome,
  log: Log,
  options: readonly string[],
  settings: Record<string, string>,
): Promise<RunningServer> {
  const cluster = new Cluster(await findPostgresBinaries(home.user, log), home);
  let callOff: CallOff = () => undefined;
  const stop = async (): Promise<void> => {
    await cluster.stop();
    callOff();
  };
  try {
    // One whose process was killed may still run.
    await cluster.stop();
    await cluster.ensureCreated(options);
    const { port, pid } = await cluster.start(settings);
    callOff = watchServer(home.folder, pid);
    const startAgain = async (): Promise<void> => {
      const started = await cluster.startAgain();
      if (started === null) return;
      callOff();
      callOff = watchServer(home.folder, started);
    };
    const urls = urlsOf(port, home.passwords);
    await provision(urls.superuserUrl, home.passwords.owner);
    return { ...urls, port, folder: home.folder, startAgain, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** How to reach a server on that port. */
export function urlsOf(
  port: number,
  passwords: DatabaseHome['passwords'],
): { url: string; superuserUrl: string } {
  const address = `127.0.0.1:${port}`;
  return {
    url: `postgresql://${OWNER}:${passwords.owner}@${address}/${DATABASE}`,
    superuserUrl: `postgresql://postgres:${passwords.superuser}@${address}/postgres`,
  };
}

/** Makes the user that owns the database, and the database, where there are none. */
export async function provision(superuserUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  surviveLoss(client);
  await client.connect();
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
    if (role.rowCount === 0) {
      await client.query(
        `CREATE ROLE ${OWNER} LOGIN CREATEROLE PASSWORD ${client.escapeLiteral(ownerPassword)}`,
      );
    }
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}
