import { chown, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../errors/error-code.js';
import { StartupError } from '../../errors/startup-error.js';
import type { DatabaseHome } from './data-folder.js';
import { freePort } from './free-port.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { runProgram, type Outcome } from './run-program.js';

const MAJOR_VERSION = '18';
const LOG_LIMIT_BYTES = 10_000_000;
const PORT_ATTEMPTS = 5;

/** Settings of a small machine that shares its memory with the program. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  // Rows are few and mostly in memory: processes that read ahead would only cost memory.
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  // Nothing is replicated.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_wal_size: '512MB',
  checkpoint_timeout: '15min',
  timezone: 'UTC',
  // Statements and the values in their errors hold transcripts, so only the server's own life is logged.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** The files of one PostgreSQL server and its start and stop. */
export class Cluster {
  private readonly data: string;
  private readonly log: string;

  constructor(
    private readonly binaries: PostgresBinaries,
    private readonly home: DatabaseHome,
  ) {
    this.data = join(home.folder, 'data');
    this.log = join(home.folder, 'server.log');
  }

  /**
   * Makes the files when there are none; they appear whole or not at all.
   * @throws StartupError when they are of another version, or cannot be made
   */
  async ensureCreated(options: readonly string[]): Promise<void> {
    const version = await readFile(join(this.data, 'PG_VERSION'), 'utf8').catch(() => null);
    if (version?.trim() === MAJOR_VERSION) return;
    if (version) {
      throw new StartupError(
        `${this.data} holds a database of PostgreSQL ${version.trim()}, and this program brings ${MAJOR_VERSION}`,
      );
    }
    const draft = `${this.data}.new`;
    await rm(draft, { recursive: true, force: true });
    const passwordFile = join(this.home.folder, 'password');
    await this.write(passwordFile, this.home.passwords.superuser);
    const made = await this.run(this.binaries.initdb, [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of texts on every machine.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...options,
    ]);
    await rm(passwordFile, { force: true });
    if (made.status !== 0)
      throw new StartupError(`the database cannot be made in ${this.data}: ${reasonOf(made)}`);
    const configuration = await open(join(draft, 'postgresql.conf'), 'a');
    await configuration.write("\ninclude = 'resolutionflow.conf'\n");
    await configuration.close();
    await rename(draft, this.data);
  }

  /**
   * Starts the server on a free port of the loopback address and waits until it accepts connections. It takes the port of
   * the time before where that is free, so that other processes find it again.
   * @throws StartupError with the server's own reason
   */
  async start(settings: Record<string, string>): Promise<{ port: number; pid: number }> {
    const lastPort = await freePort(await this.lastPort()).catch(() => null);
    for (let attempt = 1; ; attempt++) {
      const port = (attempt === 1 && lastPort) || (await freePort());
      const all = { ...SETTINGS, ...settings, port: String(port) };
      const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
      await this.write(join(this.data, 'resolutionflow.conf'), `${lines.join('\n')}\n`);
      await this.rotateLog();
      const fault = await this.launch();
      if (fault === null) return { port, pid: await this.pid() };
      // Another program may have taken the port in between.
      if (attempt < PORT_ATTEMPTS && fault.includes('create any TCP/IP sockets')) continue;
      throw this.doesNotStart(fault);
    }
  }

  /**
   * Starts the server again as it was started last, on the same port; null when it runs.
   * @throws StartupError with the server's own reason
   */
  async startAgain(): Promise<number | null> {
    if (await this.isRunning()) return null;
    const fault = await this.launch();
    if (fault !== null) throw this.doesNotStart(fault);
    return this.pid();
  }

  /** Null once it accepts connections, else why it does not. */
  private async launch(): Promise<string | null> {
    const seen = await sizeOf(this.log);
    const started = await this.control('start', '-w', '-t', '60', '-l', this.log);
    return started.status === 0 ? null : ((await this.reasonSince(seen)) ?? reasonOf(started));
  }

  private doesNotStart(fault: string): StartupError {
    return new StartupError(`the database in ${this.data} does not start: ${fault}`);
  }

  private async isRunning(): Promise<boolean> {
    return (await this.control('status')).status === 0;
  }

  /** Ends connections, writes everything down and waits for the end; nothing to do when it does not run. */
  async stop(): Promise<void> {
    if (!(await this.isRunning())) return;
    const stopped = await this.control('stop', '-w', '-t', '60', '-m', 'fast');
    if (stopped.status === 0) return;
    const forced = await this.control('stop', '-w', '-t', '30', '-m', 'immediate');
    if (forced.status !== 0 && (await this.isRunning())) {
      throw new StartupError(`the database in ${this.data} does not stop: ${reasonOf(forced)}`);
    }
  }

  private control(command: string, ...options: string[]): Promise<Outcome> {
    return this.run(this.binaries.pgCtl, [command, '-D', this.data, ...options]);
  }

  private run(file: string, args: readonly string[]): Promise<Outcome> {
    return runProgram(file, args, this.home.user);
  }

  private async write(file: string, text: string): Promise<void> {
    await writeFile(file, text, { mode: 0o600 });
    if (this.home.user) await chown(file, this.home.user.uid, this.home.user.gid);
  }

  private async pid(): Promise<number> {
    return Number((await readFile(join(this.data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  }

  /** The port that it was started on last; 0 for one that never was. */
  private async lastPort(): Promise<number> {
    const text = await readFile(join(this.data, 'resolutionflow.conf'), 'utf8').catch(() => '');
    return Number(/^port = '(\d+)'$/m.exec(text)?.[1] ?? 0);
  }

  private async rotateLog(): Promise<void> {
    if ((await sizeOf(this.log)) > LOG_LIMIT_BYTES) await rename(this.log, `${this.log}.1`);
  }

  /** The first fatal line that the server wrote after `offset` bytes of its log. */
  private async reasonSince(offset: number): Promise<string | null> {
    const text = await readFile(this.log, 'utf8').catch(() => '');
    const lines = Buffer.from(text).subarray(offset).toString().split('\n');
    return firstFault(lines);
  }
}

/** The first fault that a program names; what it says last may only be how it cleared away. */
function reasonOf({ output }: Outcome): string {
  const lines = output.trim().split('\n');
  return firstFault(lines) ?? (lines.at(-1) || 'no reason given');
}

function firstFault(lines: readonly string[]): string | null {
  return lines.map((line) => /(?:FATAL|PANIC|error): +(.*)/.exec(line)?.[1]).find((fault) => fault) ?? null;
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
