import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../config.js';
import { IDLE_MS } from './data-source.js';
import { DATABASE_URL } from './database-url.js';
import { queryPrepared } from './prepared-query.js';
import { SYSTEM_ROLE } from './roles.js';

declare const systemTx: unique symbol;

/**
 * Statements before an account is known; its role reaches accounts, users and API keys only, and may delete idempotency
 * keys that have expired.
 */
export interface SystemTx {
  readonly [systemTx]: true;
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** As that of `AccountTx`. */
  prepared<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
}

/**
 * SQL: a position in the WAL that whatever was committed before does not lie beyond. A commit that is answered without
 * waiting for the disk is only sure to have been put in.
 */
const POSITION = `CASE WHEN current_setting('synchronous_commit') = 'off' THEN pg_current_wal_insert_lsn()
  ELSE pg_current_wal_flush_lsn() END::text`;

/** Each `query` is a transaction of its own: this work is never more than one statement. */
@Injectable()
export class SystemDatabase implements OnApplicationShutdown {
  private readonly pool: pg.Pool;
  readonly tx: SystemTx;
  /** SQL for statements that also have to say how far a replica must have come; null where there is none. */
  readonly position: string;

  constructor(@Inject(DATABASE_URL) url: string, { DATABASE_REPLICA_URL: replica }: Config) {
    this.position = replica === undefined ? 'NULL' : POSITION;
    this.pool = new pg.Pool({
      connectionString: url,
      max: 10,
      idleTimeoutMillis: IDLE_MS,
      application_name: 'resolutionflow-system',
      options: `-c role=${SYSTEM_ROLE}`,
    });
    // An idle connection that the server closes must not end the process; the next query opens another.
    this.pool.on('error', () => undefined);
    // Nor must one that it closes at work: the query tells of it.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    const scoped: Omit<SystemTx, keyof SystemTx & symbol> = {
      query: async <Row>(sql: string, parameters?: readonly unknown[]) =>
        (await this.pool.query(sql, parameters ? [...parameters] : [])).rows as Row[],
      prepared: async <Row>(text: string, parameters: readonly unknown[]) =>
        (await this.prepared(text, parameters)) as Row[],
    };
    this.tx = scoped as SystemTx;
  }

  /** How far a replica must have come to have all that is committed by now. */
  async walPosition(): Promise<string> {
    const [row] = await this.tx.query<{ position: string }>(`SELECT ${POSITION} AS position`);
    return row?.position ?? '';
  }

  private async prepared(text: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const client = await this.pool.connect();
    try {
      return await queryPrepared(client, text, parameters);
    } finally {
      client.release();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
