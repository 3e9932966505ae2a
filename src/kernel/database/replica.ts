import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { Config } from '../config.js';
import { postgresError } from '../errors/postgres-error.js';
import { StartupError } from '../errors/startup-error.js';
import { appDataSourceOptions } from './data-source.js';
import { SystemDatabase } from './system-database.js';

/** How long a read waits for the standby to replay what the primary had when the request came. */
const PATIENCE_MS = 50;
const LOOK_AGAIN_MS = 1;
/** Between two looks at a standby that is away. */
const RETRY_MS = 1_000;
const ANSWER_WITHIN_MS = 2_000;

/** False on a server that takes writes itself, whose position says nothing about the primary's. */
const HAS_REPLAYED = 'SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn AS replayed';

/** The same for a server and its standbys, and for no other. */
const CLUSTER = `
  SELECT (SELECT system_identifier::text FROM pg_control_system())
         || '/' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS cluster`;

export interface ReplicaHealth {
  /** Whether reads go there now. */
  reads: boolean;
  /** Why they do not. */
  reason?: string;
  /** Of WAL that the primary has on its disk and the standby has not replayed. */
  behind_bytes?: number;
}

/**
 * The hot standby that DATABASE_REPLICA_URL leads to. A read goes there once the standby has replayed all that the primary
 * had when the request came, so it sees what was committed before, by whomever and through whichever process.
 */
@Injectable()
export class Replica implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Replica.name);
  private source: DataSource | null = null;
  /** Why reads go to the primary; null while they go to the standby, or before it was looked at. */
  private trouble: string | null = null;
  private looking: NodeJS.Timeout | null = null;
  private ended = false;

  constructor(
    private readonly primary: DataSource,
    private readonly system: SystemDatabase,
    private readonly config: Config,
  ) {}

  get configured(): boolean {
    return this.config.DATABASE_REPLICA_URL !== undefined;
  }

  /** @throws StartupError when it leads to another database than the primary; one that is away is waited for later */
  async onApplicationBootstrap(): Promise<void> {
    // Jobs read on the primary.
    if (this.configured && this.config.ROLE !== 'worker') await this.look();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended = true;
    if (this.looking) clearTimeout(this.looking);
    await Promise.race([this.source?.destroy(), delay(ANSWER_WITHIN_MS, null, { ref: false })]);
  }

  /** A connection to the standby that has replayed as much; null where the primary has to be asked. */
  async connect(position: string): Promise<QueryRunner | null> {
    if (this.trouble !== null || !this.source) return null;
    const runner = this.source.createQueryRunner();
    try {
      const connection = (await runner.connect()) as PoolClient;
      if (await hasReplayed(connection, position)) return runner;
      this.leave('is behind the primary');
    } catch (error) {
      this.leave(reasonOf(error));
    }
    await runner.release();
    return null;
  }

  /** Whether a read that failed there so is to be tried on the primary: all but what the program itself says. */
  failedWith(error: unknown): boolean {
    if (isLost(error)) this.leave(reasonOf(error));
    else if (!postgresError(error)) return false;
    return true;
  }

  async health(): Promise<ReplicaHealth> {
    if (this.trouble !== null || !this.source) return { reads: false, reason: this.trouble ?? undefined };
    try {
      const position = await this.system.walPosition();
      const [row] = await this.source.query<{ behind: string }[]>(
        'SELECT greatest(pg_wal_lsn_diff($1::pg_lsn, pg_last_wal_replay_lsn()), 0) AS behind',
        [position],
      );
      return { reads: true, behind_bytes: Number(row?.behind) };
    } catch (error) {
      return { reads: false, reason: reasonOf(error) };
    }
  }

  /** Reads go to the primary until a later look finds the standby good again. */
  private leave(reason: string): void {
    if (this.trouble === null) this.logger.warn(`reads go to the primary: the replica ${reason}`);
    this.trouble = reason;
    if (this.looking || this.ended) return;
    this.looking = setTimeout(() => {
      this.looking = null;
      this.look().catch((error: unknown) => this.leave(reasonOf(error)));
    }, RETRY_MS).unref();
  }

  private async look(): Promise<void> {
    try {
      const source = (this.source ??= await this.open());
      const [found] = await within(
        source.query<{ replayed: boolean | null }[]>(HAS_REPLAYED, [await this.system.walPosition()]),
      );
      if (this.ended) return;
      if (!found?.replayed) {
        this.leave('is behind the primary, or takes writes itself');
        return;
      }
      this.logger.log('reads go to the replica');
      this.trouble = null;
    } catch (error) {
      if (error instanceof StartupError) throw error;
      // Its connections may wait for ever for a server that is no more.
      void this.source?.destroy().catch(() => undefined);
      this.source = null;
      this.leave(reasonOf(error));
    }
  }

  private async open(): Promise<DataSource> {
    const { DATABASE_REPLICA_URL: url = '', DATABASE_POOL_SIZE: poolSize } = this.config;
    const source = new DataSource({
      ...appDataSourceOptions(url, poolSize),
      entities: this.primary.entityMetadatas.map(({ target }) => target),
      installExtensions: false,
      connectTimeoutMS: ANSWER_WITHIN_MS,
    });
    await source.initialize();
    const [here, there] = await Promise.all([source, this.primary].map((each) => clusterOf(each)));
    if (here === there) return source;
    await source.destroy();
    throw new StartupError(
      'DATABASE_REPLICA_URL leads to another database, not to a standby of DATABASE_URL',
    );
  }
}

async function hasReplayed(connection: PoolClient, position: string): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const asked = connection.query<{ replayed: boolean | null }>({
      name: 'has_replayed',
      text: HAS_REPLAYED,
      values: [position],
    });
    const { rows } = await within(asked);
    if (rows[0]?.replayed) return true;
    if (performance.now() > deadline) return false;
    await delay(LOOK_AGAIN_MS);
  }
}

/** A server that went without a word is not waited for. */
async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('does not answer')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function clusterOf(source: DataSource): Promise<string | undefined> {
  const [row] = await source.query<{ cluster: string }[]>(CLUSTER);
  return row?.cluster;
}

/** Of the connection, or of the server as a whole; not of the one statement. */
function isLost(error: unknown): boolean {
  const code = postgresError(error)?.code;
  if (code) return /^(08|57P|53)/.test(code);
  return (
    error instanceof Error &&
    /^(Connection terminated|Client has encountered|timeout exceeded|connect E|read E|write E)/.test(
      error.message,
    )
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot be used';
  return error.message === 'does not answer' ? error.message : `cannot be used: ${error.message}`;
}
